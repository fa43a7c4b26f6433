"""Routes about people and the caller."""

from typing import Any

from services.chassis.context import read, transact_within
from services.chassis.http import allow, etag, page_schema, precondition, versioned
from services.chassis.import_routes import DryRunQuery, FileSchema, content_of, run_import
from services.chassis.imports import ImportReportSchema, read_rows
from services.chassis.mongo import IMPORT_SECONDS
from services.skills import policy
from services.skills.api.routes import api
from services.skills.domain import Person
from services.skills.schemas.people import MeSchema, PeopleQuery, PersonRowSchema, PersonSchema
from services.skills.use_cases import imports, people


@api.route("/people/<staff:staff_number>", methods=["PUT"])
@allow(policy.WRITE_PEOPLE)
@versioned
@api.arguments(PersonSchema)
@api.response(200, PersonSchema)
@api.alt_response(201, schema=PersonSchema, description="Created", success=True)
def put_person(sent: dict[str, Any], staff_number: str) -> Any:
    """Create or replace a person."""
    person = Person(staff_number=staff_number, **sent)
    kept = transact_within(
        IMPORT_SECONDS, people.put_person, person=person, precondition=precondition()
    )
    return kept.person, 201 if kept.new else 200, etag(kept.version)


@api.route("/people/<staff:staff_number>", methods=["GET"])
@allow(policy.READ_PERSON)
@versioned
@api.response(200, PersonSchema)
def get_person(staff_number: str) -> Any:
    """A person."""
    found = read(people.get_person, staff_number=staff_number)
    return found.person, 200, etag(found.version)


@api.route("/people/<staff:staff_number>", methods=["DELETE"])
@allow(policy.WRITE_PEOPLE)
@versioned
@api.response(204)
def delete_person(staff_number: str) -> None:
    """Take out a person who was entered by mistake; a leaver is a date."""
    transact_within(
        IMPORT_SECONDS,
        people.remove_person,
        staff_number=staff_number,
        precondition=precondition(),
    )


@api.route("/people", methods=["GET"])
@allow(policy.READ_PERSON)
@api.arguments(PeopleQuery, location="query")
@api.response(200, page_schema(PersonSchema))
def list_people(query: dict[str, Any]) -> Any:
    """The people that the caller may see."""
    return read(people.find_people, unit=query["unit"], q=query["q"], wanted=query["page"])


@api.route("/people/imports", methods=["POST"])
@allow(policy.WRITE_PEOPLE)
@api.arguments(DryRunQuery, location="query")
@api.arguments(FileSchema, location="files")
@api.response(200, ImportReportSchema)
def import_people(query: dict[str, Any], files: dict[str, Any]) -> Any:
    """Add and change people from a CSV file."""
    rows, refused = read_rows(content_of(files["file"]), PersonRowSchema(), file="file")
    return run_import(query["dry_run"], imports.import_people, rows=rows, refused=refused)


@api.route("/me", methods=["GET"])
@allow(policy.SEE_ONESELF)
@api.response(200, MeSchema)
def get_me() -> Any:
    """The caller as a person, with roles."""
    return read(people.me)
