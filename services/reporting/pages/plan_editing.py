"""Editing the plan: questions, check your answers, saved; or said that somebody was faster."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import NotFound, PreconditionFailed
from services.chassis.preconditions import Precondition
from services.frontend.forms import Form
from services.frontend.frame import frame
from services.frontend.pages import allow, go, page, plain_page
from services.frontend.rows import edit_rows
from services.reporting import policy, use_cases
from services.reporting.domain import Initiative, changed_fields
from services.reporting.pages.plan_form import InitiativeForm, answers_of
from services.reporting.pages.routes import pages
from services.reporting.use_cases.plan import add_initiative, propose_id
from services.reporting.use_cases.plan_editing import Editing, plan_editing

SAVE, CHANGE = "save", "change"


@pages.route("/plan/new", methods=["GET", "POST"])
@allow(policy.WRITE_PLAN)
def new_initiative() -> AnyResponse:
    """Add an initiative."""
    return _edit(read(plan_editing, initiative=None))


@pages.route("/plan/<slug:initiative>/edit", methods=["GET", "POST"])
@allow(policy.WRITE_PLAN)
def edit_initiative(initiative: str) -> AnyResponse:
    """Change an initiative."""
    try:
        return _edit(read(plan_editing, initiative=initiative))
    except NotFound:
        if request.method == "GET":
            raise
        return _too_late(initiative, gone=True)


@pages.get("/plan/<slug:initiative>/remove")
@allow(policy.WRITE_PLAN)
def remove_initiative(initiative: str) -> Response:
    """Ask whether an initiative is to be removed."""
    editing = read(plan_editing, initiative=initiative)
    return page("reporting/initiative-remove.html", editing=editing, form=Form())


@pages.post("/plan/<slug:initiative>/remove")
@allow(policy.WRITE_PLAN)
def take_removal(initiative: str) -> AnyResponse:
    """Remove it, unless it has changed since it was shown."""
    try:
        transact(use_cases.remove_initiative, initiative=initiative, precondition=_as_seen())
    except PreconditionFailed:
        return _too_late(initiative)
    return go("pages.plan", done="removed")


def _edit(editing: Editing) -> AnyResponse:
    """One step: the questions, once more with another row, to check, or to save."""
    form, step = InitiativeForm(data=answers_of(editing)), request.form.get("step")
    again = request.method == "GET" or edit_rows(form, step) or step == CHANGE
    form.offer(editing)
    name = editing.initiative.initiative if editing.initiative else request.form.get("proposed", "")
    answered = None if again else form.answered(name)
    if answered is None:
        return page("reporting/initiative-edit.html", form=form, editing=editing)
    if step == SAVE:
        return _save(editing, answered)
    return _check(form, editing, answered)


def _check(form: InitiativeForm, editing: Editing, answered: Initiative) -> Response:
    proposed = "" if editing.initiative else read(propose_id, title=answered.title)
    return page(
        "reporting/initiative-check.html",
        form=form,
        editing=editing,
        one=answered,
        proposed=proposed,
        before={each.field: each.before for each in changed_fields(editing.initiative, answered)},
    )


def _save(editing: Editing, answered: Initiative) -> AnyResponse:
    if editing.initiative is None:
        added = transact(add_initiative, initiative=answered)
        return go("pages.initiative", initiative=added, done="added")
    name = answered.initiative
    if editing.initiative == answered:
        return go("pages.initiative", initiative=name, done="same")
    try:
        transact(use_cases.put_initiative, initiative=answered, precondition=_as_seen())
    except PreconditionFailed:
        return _too_late(name)
    return go("pages.initiative", initiative=name, done="changed")


def _as_seen() -> Precondition:
    """The version that the form was opened with."""
    return Precondition(versions=frozenset({request.form.get("version", "")}))


def _too_late(initiative: str, *, gone: bool = False) -> Response:
    """Somebody else was faster: nothing of this was saved."""
    return plain_page(
        "reporting/initiative-changed.html",
        status=412,
        frame=frame(),
        initiative=initiative,
        gone=gone,
    )
