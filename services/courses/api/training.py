"""Routes of training records, claims and recommendations."""

from typing import Any

from services.chassis.context import read, transact
from services.chassis.http import (
    PageQuery,
    Routes,
    allow,
    etag,
    page_schema,
    precondition,
    versioned,
)
from services.courses import policy, use_cases
from services.courses.domain import Edit
from services.courses.schemas import (
    ClaimSchema,
    ClaimsQuery,
    EditSchema,
    EntrySchema,
    RecommendationsQuery,
    RecommendationsSchema,
    TrainingSchema,
    VerdictSchema,
)
from services.courses.use_cases import Entry

api = Routes("training", __name__, description="Training, its confirmation, recommendations")


@api.route("/people/<staff:staff_number>/training", methods=["GET"])
@allow(policy.READ_TRAINING)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(TrainingSchema))
def list_training(query: dict[str, Any], staff_number: str) -> Any:
    """A person's training, the latest first."""
    return read(use_cases.training_of, staff_number=staff_number, wanted=query["page"])


@api.route("/people/<staff:staff_number>/training", methods=["POST"])
@allow(policy.LOG_TRAINING)
@api.arguments(EntrySchema)
@api.response(200, TrainingSchema)
@api.alt_response(201, schema=TrainingSchema, description="Created", success=True)
def log_training(entry: Entry, staff_number: str) -> Any:
    """Log training: a person's own waits for an answer, a learning system's counts at once."""
    record, version, new = transact(use_cases.log_training, staff_number=staff_number, entry=entry)
    return record, 201 if new else 200, etag(version)


@api.route("/training/<id:training>", methods=["GET"])
@allow(policy.READ_TRAINING)
@versioned
@api.response(200, TrainingSchema)
def get_training(training: str) -> Any:
    """A training record."""
    record, version = read(use_cases.training, training=training)
    return record, 200, etag(version)


@api.route("/training/<id:training>", methods=["PATCH"])
@allow(policy.LOG_TRAINING)
@versioned
@api.arguments(EditSchema)
@api.response(200, TrainingSchema)
def edit_training(change: Edit, training: str) -> Any:
    """Change an open attempt; of a waiting completion hours, note, link, or withdraw it."""
    record, version = transact(
        use_cases.edit_training, training=training, change=change, precondition=precondition()
    )
    return record, 200, etag(version)


@api.route("/training/<id:training>/verdict", methods=["POST"])
@allow(policy.CONFIRM)
@api.arguments(VerdictSchema)
@api.response(200, TrainingSchema)
def give_verdict(verdict: dict[str, Any], training: str) -> Any:
    """Accept or reject a completion that the person logged."""
    record, version = transact(use_cases.give_verdict, training=training, **verdict)
    return record, 200, etag(version)


@api.route("/claims", methods=["GET"])
@allow(policy.CONFIRM)
@api.arguments(ClaimsQuery, location="query")
@api.response(200, page_schema(ClaimSchema))
def list_claims(query: dict[str, Any]) -> Any:
    """Completions that wait for the caller, the longest wait first."""
    return read(use_cases.claims, wanted=query.pop("page"), **query)


@api.route("/people/<staff:staff_number>/recommendations", methods=["GET"])
@allow(policy.READ_TRAINING)
@api.arguments(RecommendationsQuery, location="query")
@api.response(200, RecommendationsSchema)
def get_recommendations(query: dict[str, Any], staff_number: str) -> Any:
    """Courses that close the person's gaps, in the order to take them."""
    return read(use_cases.recommendations, staff_number=staff_number, **query)
