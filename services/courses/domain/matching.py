"""Which of a person's records a statement about their training is about."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.courses.domain.catalogue import Course
from services.courses.domain.records import LoggedBy, Outside, State, TrainingRecord

# How far apart a person and a learning system may date what is one and the same completion.
ONE_COMPLETION = timedelta(days=30)


def open_attempt(
    records: Iterable[TrainingRecord], subject: Course | Outside
) -> TrainingRecord | None:
    """The person's attempt at the subject that is neither completed nor withdrawn, if any."""
    return next((r for r in records if r.is_open and r.is_about(subject)), None)


def same_completion(
    about: Iterable[TrainingRecord], completed_on: date, *, by: LoggedBy
) -> TrainingRecord | None:
    """Which of one person's records of one subject already holds this completion, if any."""
    about = tuple(about)
    known = [record for record in about if record.completed_on == completed_on]
    if by is LoggedBy.PERSON:
        known = [record for record in about if record.claimed_on == completed_on] + known
    return known[0] if known else _counterpart(about, completed_on, by=by)


def _counterpart(
    about: tuple[TrainingRecord, ...], completed_on: date, *, by: LoggedBy
) -> TrainingRecord | None:
    """The nearest completion of which so far only the other side, person or system, has spoken."""
    near = [
        (abs(record.completed_on - completed_on), record.completed_on, record.id, record)
        for record in about
        if record.course is not None
        and record.state is State.COMPLETED
        and record.completed_on is not None
        and record.logged_by is not by
        and (by is LoggedBy.SYSTEM or record.claimed_on is None)
        and abs(record.completed_on - completed_on) <= ONE_COMPLETION
    ]
    return min(near)[-1] if near else None
