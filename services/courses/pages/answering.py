"""One completion to confirm: opened, confirmed or rejected."""

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import context, read, transact
from services.chassis.errors import NotFound
from services.chassis.fields import LongText
from services.courses import policy, use_cases
from services.courses.domain import Answer
from services.courses.pages.routes import pages
from services.courses.use_cases import Outlook
from services.frontend.forms import Fits, Form, LongTextField, Needed
from services.frontend.pages import allow, go, page

LONGEST = 2000  # characters, as the API has it
TOO_LONG = f"must have at most {LONGEST:,} characters, none of them hidden"


class ConfirmForm(Form):
    """What a manager says to what they confirm."""

    note = LongTextField(
        "Note (optional)", validators=[Fits(LongText(LONGEST), f"The note {TOO_LONG}")]
    )


class RejectForm(Form):
    """Why a completion is rejected."""

    reason = LongTextField(
        "Why do you reject it?",
        validators=[
            Needed("Enter a reason"),
            Fits(LongText(LONGEST), f"The reason {TOO_LONG}"),
        ],
    )


@pages.get("/to-confirm/<id:training>")
@allow(policy.CONFIRM)
def open_one(training: str) -> AnyResponse:
    """One completion with all that is known about it."""
    found = _waiting(training)
    return _open(found, ConfirmForm()) if found else _answered(training)


@pages.post("/to-confirm/<id:training>")
@allow(policy.CONFIRM)
def confirm_one(training: str) -> AnyResponse:
    """Confirm it."""
    found, form = _waiting(training), ConfirmForm()
    if found and not form.validate():
        return _open(found, form)
    return _give(training, Answer.ACCEPTED, form.note.data)


@pages.get("/to-confirm/<id:training>/reject")
@allow(policy.CONFIRM)
def ask_why(training: str) -> AnyResponse:
    """Ask for the reason."""
    found = _waiting(training)
    return _reject(found, RejectForm()) if found else _answered(training)


@pages.post("/to-confirm/<id:training>/reject")
@allow(policy.CONFIRM)
def reject_one(training: str) -> AnyResponse:
    """Reject it, with the reason."""
    found, form = _waiting(training), RejectForm()
    if found and not form.validate():
        return _reject(found, form)
    return _give(training, Answer.REJECTED, form.reason.data)


def _waiting(training: str) -> Outlook | None:
    """The completion; None where it is answered. Raises NotFound where it is not the caller's."""
    found = read(use_cases.chosen, trainings=[training])
    if found.gone:
        raise NotFound("There is no such training record.")
    return next(iter(found.waiting), None)


def _give(training: str, verdict: Answer, note: str | None) -> AnyResponse:
    transact(use_cases.give_verdicts, trainings=[training], verdict=verdict, note=note)
    return _answered(training)


def _answered(training: str) -> AnyResponse:
    """Go to the page that says who answered it."""
    return go("pages.answered", training=[training])


def _open(found: Outlook, form: ConfirmForm) -> Response:
    today = context().clock.today()
    return page("courses/to-confirm-one.html", claim=found, form=form, today=today)


def _reject(found: Outlook, form: RejectForm) -> Response:
    return page("courses/to-confirm-reject.html", claim=found, form=form)
