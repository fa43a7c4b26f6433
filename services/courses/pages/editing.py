"""Add a course to the catalogue or edit one: the questions, the answers to check, then saved."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import DomainError, PreconditionFailed
from services.chassis.preconditions import Precondition
from services.courses import policy, use_cases
from services.courses.domain import Course
from services.courses.pages.course_answers import CourseForm, form_of
from services.courses.pages.routes import pages
from services.courses.use_cases.cataloguing import (
    Opened,
    free_id,
    identify_courses,
    open_course,
    preview_course,
)
from services.frontend.pages import allow, go, page
from services.frontend.rows import edit_rows

FASTER = (
    "Somebody else changed this course while you had it open. Nothing was saved. "
    "This is what your answers would change in it now"
)
TAKEN = (
    "Somebody has just added a course with this title. Nothing was saved. "
    "Look for it in the catalogue before you add another one"
)


@pages.get("/catalogue/new")
@allow(policy.WRITE_CATALOGUE)
def new_course() -> Response:
    """The questions about a new course."""
    form = CourseForm()
    form.offer(read(use_cases.all_skills))
    return _questions(form, None)


@pages.post("/catalogue/new")
@allow(policy.WRITE_CATALOGUE)
def add_course() -> AnyResponse:
    """The answers: add or remove a row, check them, change them, or save them (`step`)."""
    return _take(CourseForm(), None)


@pages.get("/catalogue/<slug:course>")
@allow(policy.WRITE_CATALOGUE)
def edit_course(course: str) -> Response:
    """The questions about a course, answered as it stands."""
    opened = read(open_course, course=course)
    form = form_of(opened)
    form.offer(_skills(opened))
    return _questions(form, opened)


@pages.post("/catalogue/<slug:course>")
@allow(policy.WRITE_CATALOGUE)
def save_course(course: str) -> AnyResponse:
    """The same steps as for a new course."""
    return _take(CourseForm(), read(open_course, course=course))


def _take(form: CourseForm, opened: Opened | None) -> AnyResponse:
    step = request.form.get("step")
    edited = edit_rows(form, step)
    form.offer(_skills(opened))
    if edited or step == "change" or not _is_complete(form):
        return _questions(form, opened)
    course = form.made(_identity(form, opened))
    try:
        return _save(form, course) if step == "send" else _check(form, course)
    except DomainError as error:
        form.say(error)
    return _questions(form, opened)


def _is_complete(form: CourseForm) -> bool:
    """Whether every answer can stand by itself, each course that comes first being one."""
    well = form.validate()
    found = read(identify_courses, typed=form.named())
    return form.identify(found) and well


def _identity(form: CourseForm, opened: Opened | None) -> str:
    """The id of the course; that of a new one is decided when its answers are checked."""
    if opened is not None:
        return opened.course.course
    decided = form.chosen_id if request.form.get("step") == "send" else None
    return decided or read(free_id, title=str(form.title.data))


def _save(form: CourseForm, course: Course) -> AnyResponse:
    version = request.form.get("seen")
    seen = Precondition(versions=frozenset({version})) if version else NOTHING_SEEN
    try:
        transact(use_cases.put_course, course=course, precondition=seen)
    except PreconditionFailed:
        if read(open_course, course=course.course).course != course:
            return _somebody_was_faster(form, course, new=not version)
    return go("pages.catalogue", saved=course.course)


NOTHING_SEEN = Precondition(create_only=True)


def _somebody_was_faster(form: CourseForm, course: Course, *, new: bool) -> Response:
    if not new:
        return _check(form, course)
    form.form_errors.append(TAKEN)
    return _check(form, form.made(read(free_id, title=course.title)))


def _check(form: CourseForm, course: Course) -> Response:
    """What would be saved, beside what stands now; said where that is not what was opened."""
    amendment = read(preview_course, course=course)
    seen = request.form.get("seen")
    if seen and seen != str(amendment.version):
        form.form_errors.append(FASTER)
    return page("courses/course-check.html", form=form, amendment=amendment)


def _questions(form: CourseForm, opened: Opened | None) -> Response:
    seen = request.form.get("seen") or (opened.version if opened else "")
    return page("courses/course-edit.html", form=form, opened=opened, seen=seen)


def _skills(opened: Opened | None) -> dict[str, str]:
    """The skills to choose from, also those of the course that the framework has no more."""
    return {**(opened.names if opened else {}), **read(use_cases.all_skills)}
