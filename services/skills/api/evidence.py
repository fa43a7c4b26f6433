"""Routes about evidence and the claims that wait."""

from typing import Any

from services.chassis.context import read, transact
from services.chassis.http import PageQuery, allow, page_schema
from services.skills import policy
from services.skills.api.routes import api
from services.skills.schemas.evidence import (
    AnswerSchema,
    ClaimSchema,
    ClaimsQuery,
    EvidenceSchema,
    StatementSchema,
)
from services.skills.use_cases import claims, evidence
from services.skills.use_cases.evidence import Statement


@api.route("/people/<staff:staff_number>/evidence", methods=["GET"])
@allow(policy.READ_RECORD)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(EvidenceSchema))
def list_evidence(query: dict[str, Any], staff_number: str) -> Any:
    """All evidence about a person, that of courses included."""
    return read(evidence.find_evidence, staff_number=staff_number, wanted=query["page"])


@api.route("/people/<staff:staff_number>/evidence", methods=["POST"])
@allow(policy.STATE_OR_ASSESS)
@api.arguments(StatementSchema)
@api.response(200, EvidenceSchema, description="The same was recorded before")
@api.alt_response(201, schema=EvidenceSchema, description="Recorded", success=True)
def post_evidence(statement: Statement, staff_number: str) -> Any:
    """Record a self-assessment, a credential, or a manager's assessment."""
    recorded = transact(evidence.record_evidence, staff_number=staff_number, statement=statement)
    return recorded.evidence, 201 if recorded.new else 200


@api.route("/evidence/<id:identity>/verdict", methods=["POST"])
@allow(policy.ASSESS)
@api.arguments(AnswerSchema)
@api.response(200, EvidenceSchema)
def post_verdict(given: dict[str, Any], identity: str) -> Any:
    """Accept or reject a claim."""
    return transact(evidence.answer_evidence, identity=identity, **given)


@api.route("/claims", methods=["GET"])
@allow(policy.ASSESS)
@api.arguments(ClaimsQuery, location="query")
@api.response(200, page_schema(ClaimSchema))
def list_claims(query: dict[str, Any]) -> Any:
    """Self-assessments and credentials that wait for the caller, the longest wait first."""
    return read(claims.find_claims, whole_line=query["whole_line"], wanted=query["page"])
