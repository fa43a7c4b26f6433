"""Changing or withdrawing what is still open, or waits for an answer."""

from collections.abc import Callable

from flask import Response
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Field, HiddenField, ValidationError

from services.chassis.context import read, transact
from services.chassis.errors import DomainError, PreconditionFailed
from services.chassis.fields import LongText
from services.chassis.preconditions import Precondition
from services.courses import policy, use_cases
from services.courses.domain import Details, Edit, State
from services.courses.pages.answers import check_hours, check_link, hours_of
from services.courses.pages.routes import pages
from services.courses.use_cases import Seen
from services.frontend.forms import Fits, Form, LongTextField, TextField
from services.frontend.pages import allow, go, page

CHANGED = "It has changed since you opened it. Nothing was saved; this is how it is now."
PLACES = {"/percent": "percent", "/hours": "hours", "/link": "link", "/note": "note"}


class WithdrawForm(Form):
    """The version of the record that the person has seen."""

    version = HiddenField()

    def precondition(self) -> Precondition:
        """Only that version is changed."""
        return Precondition(versions=frozenset({self.version.data or ""}))


class ChangeForm(WithdrawForm):
    """What can be changed about a record."""

    percent = TextField("How far are you? (optional)", description="From 0 to 100")
    hours = TextField("How many hours did it take? (optional)", validators=[check_hours])
    link = TextField("Link to your certificate (optional)", validators=[check_link])
    note = LongTextField(
        "Note (optional)",
        description="Whoever confirms it sees this",
        validators=[Fits(LongText(2000), "The note must have at most 2,000 characters")],
    )

    def validate_percent(self, field: Field) -> None:
        """Refuse what is no whole number from 0 to 100."""
        text = (field.data or "0").removesuffix("%").strip()
        if not (text.isascii() and text.isdecimal() and int(text) <= 100):
            raise ValidationError("How far you are must be a whole number from 0 to 100")

    def edit(self, seen: Seen) -> Edit:
        """The change that was asked for."""
        said = {"hours", "link", "note"}
        typed = self.percent.data
        percent = int(typed.removesuffix("%")) if typed else None
        moves = seen.record.is_open and (typed is not None or percent != seen.record.percent)
        return Edit(
            said=frozenset(said | ({"state", "percent"} if moves else set())),
            state=State.IN_PROGRESS if moves else None,
            percent=percent if moves else None,
            details=Details(hours=hours_of(self.hours), link=self.link.data, note=self.note.data),
        )


@pages.get("/training/<id:training>/change")
@allow(policy.LOG_TRAINING)
def ask_for_change(training: str) -> Response:
    """What can be changed, as it is now."""
    seen = _seen(training)
    return _change(seen, _filled(seen))


@pages.post("/training/<id:training>/change")
@allow(policy.LOG_TRAINING)
def change(training: str) -> AnyResponse:
    """Change it, unless it has changed meanwhile."""
    seen, form = _seen(training), ChangeForm()
    if not form.validate():
        return _change(seen, form)
    return _edit(training, form, form.edit(seen), lambda: _change(seen, form))


@pages.get("/training/<id:training>/withdraw")
@allow(policy.LOG_TRAINING)
def ask_to_withdraw(training: str) -> Response:
    """Ask whether the person means it."""
    seen = _seen(training)
    return _withdraw(seen, WithdrawForm(data={"version": str(seen.version)}))


@pages.post("/training/<id:training>/withdraw")
@allow(policy.LOG_TRAINING)
def withdraw(training: str) -> AnyResponse:
    """Withdraw it, unless it has changed meanwhile."""
    seen, form = _seen(training), WithdrawForm()
    wanted = Edit(said=frozenset({"state"}), state=State.WITHDRAWN)
    return _edit(training, form, wanted, lambda: _withdraw(seen, form))


def _edit(
    training: str, form: WithdrawForm, wanted: Edit, again: Callable[[], Response]
) -> AnyResponse:
    """Make the change and go to the record; what is refused is said on the page before."""
    try:
        transact(
            use_cases.edit_training,
            training=training,
            change=wanted,
            precondition=form.precondition(),
        )
    except PreconditionFailed:
        return _as_it_is_now(training, form)
    except DomainError as error:
        form.refuse(error, {k: v for k, v in PLACES.items() if v in form})
        return again()
    return go("pages.your_training")


def _as_it_is_now(training: str, form: WithdrawForm) -> Response:
    seen = _seen(training)
    if isinstance(form, ChangeForm):
        form = _filled(seen)
        form.form_errors.append(CHANGED)
        return _change(seen, form)
    form.version.data = str(seen.version)
    form.form_errors.append(CHANGED)
    return _withdraw(seen, form)


def _seen(training: str) -> Seen:
    return read(use_cases.see_changeable, training=training)


def _filled(seen: Seen) -> ChangeForm:
    record = seen.record
    hours = record.details.hours
    return ChangeForm(
        formdata=None,
        data={
            "version": str(seen.version),
            "percent": None if record.percent is None else str(record.percent),
            "hours": None if hours is None else f"{hours:g}",
            "link": record.details.link,
            "note": record.details.note,
        },
    )


def _change(seen: Seen, form: ChangeForm) -> Response:
    return page("courses/change-training.html", seen=seen, form=form)


def _withdraw(seen: Seen, form: WithdrawForm) -> Response:
    return page("courses/withdraw-training.html", seen=seen, form=form)
