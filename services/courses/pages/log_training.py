"""Log training: get this on my record in a minute."""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import DomainError
from services.courses import policy, use_cases
from services.courses.domain import Outside
from services.courses.pages.answers import (
    CHOOSE,
    NONE_OF_THESE,
    REFUSED,
    Answers,
    LogForm,
    OtherForm,
)
from services.courses.pages.routes import pages
from services.frontend.pages import allow, go, page


@pages.get("/log")
@allow(policy.LOG_TRAINING)
def ask_for_log() -> Response:
    """The four questions; `course` of the query is filled in."""
    form = LogForm()
    if name := request.args.get("course"):
        found = read(use_cases.identify_course, chosen=name, picked=None, typed=None)
        if found.course:
            form.take(found.course)
    return _questions(form)


@pages.post("/log")
@allow(policy.LOG_TRAINING)
def take_log() -> AnyResponse:
    """The answers: check them, go back to change them, or send them (`step` of the form)."""
    form = LogForm()
    if request.form.get("step") == "change":
        return _questions(form)
    if form.picked == NONE_OF_THESE:
        return _about_other(form)
    found = read(
        use_cases.identify_course,
        chosen=form.course.data,
        picked=form.picked,
        typed=form.course_name.data,
    )
    good = form.validate()
    if found.course is None:
        form.course_name.errors = [CHOOSE] if not found.candidates else []
        form.which.errors = ["Choose which of these you mean"] if found.candidates else []
        form.asked.data = form.course_name.data
        return _questions(form, found)
    form.take(found.course)
    return (
        _next(form, found.course.course, "courses/log-training.html") if good else _questions(form)
    )


def _about_other(form: LogForm) -> Response:
    other = OtherForm()
    other.title.data = form.course_name.data
    other.offer(read(use_cases.all_skills))
    return page("courses/log-other.html", form=other)


def _questions(form: LogForm, found: use_cases.Identified | None = None) -> Response:
    return page("courses/log-training.html", form=form, found=found)


@pages.get("/log/other")
@allow(policy.LOG_TRAINING)
def ask_for_other() -> Response:
    """The questions about training that is not in the catalogue; `of` is begun on the record."""
    form = OtherForm()
    form.offer(read(use_cases.all_skills))
    if begun := request.args.get("of"):
        found = read(use_cases.see_changeable, training=begun)
        if found.record.outside:
            form.take(found.record.outside)
    return page("courses/log-other.html", form=form)


@pages.post("/log/other")
@allow(policy.LOG_TRAINING)
def take_other() -> AnyResponse:
    """The answers about it, step by step as for a course."""
    form = OtherForm()
    form.offer(read(use_cases.all_skills))
    step = request.form.get("step")
    if step == "add":
        form.show_one_more()
    if step in ("add", "change") or not form.validate():
        return page("courses/log-other.html", form=form)
    return _next(form, form.outside(), "courses/log-other.html")


def _next(form: Answers, subject: str | Outside, questions: str) -> AnyResponse:
    """Send what is good, or show it once more before."""
    asked = {"staff_number": g.principal.staff_number, "entry": form.entry(subject)}
    try:
        if request.form.get("step") == "send":
            record, _, _ = transact(use_cases.log_training, **asked)
            return go("pages.sent", training=record.id)
        preview = read(use_cases.preview_training, **asked)
    except DomainError as error:
        places = {"/completed_on": "finished", "/course": "course_name"}
        form.refuse(error, {k: v for k, v in places.items() if v in form}, REFUSED)
        return page(questions, form=form)
    return page("courses/log-check.html", form=form, preview=preview, questions=request.path)


@pages.get("/log/sent/<id:training>")
@allow(policy.LOG_TRAINING)
def sent(training: str) -> Response:
    """What happens next with what was sent."""
    return page("courses/log-sent.html", seen=read(use_cases.see_own_training, training=training))
