"""A course: what it gives, who provides it, what comes first; and enrolling on it."""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.courses import policy, use_cases
from services.courses.pages.routes import pages
from services.frontend.forms import Form
from services.frontend.pages import allow, go, page

MOST = 50  # as many as may have to come one after the other


@pages.get("/courses/<slug:course>")
@allow(policy.READ_CATALOGUE)
def show_course(course: str) -> Response:
    """A course and where the person stands with it."""
    view = read(use_cases.view_course, course=course)
    may_enrol = policy.LOG_TRAINING.may_ever(g.principal) and g.principal.staff_number is not None
    return page("courses/course.html", view=view, may_enrol=may_enrol, token=Form())


@pages.post("/enrol")
@allow(policy.LOG_TRAINING)
def enrol() -> AnyResponse:
    """Enrol on one or several courses; the last one is that which was asked for."""
    courses = request.form.getlist("course")[:MOST]
    transact(use_cases.enrol, staff_number=g.principal.staff_number, courses=courses)
    return go("pages.enrolled", course=courses)


@pages.get("/enrolled")
@allow(policy.LOG_TRAINING)
def enrolled() -> Response:
    """What happens next with the courses that the person is enrolled on."""
    asked = request.args.getlist("course")[:MOST]
    return page("courses/enrolled.html", enrolments=read(use_cases.enrolments, courses=asked))
