"""How a completion that the person logged is answered."""

from dataclasses import replace
from datetime import date

from services.chassis.errors import Conflict
from services.courses.domain.records import Answer, Confirmation, State, TrainingRecord
from services.courses.domain.words import day_in_words


class NothingToConfirm(Conflict):
    """Nobody has to confirm this record: it is no completion that the person logged."""


class AnsweredAlready(Conflict):
    """Another answer was given before, and it stands."""


def answer(
    record: TrainingRecord, verdict: Answer, *, by: str, on: date, note: str | None = None
) -> TrainingRecord:
    """The record with the verdict (accepted or rejected) that the manager `by` gives.

    The same verdict again changes nothing. Raises NothingToConfirm, and AnsweredAlready saying who
    answered and when.
    """
    given = record.confirmation
    if record.state is not State.COMPLETED or given.state is Answer.NOT_NEEDED:
        raise NothingToConfirm("Only a completion that the person logged can be confirmed.")
    if given.state is Answer.WAITING:
        return replace(record, confirmation=Confirmation(verdict, by, on, note))
    if given.state is not verdict:
        raise AnsweredAlready(_who_and_when(given))
    return record


def _who_and_when(given: Confirmation) -> str:
    who = given.by or "a learning system"
    when = f" on {day_in_words(given.on)}" if given.on else ""
    return f"Already {given.state} by {who}{when}; the answer stands."
