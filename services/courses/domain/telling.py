"""What a training record says, in words for people."""

from datetime import date
from enum import StrEnum

from services.courses.domain.effects import has_run_out
from services.courses.domain.records import Answer, State, TrainingRecord
from services.courses.domain.words import day_in_words

SYSTEM = "A learning system"


class Stage(StrEnum):
    """Where a record stands for the person: what is to be done about it."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    OUT = "out"


def stage_of(record: TrainingRecord) -> Stage:
    """Open, waiting for an answer, done, or out: withdrawn or rejected."""
    if record.is_open:
        return Stage.OPEN
    if record.waits:
        return Stage.WAITING
    rejected = record.confirmation.state is Answer.REJECTED
    return Stage.OUT if rejected or record.state is State.WITHDRAWN else Stage.DONE


def state_in_words(record: TrainingRecord) -> str:
    """The state, short enough for a column."""
    if record.state is State.ENROLLED:
        return "Enrolled"
    if record.state is State.IN_PROGRESS:
        return "In progress" if record.percent is None else f"In progress, {record.percent}%"
    if record.state is State.WITHDRAWN:
        return "Withdrawn"
    return {
        Answer.WAITING: "Waiting",
        Answer.ACCEPTED: "Confirmed",
        Answer.REJECTED: "Rejected",
        Answer.NOT_NEEDED: "Finished",
    }[record.confirmation.state]


def story_of(record: TrainingRecord, *, confirmer: str, answered_by: str, on: date) -> str:
    """What has happened so far and what it means, in sentences.

    `confirmer` is who would confirm it, `answered_by` who did, where somebody did.
    """
    if record.state is State.WITHDRAWN:
        return "You withdrew it, so it does not count."
    if record.completed_on is None:
        return f"On your record since {day_in_words(record.logged_on)}."
    finished = f"Finished on {day_in_words(record.completed_on)}."
    if record.waits:
        since = day_in_words(record.logged_on)
        return f"{finished} Waiting since {since}. It counts once {confirmer} confirms it."
    if record.confirmation.state is Answer.REJECTED:
        return f"{finished} {_answered(record, answered_by, 'rejected')} It does not count."
    if record.confirmation.state is Answer.ACCEPTED:
        finished = f"{finished} {_answered(record, answered_by, 'confirmed')}"
    elif record.confirmation.state is Answer.NOT_NEEDED:
        finished = f"{finished} {SYSTEM} reported it."
    return f"{finished}{_validity(record, on)}"


def answer_in_words(record: TrainingRecord, answered_by: str) -> str:
    """What became of a completion that somebody was asked to confirm."""
    if record.state is State.WITHDRAWN:
        return "It was withdrawn."
    if record.waits:
        return "It still waits."
    rejected = record.confirmation.state is Answer.REJECTED
    return _answered(record, answered_by, "rejected" if rejected else "confirmed")


def _answered(record: TrainingRecord, answered_by: str, verb: str) -> str:
    given = record.confirmation
    who = answered_by if given.by else SYSTEM
    when = f" on {day_in_words(given.on)}" if given.on else ""
    note = f": “{given.note.rstrip('.')}”" if given.note else ""
    return f"{who} {verb} it{when}{note}."


def _validity(record: TrainingRecord, on: date) -> str:
    if record.expires_on is None:
        return ""
    until = day_in_words(record.expires_on)
    return f" It ran out on {until}." if has_run_out(record, on) else f" It counts until {until}."
