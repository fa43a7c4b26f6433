"""A service of notes, as small as a service can be: what the chassis gives to every other."""

from dataclasses import dataclass, replace

from marshmallow import Schema, fields

from services.chassis.access import Role, Rule, Scope
from services.chassis.boot import context_of
from services.chassis.context import read, transact
from services.chassis.documents import to_document
from services.chassis.errors import DomainError, NotFound
from services.chassis.event_routes import serve_events
from services.chassis.fields import Slug, Text, Whole
from services.chassis.http import (
    PageQuery,
    Routes,
    allow,
    etag,
    page_schema,
    precondition,
    versioned,
)
from services.chassis.import_routes import DryRunQuery, FileSchema, run_import
from services.chassis.imports import ImportReport, ImportReportSchema, read_rows
from services.chassis.intake import INBOX, Inlet, Inlets
from services.chassis.kinds import Kind
from services.chassis.operations import operations
from services.chassis.paging import page
from services.chassis.service import Service
from services.chassis.web import make_app
from services.chassis.work import Work

WRITTEN = "notes.note.written.v1"
READ = Rule(anyone=True)
WRITE = Rule(roles=frozenset({Role.PEOPLE_ADMIN}), scopes=frozenset({Scope.PEOPLE_WRITE}))
SEND = Rule(scopes=frozenset({Scope.PEOPLE_WRITE}))


@dataclass(frozen=True, slots=True)
class Note:
    note: str
    text: str = ""
    count: int = 0


NOTES: Kind[Note] = Kind(name="notes", of=Note, key="note")


class NotesWork(Work):
    kinds = (NOTES, INBOX)

    def __init__(self, basis):
        super().__init__(basis)
        self.notes = self.shelf(NOTES)
        self.inbox = self.shelf(INBOX)


class NoteSchema(Schema):
    note = Slug(dump_only=True)
    text = Text(100, required=True)
    count = Whole(0, 1000, load_default=0)


class NoteRowSchema(Schema):
    note = Slug(required=True)
    text = Text(100, required=True)


def write(work, note):
    version = work.notes.put(note)
    work.publish(WRITTEN, note.note, to_document(note), version)
    return version


def add_one(work, note):
    """Count one more, so that work that is lost or done twice shows."""
    before = work.notes.get(note) or Note(note)
    write(work, replace(before, count=before.count + 1))
    return before.count + 1


def put_note(work, _caller, *, note, precondition):
    there = work.notes.get(note.note) is not None
    precondition.check(work.notes.version(note.note), there=there)
    return note, write(work, note), not there


def get_note(work, _caller, *, note):
    found = work.notes.get(note)
    if found is None:
        raise NotFound("There is no such note.")
    return found, work.notes.version(note)


def delete_note(work, _caller, *, note):
    if work.notes.get(note) is not None:
        work.notes.remove(note)


def import_notes(work, _caller, *, rows, refused):
    for row in rows:
        write(work, Note(**row.loaded))
    return ImportReport(rows=refused)


def note_event(work, incoming):
    write(work, Note(**incoming.data))
    return False


def admits(work, principal, _today):
    """Everybody but GONE; the look into the database is what every service takes."""
    return work.notes.get("somebody") is None and principal.staff_number != "GONE"


def routes():
    api = Routes("notes", __name__, description="Notes")

    @api.route("/notes", methods=["GET"])
    @allow(READ)
    @api.arguments(PageQuery, location="query")
    @api.response(200, page_schema(NoteSchema))
    def list_notes(query):
        return read(lambda work, _caller: page(work.notes, {}, query["page"]))

    @api.route("/notes/<slug:note>", methods=["GET"])
    @allow(READ)
    @versioned
    @api.response(200, NoteSchema)
    def get(note):
        found, version = read(get_note, note=note)
        return found, 200, etag(version)

    @api.route("/notes/<slug:note>", methods=["PUT"])
    @allow(WRITE)
    @versioned
    @api.arguments(NoteSchema)
    @api.response(200, NoteSchema)
    @api.alt_response(201, schema=NoteSchema, success=True)
    def put(sent, note):
        kept, version, new = transact(
            put_note, note=Note(note, **sent), precondition=precondition()
        )
        return kept, 201 if new else 200, etag(version)

    @api.route("/notes/<slug:note>", methods=["DELETE"])
    @allow(WRITE)
    @api.response(204)
    def delete(note):
        transact(delete_note, note=note)

    @api.route("/notes/imports", methods=["POST"])
    @allow(WRITE)
    @api.arguments(DryRunQuery, location="query")
    @api.arguments(FileSchema, location="files")
    @api.response(200, ImportReportSchema)
    def post_import(query, files):
        rows, refused = read_rows(files["file"].read(), NoteRowSchema(), file="file")
        return run_import(query["dry_run"], import_notes, rows=rows, refused=refused)

    @api.route("/broken", methods=["POST"])
    @allow(READ)
    @api.arguments(Schema.from_dict({"secret": fields.String()}, name="BrokenSchema"))
    @api.response(204)
    def broken(_sent):
        raise RuntimeError("A defect of ours.")

    serve_events(api, SEND, Inlets(types={WRITTEN: Inlet(NoteEventSchema, note_event)}))
    return api


class NoteEventSchema(Schema):
    note = Slug(required=True)
    text = Text(100, required=True)


def follow_units(work, events):
    """Keep a note of each unit; one named Bad breaks a rule, one named Broken shows a defect."""
    for event in events:
        if event.data["name"] == "Bad":
            raise DomainError("Must not be Bad.")
        if event.data["name"] == "Broken":
            raise RuntimeError("A defect of ours.")
        write(work, Note(event.subject, event.data["name"]))


SERVICE = Service(
    name="notes",
    about="Answers what was noted.",
    work=NotesWork,
    admits=admits,
    follows={"skills.unit.changed.v1": follow_units},
)


def create(settings, *, clock, keys):
    context = context_of(SERVICE, settings, clock=clock, keys=keys)
    return make_app(context, [routes(), operations()], title="Notes")
