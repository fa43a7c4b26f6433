"""The JSON routes of reporting."""

from datetime import datetime
from typing import Any

from services.chassis import freshness
from services.chassis.context import context, read, transact
from services.chassis.http import (
    PageQuery,
    Routes,
    allow,
    etag,
    page_schema,
    precondition,
    versioned,
)
from services.chassis.import_routes import DryRunQuery, FileSchema, content_of, run_import
from services.chassis.imports import ImportReportSchema
from services.reporting import policy, use_cases
from services.reporting.domain import Initiative
from services.reporting.schemas import (
    DayPageQuery,
    DayQuery,
    InitiativePostsSchema,
    InitiativeSchema,
    MatrixRowSchema,
    PlanReadinessSchema,
    UnitReadinessSchema,
    read_plan,
)

api = Routes("reporting", __name__, description="The digital plan and readiness for it")
MatrixSchema = page_schema(MatrixRowSchema)


@api.route("/initiatives/<slug:initiative>", methods=["PUT"])
@allow(policy.WRITE_PLAN)
@versioned
@api.arguments(InitiativeSchema)
@api.response(200, InitiativeSchema)
@api.alt_response(201, schema=InitiativeSchema, description="Created", success=True)
def put_initiative(sent: dict[str, Any], initiative: str) -> Any:
    """Create or replace an initiative."""
    posts = tuple(sent.pop("posts"))
    kept, version, new = transact(
        use_cases.put_initiative,
        initiative=Initiative(initiative=initiative, posts=posts, **sent),
        precondition=precondition(),
    )
    return kept, 201 if new else 200, etag(version)


@api.route("/initiatives/<slug:initiative>", methods=["GET"])
@allow(policy.READ_PLAN)
@versioned
@api.response(200, InitiativeSchema)
def get_initiative(initiative: str) -> Any:
    """An initiative."""
    found, version = read(use_cases.initiative, initiative=initiative)
    return found, 200, etag(version)


@api.route("/initiatives/<slug:initiative>", methods=["DELETE"])
@allow(policy.WRITE_PLAN)
@versioned
@api.response(204)
def delete_initiative(initiative: str) -> None:
    """Take an initiative out of the plan."""
    transact(use_cases.remove_initiative, initiative=initiative, precondition=precondition())


@api.route("/initiatives", methods=["GET"])
@allow(policy.READ_PLAN)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(InitiativeSchema))
def list_initiatives(query: dict[str, Any]) -> Any:
    """The digital plan, by id."""
    return read(use_cases.initiatives, wanted=query["page"])


@api.route("/initiatives/imports", methods=["POST"])
@allow(policy.WRITE_PLAN)
@api.arguments(DryRunQuery, location="query")
@api.arguments(FileSchema, location="files")
@api.response(200, ImportReportSchema)
def import_plan(query: dict[str, Any], files: dict[str, Any]) -> Any:
    """Add and change initiatives from a CSV file with a row for each line of posts."""
    read_file = read_plan(content_of(files["file"]))
    return run_import(query["dry_run"], use_cases.import_plan, **read_file)


@api.route("/readiness", methods=["GET"])
@allow(policy.READ_READINESS)
@api.arguments(DayPageQuery, location="query")
@api.response(200, PlanReadinessSchema)
def get_readiness(query: dict[str, Any]) -> Any:
    """How ready the plan is: each initiative in the order of service, and the sums."""
    plan, page = read(use_cases.plan_readiness, **query)
    return {"plan": plan, "page": page, "as_of": _as_of()}


@api.route("/readiness/initiatives/<slug:initiative>", methods=["GET"])
@allow(policy.READ_READINESS)
@api.arguments(DayQuery, location="query")
@api.response(200, InitiativePostsSchema)
def get_initiative_readiness(query: dict[str, Any], initiative: str) -> Any:
    """How ready one initiative is, post by post, and what is missing most."""
    return read(use_cases.initiative_readiness, initiative=initiative, **query)


@api.route("/readiness/units/<slug:unit>", methods=["GET"])
@allow(policy.READ_UNIT)
@api.arguments(DayQuery, location="query")
@api.response(200, UnitReadinessSchema)
def get_unit_readiness(query: dict[str, Any], unit: str) -> Any:
    """The totals of a unit and of what lies under it."""
    return read(use_cases.unit_readiness, unit=unit, **query)


@api.route("/units/<slug:unit>/matrix", methods=["GET"])
@allow(policy.READ_MATRIX)
@api.arguments(PageQuery, location="query")
@api.response(200, MatrixSchema)
def get_unit_matrix(query: dict[str, Any], unit: str) -> Any:
    """The people of a unit and below, and their levels in the skills their roles require."""
    return read(use_cases.unit_matrix, unit=unit, wanted=query["page"])


@api.route("/people/<staff:staff_number>/matrix", methods=["GET"])
@allow(policy.READ_MATRIX)
@api.response(200, MatrixSchema)
def get_person_matrix(staff_number: str) -> Any:
    """A person's levels in the skills that their role requires."""
    return read(use_cases.person_matrix, staff_number=staff_number)


def _as_of() -> datetime | None:
    return freshness.read(context().mongo.database).as_of
