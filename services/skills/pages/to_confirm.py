"""To confirm: self-assessments and certificates that wait, several together."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import context, read, transact
from services.chassis.paging import PageWanted
from services.frontend.forms import Form
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import State
from services.skills.pages.forms import SelectForm
from services.skills.pages.routes import pages
from services.skills.use_cases.answering import Chosen, answer_claims, get_chosen
from services.skills.use_cases.queue import get_queue

MOST = 50  # claims on a page: their ids fit into one address


@pages.get("/to-confirm")
@allow(policy.ASSESS)
def to_confirm() -> Response:
    """What waits for the caller; with `all` what waits for managers below them, too."""
    return _queue()


@pages.get("/to-confirm/check")
@allow(policy.ASSESS)
def check_chosen() -> Response:
    """The claims that were ticked, once more."""
    ticked = SelectForm(request.args, meta={"csrf": False})  # it only looks
    if not ticked.validate():
        return _queue(ticked)
    return page(
        "skills/to-confirm-check.html",
        chosen=_chosen(),
        whole_line=_whole_line(),
        today=context().clock.today(),
        form=Form(),
    )


@pages.post("/to-confirm/check")
@allow(policy.ASSESS)
def confirm_chosen() -> AnyResponse:
    """Confirm them all, as far as nobody was faster."""
    claims = request.form.getlist("claim")[:MOST]
    transact(answer_claims, identities=claims, verdict=State.ACCEPTED)
    return go("pages.confirmed", claim=claims)


@pages.get("/to-confirm/done")
@allow(policy.ASSESS)
def confirmed() -> Response:
    """What became of the claims that were answered."""
    return page("skills/to-confirm-done.html", chosen=_chosen())


def _queue(form: SelectForm | None = None) -> Response:
    whole_line, today = _whole_line(), context().clock.today()
    wanted = PageWanted(limit=MOST, cursor=request.args.get("after"))
    queue = read(get_queue, whole_line=whole_line, wanted=wanted)
    if form and queue.items:
        form.claim.id = f"claim-{queue.items[0].evidence.id}"  # where the summary leads
    return page(
        "skills/to-confirm.html", queue=queue, whole_line=whole_line, today=today, form=form
    )


def _whole_line() -> bool:
    return request.args.get("all") == "yes"


def _chosen() -> Chosen:
    return read(get_chosen, identities=request.args.getlist("claim")[:MOST])
