"""How a training record is edited by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from services.chassis.errors import Conflict, DomainError
from services.courses.domain.catalogue import Course
from services.courses.domain.records import Details, Outside, State, TrainingRecord
from services.courses.domain.statements import Change, Statement
from services.courses.domain.training import complete_attempt

DETAILS = frozenset(field.name for field in fields(Details))
CHANGEABLE_WHILE_WAITING = frozenset({"state", "hours", "note", "link"})


class NotOpenToChange(Conflict):
    """The record is closed, or this part of it is."""


class DoesNotGoTogether(DomainError):
    """A value belongs to another state than the one said, or the state lacks its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is to change: `said` names the fields that are given, a given None clears its field."""

    said: frozenset[str]
    state: State | None = None
    percent: int | None = None
    completed_on: date | None = None
    details: Details = Details()

    def details_on(self, record: TrainingRecord) -> Details:
        """The record's details with those that are given in their place."""
        given = {name: getattr(self.details, name) for name in self.said & DETAILS}
        return replace(record.details, **given)


def edit(
    records: Iterable[TrainingRecord],
    record: TrainingRecord,
    change: Edit,
    *,
    subject: Course | Outside,
    statement: Statement,
) -> Change:
    """Edit one of a person's records, which are all in `records`.

    An open attempt may change in everything; a waiting completion in its hours, note and link, or
    be withdrawn. Raises NotOpenToChange for anything else, and DoesNotGoTogether.
    """
    if record.waits:
        return Change(record, _edited_while_waiting(record, change))
    if not record.is_open:
        raise NotOpenToChange("Only an open attempt or a waiting completion can be changed.")
    state = _state_after(record, change)
    check_together(
        state,
        percent=change.percent,
        completed_on=change.completed_on,
        score=change.details.score,
    )
    edited = replace(record, details=change.details_on(record))
    if change.completed_on is None:
        return Change(record, _moved(edited, change, state))
    done = complete_attempt(records, edited, subject, statement, completed_on=change.completed_on)
    return Change(record, done.after)


def _moved(record: TrainingRecord, change: Edit, state: State) -> TrainingRecord:
    if state is State.WITHDRAWN:
        return record.withdrawn()
    percent = change.percent if "percent" in change.said else record.percent
    return replace(record, state=state, percent=percent if state is State.IN_PROGRESS else None)


def check_together(
    state: State, *, percent: int | None, completed_on: date | None, score: float | None
) -> None:
    """Refuse what cannot stand together in one statement about an attempt."""
    if state is State.COMPLETED and completed_on is None:
        raise DoesNotGoTogether(
            "Is needed with the state “completed”.", pointer="/completed_on", value=None
        )
    if state is not State.COMPLETED and completed_on is not None:
        raise DoesNotGoTogether(
            "Goes only with the state “completed”.",
            pointer="/completed_on",
            value=completed_on.isoformat(),
        )
    if state is not State.COMPLETED and score is not None:
        raise DoesNotGoTogether(
            "Goes only with the state “completed”.", pointer="/score", value=score
        )
    if percent is not None and state is not State.IN_PROGRESS:
        raise DoesNotGoTogether(
            "Goes only with the state “in-progress”.", pointer="/percent", value=percent
        )


def _state_after(record: TrainingRecord, change: Edit) -> State:
    if change.state is not None:
        return change.state
    return record.state if change.percent is None else State.IN_PROGRESS


def _edited_while_waiting(record: TrainingRecord, change: Edit) -> TrainingRecord:
    for name in sorted(change.said - CHANGEABLE_WHILE_WAITING):
        raise NotOpenToChange(
            "While a completion waits, only its hours, note and link can be changed.",
            pointer=f"/{name}",
        )
    edited = replace(record, details=change.details_on(record))
    if change.state is None or change.state is State.COMPLETED:
        return edited
    if change.state is State.WITHDRAWN:
        return edited.withdrawn()
    raise NotOpenToChange(
        "A waiting completion can only be withdrawn.", pointer="/state", value=change.state
    )
