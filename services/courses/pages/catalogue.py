"""The catalogue for whoever keeps it: all of it, and as a file."""

from flask import Response, request

from services.chassis.context import read
from services.chassis.imports import read_rows
from services.chassis.paging import PageWanted
from services.courses import policy, use_cases
from services.courses.domain import COLUMNS, Course, row_of
from services.courses.pages.routes import pages
from services.courses.schemas import CourseRowSchema
from services.courses.use_cases.cataloguing import list_catalogue, whole_catalogue
from services.frontend.downloads import as_csv
from services.frontend.importing import imported
from services.frontend.pages import allow, page

LONGEST = 200  # characters
STATES = {"offered": False, "withdrawn": True}
FILE = "catalogue.csv"


@pages.get("/catalogue")
@allow(policy.WRITE_CATALOGUE)
def catalogue() -> Response:
    """Courses by title: by words (`q`), by a skill that they give, offered or withdrawn ones."""
    q, skill, show = (request.args.get(name, "").strip() for name in ("q", "skill", "show"))
    listing = read(
        list_catalogue,
        wanted=PageWanted(cursor=request.args.get("after")),
        typed=q[:LONGEST],
        skill=skill or None,
        withdrawn=STATES.get(show),
        just=request.args.get("saved"),
    )
    return page(
        "courses/catalogue.html",
        listing=listing,
        skills=read(use_cases.all_skills),
        asked={"q": q, "skill": skill, "show": show},
        done=imported(),
    )


@pages.get("/catalogue.csv")
@allow(policy.WRITE_CATALOGUE)
def download_catalogue() -> Response:
    """The courses that can be taken, in the columns in which they can be brought in again."""
    return _file(those_that_come_back(read(whole_catalogue)))


def those_that_come_back(courses: tuple[Course, ...]) -> list[Course]:
    """The courses of which a row of a file says all: bringing them in again changes nothing.

    The others hold what sets the parts of a cell off, such as a semicolon in a name.
    """
    content = _file(courses).get_data()
    rows, _ = read_rows(content, CourseRowSchema(), file="file")
    read_again = {row.loaded.course: row.loaded for row in rows}
    return [course for course in courses if read_again.get(course.course) == course]


def _file(courses: tuple[Course, ...] | list[Course]) -> Response:
    return as_csv(FILE, COLUMNS, (row_of(course) for course in courses))
