"""Routes about units."""

from typing import Any

from services.chassis.context import read, transact, transact_within
from services.chassis.http import PageQuery, allow, etag, page_schema, precondition, versioned
from services.chassis.import_routes import DryRunQuery, FileSchema, content_of, run_import
from services.chassis.imports import ImportReportSchema, read_rows
from services.chassis.mongo import IMPORT_SECONDS
from services.skills import policy
from services.skills.api.routes import api
from services.skills.domain import Unit
from services.skills.schemas.people import UnitRowSchema, UnitSchema
from services.skills.use_cases import imports, units


@api.route("/units/<slug:unit>", methods=["PUT"])
@allow(policy.WRITE_PEOPLE)
@versioned
@api.arguments(UnitSchema)
@api.response(200, UnitSchema)
@api.alt_response(201, schema=UnitSchema, description="Created", success=True)
def put_unit(sent: dict[str, Any], unit: str) -> Any:
    """Create or replace a unit."""
    kept = transact_within(
        IMPORT_SECONDS,
        units.put_unit,
        unit=Unit(unit=unit, **sent),
        precondition=precondition(),
    )
    return kept.unit, 201 if kept.new else 200, etag(kept.version)


@api.route("/units/<slug:unit>", methods=["GET"])
@allow(policy.READ_UNITS)
@versioned
@api.response(200, UnitSchema)
def get_unit(unit: str) -> Any:
    """A unit."""
    found = read(units.get_unit, unit=unit)
    return found.unit, 200, etag(found.version)


@api.route("/units/<slug:unit>", methods=["DELETE"])
@allow(policy.WRITE_PEOPLE)
@versioned
@api.response(204)
def delete_unit(unit: str) -> None:
    """Take out a unit in which nobody and nothing is any more."""
    transact(units.remove_unit, unit=unit, precondition=precondition())


@api.route("/units", methods=["GET"])
@allow(policy.READ_UNITS)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(UnitSchema))
def list_units(query: dict[str, Any]) -> Any:
    """All units."""
    return read(units.find_units, wanted=query["page"])


@api.route("/units/imports", methods=["POST"])
@allow(policy.WRITE_PEOPLE)
@api.arguments(DryRunQuery, location="query")
@api.arguments(FileSchema, location="files")
@api.response(200, ImportReportSchema)
def import_units(query: dict[str, Any], files: dict[str, Any]) -> Any:
    """Add and change units from a CSV file."""
    rows, refused = read_rows(content_of(files["file"]), UnitRowSchema(), file="file")
    return run_import(query["dry_run"], imports.import_units, rows=rows, refused=refused)
