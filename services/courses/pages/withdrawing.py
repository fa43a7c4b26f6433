"""Withdraw a course of the catalogue, after a look at what that comes to."""

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import PreconditionFailed
from services.chassis.preconditions import Precondition
from services.courses import policy, use_cases
from services.courses.pages.routes import pages
from services.courses.use_cases.cataloguing import preview_withdrawal
from services.frontend.forms import Form
from services.frontend.pages import allow, go, page

FASTER = (
    "Somebody else changed this course while you had it open. Nothing was saved. "
    "This is how it stands now"
)


@pages.get("/catalogue/<slug:course>/withdraw")
@allow(policy.WRITE_CATALOGUE)
def ask_to_withdraw_course(course: str) -> AnyResponse:
    """What withdrawing the course comes to; one that is withdrawn already is shown instead."""
    return _ask(course, Form())


@pages.post("/catalogue/<slug:course>/withdraw")
@allow(policy.WRITE_CATALOGUE)
def withdraw_course(course: str) -> AnyResponse:
    """Withdraw it, as it was seen."""
    read(use_cases.course, course=course)  # one that never was is no page
    seen = Precondition(versions=frozenset({request.form.get("seen", "")}))
    try:
        transact(use_cases.withdraw_course, course=course, precondition=seen)
    except PreconditionFailed:
        form = Form()
        form.form_errors.append(FASTER)
        return _ask(course, form)
    return go("pages.catalogue", saved=course)


def _ask(course: str, form: Form) -> AnyResponse:
    found = read(preview_withdrawal, course=course)
    if found.course.withdrawn:
        return go("pages.catalogue", saved=course)
    return page("courses/course-withdraw.html", withdrawal=found, form=form)
