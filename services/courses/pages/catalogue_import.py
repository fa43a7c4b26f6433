"""Bring courses into the catalogue from a file."""

from collections.abc import Mapping
from dataclasses import replace

from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read
from services.chassis.import_routes import run_import
from services.chassis.imports import ImportReport, read_rows
from services.courses import policy, use_cases
from services.courses.pages.catalogue import those_that_come_back
from services.courses.pages.routes import pages
from services.courses.schemas import CourseRowSchema
from services.courses.use_cases.cataloguing import whole_catalogue
from services.frontend.forms import Form, UploadField
from services.frontend.importing import Column, FileImport, ask, take
from services.frontend.pages import allow
from services.frontend.words import count

FILE = "file"
NOTE = "Where the file lacks a column, the courses in it keep what they have there"
LEFT_OUT = "they hold a semicolon, an equals sign or a space where a file cannot have one"


class CatalogueForm(Form):
    """The file of courses."""

    file = UploadField("File of courses")


def _run(only_look: bool, files: Mapping[str, bytes]) -> ImportReport:
    rows, refused = read_rows(files[FILE], CourseRowSchema(), file=FILE)
    return run_import(only_look, use_cases.import_courses, rows=rows, refused=refused, file=FILE)


IMPORT = FileImport(
    title="Bring in courses from a file",
    path="/courses/catalogue/import",
    back=("/courses/catalogue", "Back to the catalogue"),
    one="course",
    many="courses",
    form=CatalogueForm,
    columns={
        FILE: (
            Column(
                name="course",
                meaning="What the course is called in files: small letters, digits and hyphens. "
                "A course of this name is changed, else a new one is added",
                needed=True,
            ),
            Column(name="title", meaning="Its title", needed=True),
            Column(
                name="outcomes",
                meaning="The skills that it gives, each with the level, such as testing:2; several "
                "are set off by semicolons",
                needed=True,
            ),
            Column(name="provider", meaning="Who provides it"),
            Column(name="summary", meaning="What people learn"),
            Column(name="mode", meaning="online, classroom, blended or workplace"),
            Column(name="hours", meaning="How long it takes altogether"),
            Column(name="cost_pence", meaning="What it costs for one person, in pence"),
            Column(name="valid_months", meaning="For how many months it counts"),
            Column(name="prerequisites", meaning="The skills to have before it, as for outcomes"),
            Column(
                name="after",
                meaning="The courses to finish before it, as they are called in files, set off by "
                "semicolons",
            ),
            Column(name="url", meaning="A link to its page, which starts with https://"),
            Column(
                name="external_ids",
                meaning="What learning systems call it, such as https://learning.example=T-1; "
                "several are set off by semicolons",
            ),
        )
    },
    run=_run,
    done="pages.catalogue",
    note=NOTE,
    export="/courses/catalogue.csv",
)


@pages.get("/catalogue/import")
@allow(policy.WRITE_CATALOGUE)
def ask_for_catalogue() -> AnyResponse:
    """The page that asks for the file."""
    return ask(_with_note())


@pages.post("/catalogue/import")
@allow(policy.WRITE_CATALOGUE)
def take_catalogue() -> AnyResponse:
    """Show what would come of it, or save what was shown."""
    return take(_with_note())


def _with_note() -> FileImport:
    """The import with a word about the courses that the download cannot hold, where there are."""
    courses = read(whole_catalogue)
    left = len(courses) - len(those_that_come_back(courses))
    if not left:
        return IMPORT
    verb = "is" if left == 1 else "are"
    note = f"{IMPORT.note}. {count(left, 'course')} {verb} left out of the download: {LEFT_OUT}"
    return replace(IMPORT, note=note)
