"""Routes about the levels of a person."""

from typing import Any

from services.chassis.context import read
from services.chassis.http import allow
from services.skills import policy
from services.skills.api.routes import api
from services.skills.schemas.levels import DayQuery, GapsQuery, GapsSchema, LevelsSchema
from services.skills.use_cases import levels


@api.route("/people/<staff:staff_number>/levels", methods=["GET"])
@allow(policy.READ_RECORD)
@api.arguments(DayQuery, location="query")
@api.response(200, LevelsSchema)
def get_levels(query: dict[str, Any], staff_number: str) -> Any:
    """The verified and claimed level in each skill on a day, with the reason."""
    return read(levels.get_levels, staff_number=staff_number, **query)


@api.route("/people/<staff:staff_number>/gaps", methods=["GET"])
@allow(policy.READ_RECORD)
@api.arguments(GapsQuery, location="query")
@api.response(200, GapsSchema)
def get_gaps(query: dict[str, Any], staff_number: str) -> Any:
    """What the person holds against each skill that a role level requires."""
    return read(levels.get_gaps, staff_number=staff_number, **query)
