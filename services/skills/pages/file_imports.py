"""People, units and the framework from CSV files: a preview first, then it is saved."""

from collections.abc import Mapping

from flask import g
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.access import require
from services.chassis.import_routes import run_import
from services.chassis.imports import ImportReport, read_rows
from services.frontend.forms import Form, UploadField
from services.frontend.importing import Column, FileImport, ask, take
from services.frontend.pages import allow
from services.skills import policy
from services.skills.pages.routes import pages
from services.skills.schemas.people import PersonRowSchema, UnitRowSchema
from services.skills.use_cases import imports
from services.skills.use_cases.framework import FrameworkReport, import_framework

EITHER = "A CSV file as it was published, or none. Both together have at most 5 MB"
KEPT = "Where a column is left out, everything in it stays as it is; an empty cell clears it"


class PeopleFileForm(Form):
    """The file of people."""

    file = UploadField("File of people")


class UnitsFileForm(Form):
    """The file of units."""

    file = UploadField("File of units")


class FrameworkFilesForm(Form):
    """The two files of the framework, either or both."""

    roles = UploadField("File of roles", description=EITHER)
    skills = UploadField("File of skills", description=EITHER)


def _people(dry_run: bool, files: Mapping[str, bytes]) -> ImportReport:
    rows, refused = read_rows(files["file"], PersonRowSchema(), file="file")
    return run_import(dry_run, imports.import_people, rows=rows, refused=refused)


def _units(dry_run: bool, files: Mapping[str, bytes]) -> ImportReport:
    rows, refused = read_rows(files["file"], UnitRowSchema(), file="file")
    return run_import(dry_run, imports.import_units, rows=rows, refused=refused)


def _framework(dry_run: bool, files: Mapping[str, bytes]) -> FrameworkReport:
    given = {"roles": files.get("roles"), "skills": files.get("skills")}
    return run_import(dry_run, import_framework, **given)


PEOPLE = FileImport(
    title="Bring in people from a file",
    path="/skills/admin/people/import",
    back=("/skills/admin/people", "Back to people"),
    one="person",
    many="people",
    form=PeopleFileForm,
    columns={
        "file": (
            Column(
                name="staff_number",
                meaning="Staff number. Whoever has it already is changed",
                needed=True,
            ),
            Column(name="name", meaning="Name, as others should read it", needed=True),
            Column(name="email", meaning="E-mail address"),
            Column(name="unit", meaning="Short name of the unit, as the list of units says it"),
            Column(
                name="role_level",
                meaning="Short name of the role, as its page under Framework says it",
            ),
            Column(name="manager", meaning="Staff number of the manager"),
            Column(name="starts_on", meaning="First day, as 2026-03-31"),
            Column(name="leaves_on", meaning="Last day, as 2026-03-31"),
        )
    },
    note=KEPT,
    run=_people,
    done="pages.admin_people",
)
UNITS = FileImport(
    title="Bring in units from a file",
    path="/skills/admin/units/import",
    back=("/skills/admin/units", "Back to units"),
    one="unit",
    many="units",
    form=UnitsFileForm,
    columns={
        "file": (
            Column(
                name="unit",
                meaning="Short name of the unit: small letters, digits and hyphens",
                needed=True,
            ),
            Column(name="name", meaning="Name of the unit", needed=True),
            Column(
                name="parent",
                meaning="Short name of the unit that it lies in; empty for one at the top",
            ),
        )
    },
    note=KEPT,
    run=_units,
    done="pages.admin_units",
)
FRAMEWORK = FileImport(
    title="Bring in the framework from its files",
    path="/skills/admin/framework/import",
    back=("/skills/admin/framework", "Back to the framework"),
    one="skill or role level",
    many="skills and role levels",
    form=FrameworkFilesForm,
    columns={
        "roles": (
            Column(name="Role", meaning="Name of the role", needed=True),
            Column(name="Role Level", meaning="Name of the step of the role", needed=True),
            Column(name="Skill Name", meaning="A skill that it requires", needed=True),
            Column(
                name="Skill Level",
                meaning="Awareness, Working, Practitioner or Expert",
                needed=True,
            ),
            Column(name="Role Family", meaning="The family that the role belongs to"),
            Column(name="Role Description", meaning="What people in the role do"),
            Column(name="Role Level Description", meaning="What they do at this step"),
            Column(name="Role Type", meaning="It may be there, and is not kept"),
            Column(name="Skill Description", meaning="What the skill is"),
            Column(name="Skill Level Description", meaning="What the skill means at this level"),
        ),
        "skills": (
            Column(name="Skill Name", meaning="Name of the skill", needed=True),
            Column(name="Skill Description", meaning="What the skill is"),
            Column(name="Awareness", meaning="What it means at level 1"),
            Column(name="Working", meaning="What it means at level 2"),
            Column(name="Practitioner", meaning="What it means at level 3"),
            Column(name="Expert", meaning="What it means at level 4"),
            Column(name="Roles that require Skill", meaning="It may be there, and is not kept"),
        ),
    },
    run=_framework,
    done="pages.admin_framework",
)


@pages.get("/admin/people/import")
@allow(policy.WRITE_PEOPLE)
def import_people() -> AnyResponse:
    """Ask for a file of people."""
    return ask(PEOPLE)


@pages.post("/admin/people/import")
@allow(policy.WRITE_PEOPLE)
def send_people() -> AnyResponse:
    """Show what would come of the file, or save it."""
    return take(PEOPLE)


@pages.get("/admin/units/import")
@allow(policy.WRITE_PEOPLE)
def import_units() -> AnyResponse:
    """Ask for a file of units."""
    return ask(UNITS)


@pages.post("/admin/units/import")
@allow(policy.WRITE_PEOPLE)
def send_units() -> AnyResponse:
    """Show what would come of the file, or save it."""
    return take(UNITS)


@pages.get("/admin/framework/import")
@allow(policy.WRITE_FRAMEWORK)
def import_framework_files() -> AnyResponse:
    """Ask for the files of the framework. Raises NotFound for whoever acts for one unit only."""
    require(may_import_framework(), "such page")
    return ask(FRAMEWORK)


@pages.post("/admin/framework/import")
@allow(policy.WRITE_FRAMEWORK)
def send_framework() -> AnyResponse:
    """Show what would come of the files, or save them."""
    return take(FRAMEWORK)


def may_import_framework() -> bool:
    """Whether the person may write the framework, which is one for all units."""
    return policy.WRITE_FRAMEWORK.allows_unit(g.principal, ())
