"""The rules of training: what a statement about one person's training does to their records.

A statement comes from the person or from a learning system and changes at most one record. None of
these functions reads a clock or makes an id: both come with the statement.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.chassis.errors import Conflict, DomainError
from services.courses.domain.catalogue import Course
from services.courses.domain.completing import completed
from services.courses.domain.matching import open_attempt, same_completion
from services.courses.domain.records import Outside, State, TrainingRecord, terms_of
from services.courses.domain.statements import Change, Statement


class CourseWithdrawn(Conflict):
    """A withdrawn course takes no new enrolment."""


class CompletedInFuture(DomainError):
    """Training cannot have been completed on a day that is still to come."""


def enrol(
    records: Iterable[TrainingRecord], subject: Course | Outside, statement: Statement
) -> Change:
    """Open an attempt; an attempt that is open already stays as it is.

    Raises CourseWithdrawn where a new attempt would be needed at a withdrawn course.
    """
    attempt = open_attempt(records, subject)
    return Change(attempt, attempt or _attempt(subject, statement))


def progress(
    records: Iterable[TrainingRecord],
    subject: Course | Outside,
    statement: Statement,
    *,
    percent: int | None,
) -> Change:
    """Say how far the open attempt has come (0 to 100); without one, open one.

    Raises CourseWithdrawn where a new attempt would be needed at a withdrawn course.
    """
    before = open_attempt(records, subject)
    attempt = before or _attempt(subject, statement)
    details = statement.details.over(attempt.details)
    return Change(
        before, replace(attempt, state=State.IN_PROGRESS, percent=percent, details=details)
    )


def complete(
    records: Iterable[TrainingRecord],
    subject: Course | Outside,
    statement: Statement,
    *,
    completed_on: date,
) -> Change:
    """Record a completion, known by the person, the subject and `completed_on`.

    The same completion again changes nothing, but for a learning system's correction and for a
    person who logs it again after a rejection or a withdrawal. What the person logged and what a
    learning system reports for one course at most 30 days apart are one record, whichever came
    first (of several the nearest). Otherwise it closes the open attempt or makes a record of its
    own. Raises CompletedInFuture.
    """
    _check_past(completed_on, statement)
    about = [record for record in records if record.is_about(subject)]
    before = same_completion(about, completed_on, by=statement.by) or open_attempt(about, subject)
    attempt = before or _new(subject, statement)
    return Change(before, completed(attempt, subject, statement, completed_on=completed_on))


def complete_attempt(
    records: Iterable[TrainingRecord],
    attempt: TrainingRecord,
    subject: Course | Outside,
    statement: Statement,
    *,
    completed_on: date,
) -> Change:
    """Complete this very open attempt. Raises CompletedInFuture.

    Raises Conflict where another record holds this completion already.
    """
    _check_past(completed_on, statement)
    about = [record for record in records if record.is_about(subject)]
    if held := same_completion(about, completed_on, by=statement.by):
        raise Conflict(f"This completion is recorded already, as training {held.id}.")
    return Change(attempt, completed(attempt, subject, statement, completed_on=completed_on))


def withdraw(
    records: Iterable[TrainingRecord],
    subject: Course | Outside,
    *,
    completed_on: date | None = None,
) -> Change:
    """Withdraw the open attempt or, with a day, take back the completion of that day."""
    if completed_on is None:
        before = open_attempt(records, subject)
    else:
        before = next(
            (
                record
                for record in records
                if record.is_about(subject)
                and record.state is State.COMPLETED
                and record.completed_on == completed_on
            ),
            None,
        )
    return Change(before, before and before.withdrawn())


def _attempt(subject: Course | Outside, statement: Statement) -> TrainingRecord:
    if isinstance(subject, Course) and subject.withdrawn:
        raise CourseWithdrawn(
            "The course is withdrawn and takes no new enrolment.",
            pointer="/course",
            value=subject.course,
        )
    return _new(subject, statement)


def _new(subject: Course | Outside, statement: Statement) -> TrainingRecord:
    return TrainingRecord(
        id=statement.new_id,
        staff_number=statement.staff_number,
        course=subject.course if isinstance(subject, Course) else None,
        terms=terms_of(subject),
        state=State.ENROLLED,
        logged_by=statement.by,
        logged_on=statement.on,
        details=statement.details,
    )


def _check_past(completed_on: date, statement: Statement) -> None:
    if completed_on > statement.on:
        raise CompletedInFuture(
            f"Must not be after today, {statement.on.isoformat()}.",
            pointer="/completed_on",
            value=completed_on.isoformat(),
        )
