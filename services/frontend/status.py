"""System status: is anything lost or late? The same pages in each service, each about itself."""

from flask import Blueprint, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis import operations
from services.chassis.context import context, read, transact
from services.chassis.dead_letters import DeadLetter
from services.chassis.errors import NotFound
from services.chassis.paging import MOST, PageWanted
from services.frontend.condition import condition_of
from services.frontend.forms import Form
from services.frontend.pages import allow, go, page


def add_status(shared: Blueprint) -> None:
    """Serve the three addresses of it."""
    shared.add_url_rule("/status", "status", show_status)
    shared.add_url_rule("/status/set-aside/<id:letter>", "set_aside", show_letter)
    shared.add_url_rule("/status/replay", "replay", replay, methods=["POST"])


@allow(operations.SEE_DEAD_LETTERS)
def show_status() -> Response:
    """How the service is doing, and what was set aside."""
    wired = context()
    return page(
        "frontend/status.html",
        service=wired.service.name,
        condition=condition_of(read(operations.how_fresh), wired.clock.now()),
        letters=_letters(),
        may_replay=operations.REPLAY.may_ever(g.principal),
        replayed=request.args.get("replayed", type=int),
        refused=request.args.get("refused", 0, type=int),
        form=Form(),
    )


@allow(operations.SEE_DEAD_LETTERS)
def show_letter(letter: str) -> Response:
    """What one event holds that was set aside, without names."""
    found = next((each for each in _letters() if each.id == letter), None)
    if found is None:
        raise NotFound("There is no such event set aside.")
    return page("frontend/set-aside.html", letter=found)


@allow(operations.REPLAY)
def replay() -> AnyResponse:
    """Apply again one event (`letter` of the form), or without one all that are set aside."""
    asked = request.form.get("letter")
    wanted = [asked] if asked else [each.id for each in _letters()]
    done = sum(_replayed(letter) for letter in wanted)
    return go("shared.status", replayed=done, refused=len(wanted) - done)


def _letters() -> tuple[DeadLetter, ...]:
    return read(operations.dead_letters, wanted=PageWanted(limit=MOST)).items


def _replayed(letter: str) -> bool:
    """Each in a transaction of its own, so that one which is refused again holds up no other."""
    try:
        return transact(operations.replay, letter_id=letter)
    except NotFound:
        return True  # somebody else was faster
