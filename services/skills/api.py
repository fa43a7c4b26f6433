"""The JSON routes of skills."""

from typing import Any

from services.chassis.context import read, transact_within
from services.chassis.http import Routes, allow, etag, precondition, versioned
from services.chassis.mongo import IMPORT_SECONDS
from services.skills import policy, use_cases
from services.skills.domain import Person
from services.skills.schemas import DayQuery, LevelsSchema, PersonSchema

api = Routes("skills", __name__, description="People, skills and levels")


@api.route("/people/<staff:staff_number>", methods=["PUT"])
@allow(policy.WRITE_PEOPLE)
@versioned
@api.arguments(PersonSchema)
@api.response(200, PersonSchema)
@api.alt_response(201, schema=PersonSchema, description="Created", success=True)
def put_person(sent: dict[str, Any], staff_number: str) -> Any:
    """Create or replace a person."""
    person = Person(staff_number=staff_number, **sent)
    kept, version, new = transact_within(
        IMPORT_SECONDS, use_cases.put_person, person=person, precondition=precondition()
    )
    return kept, 201 if new else 200, etag(version)


@api.route("/people/<staff:staff_number>", methods=["GET"])
@allow(policy.READ_PERSON)
@versioned
@api.response(200, PersonSchema)
def get_person(staff_number: str) -> Any:
    """A person."""
    found, version = read(use_cases.person, staff_number=staff_number)
    return found, 200, etag(version)


@api.route("/people/<staff:staff_number>/levels", methods=["GET"])
@allow(policy.READ_RECORD)
@api.arguments(DayQuery, location="query")
@api.response(200, LevelsSchema)
def get_levels(query: dict[str, Any], staff_number: str) -> Any:
    """The verified and claimed level in each skill on a day."""
    held = read(use_cases.levels, staff_number=staff_number, **query)
    return {
        "items": [
            {"skill": skill, "verified": d.verified, "claimed": d.claimed}
            for skill, d in held.items()
        ]
    }
