"""Routes about exemptions from required skills."""

from typing import Any

from services.chassis.context import read, transact
from services.chassis.http import allow, etag, precondition, versioned
from services.skills import policy
from services.skills.api.routes import api
from services.skills.schemas.exemptions import ExemptionSchema, ExemptionsSchema
from services.skills.use_cases import exemptions


@api.route("/people/<staff:staff_number>/exemptions", methods=["GET"])
@allow(policy.READ_RECORD)
@api.response(200, ExemptionsSchema)
def list_exemptions(staff_number: str) -> Any:
    """All exemptions of a person with their reasons, those that have run out included."""
    return read(exemptions.find_exemptions, staff_number=staff_number)


@api.route("/people/<staff:staff_number>/exemptions/<slug:skill>", methods=["PUT"])
@allow(policy.EXCUSE)
@versioned
@api.arguments(ExemptionSchema)
@api.response(200, ExemptionSchema)
@api.alt_response(201, schema=ExemptionSchema, description="Granted", success=True)
def put_exemption(sent: dict[str, Any], staff_number: str, skill: str) -> Any:
    """Excuse a person from a skill, or say anew why and until when."""
    kept = transact(
        exemptions.put_exemption,
        staff_number=staff_number,
        skill=skill,
        precondition=precondition(),
        **sent,
    )
    return kept.exemption, 201 if kept.new else 200, etag(kept.version)


@api.route("/people/<staff:staff_number>/exemptions/<slug:skill>", methods=["GET"])
@allow(policy.READ_RECORD)
@versioned
@api.response(200, ExemptionSchema)
def get_exemption(staff_number: str, skill: str) -> Any:
    """The exemption of a person from a skill."""
    found = read(exemptions.get_exemption, staff_number=staff_number, skill=skill)
    return found.exemption, 200, etag(found.version)


@api.route("/people/<staff:staff_number>/exemptions/<slug:skill>", methods=["DELETE"])
@allow(policy.EXCUSE)
@versioned
@api.response(204)
def delete_exemption(staff_number: str, skill: str) -> None:
    """End an exemption at once."""
    transact(
        exemptions.remove_exemption,
        staff_number=staff_number,
        skill=skill,
        precondition=precondition(),
    )
