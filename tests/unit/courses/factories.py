"""Courses, statements and records for tests, each with only what the test says about it."""

from collections.abc import Iterable
from datetime import date

from services.courses.domain import (
    Change,
    Course,
    Details,
    LoggedBy,
    Outcome,
    Outside,
    Statement,
    TrainingRecord,
    complete,
)

TODAY = date(2026, 6, 30)


def course(name: str, *, gives: dict[str, int] | None = None, **changes: object) -> Course:
    asks = changes.pop("asks", {})
    return Course(
        course=name,
        title=str(changes.pop("title", name)),
        outcomes=levels(gives if gives is not None else {"testing": 2}),
        prerequisites=levels(asks),
        **changes,
    )


def levels(by_skill: dict[str, int]) -> tuple[Outcome, ...]:
    return tuple(Outcome(skill, level) for skill, level in by_skill.items())


def statement(by: LoggedBy = LoggedBy.PERSON, *, on: date = TODAY, **changes: object) -> Statement:
    new_id = str(changes.pop("new_id", "new"))
    return Statement(staff_number="A1", by=by, on=on, new_id=new_id, details=Details(**changes))


def reported(**changes: object) -> Statement:
    return statement(LoggedBy.SYSTEM, **changes)


def claim(
    records: Iterable[TrainingRecord],
    subject: Course | Outside,
    day: date,
    **changes: object,
) -> Change:
    return complete(records, subject, statement(**changes), completed_on=day)


def report(
    records: Iterable[TrainingRecord],
    subject: Course | Outside,
    day: date,
    **changes: object,
) -> Change:
    return complete(records, subject, reported(**changes), completed_on=day)


def completed(
    subject: Course | Outside, day: date, by: LoggedBy = LoggedBy.PERSON, **changes: object
) -> TrainingRecord:
    """The record of a completion, as it is made where nothing is recorded yet."""
    made = complete((), subject, statement(by, **changes), completed_on=day).after
    assert made is not None
    return made
