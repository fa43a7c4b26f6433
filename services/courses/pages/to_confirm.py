"""To confirm: training that waits for an answer, several together."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Field

from services.chassis.context import context, read, transact
from services.chassis.paging import PageWanted
from services.courses import policy, use_cases
from services.courses.domain import Answer
from services.courses.pages.routes import pages
from services.courses.use_cases import Chosen
from services.frontend.forms import Form, ManyField, Needed
from services.frontend.pages import allow, go, page

MOST = 50  # on a page: their ids fit into one address


class SelectForm(Form):
    """Which completions were ticked."""

    training = ManyField(
        "Training", validate_choice=False, validators=[Needed("Select at least one to confirm")]
    )


@pages.get("/to-confirm")
@allow(policy.CONFIRM)
def to_confirm() -> Response:
    """What waits for the caller; with `all` what waits for managers below them, too."""
    return _queue()


@pages.get("/to-confirm/check")
@allow(policy.CONFIRM)
def check_chosen() -> Response:
    """The completions that were ticked, once more."""
    ticked = SelectForm(request.args, meta={"csrf": False})  # it only looks
    if not ticked.validate():
        return _queue(ticked)
    return page(
        "courses/to-confirm-check.html",
        chosen=_chosen(),
        whole_line=_whole_line(),
        today=context().clock.today(),
        form=Form(),
    )


@pages.post("/to-confirm/check")
@allow(policy.CONFIRM)
def confirm_chosen() -> AnyResponse:
    """Confirm them all, as far as nobody was faster."""
    trainings = request.form.getlist("training")[:MOST]
    transact(use_cases.give_verdicts, trainings=trainings, verdict=Answer.ACCEPTED, note=None)
    return go("pages.answered", training=trainings)


@pages.get("/to-confirm/done")
@allow(policy.CONFIRM)
def answered() -> Response:
    """What became of the completions that were answered."""
    return page("courses/to-confirm-done.html", chosen=_chosen())


def _queue(form: SelectForm | None = None) -> Response:
    wanted = PageWanted(limit=MOST, cursor=request.args.get("after"))
    found = read(use_cases.queue, whole_line=_whole_line(), wanted=wanted)
    if form and found.items:
        first: Field = form.training
        first.id = f"training-{found.items[0].record.id}"  # where the summary leads
    return page(
        "courses/to-confirm.html",
        queue=found,
        whole_line=_whole_line(),
        today=context().clock.today(),
        form=form,
    )


def _whole_line() -> bool:
    return request.args.get("all") == "yes"


def _chosen() -> Chosen:
    return read(use_cases.chosen, trainings=request.args.getlist("training")[:MOST])
