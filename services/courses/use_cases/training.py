"""Training records: logged by people and systems, read, edited."""

from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller
from services.chassis.errors import Conflict, DomainError
from services.chassis.paging import Page, PageWanted, page_of
from services.chassis.preconditions import Precondition
from services.courses import policy
from services.courses.domain import (
    Change,
    Course,
    Details,
    Edit,
    LoggedBy,
    Outside,
    State,
    Statement,
    TrainingRecord,
    check_together,
    complete,
    edit,
    enrol,
    progress,
    withdraw,
)
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.keeping import keep, next_id, record_of, subject_of

NO_SUCH_RECORD = "such training record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody logs: a course by its id or outside training, and how far it has come."""

    subject: str | Outside
    state: State
    percent: int | None
    completed_on: date | None
    details: Details


class UnknownCourse(DomainError):
    """There is no such course in the catalogue."""


class NothingToWithdraw(Conflict):
    """There is no open attempt."""


def log_training(
    work: CoursesWork, caller: Caller, *, staff_number: str, entry: Entry
) -> tuple[TrainingRecord, int, bool]:
    """Log training; returns the record, its version, and whether it is new.

    What a person logs of their own waits for an answer; what a system logs counts at once.
    """
    authorise(work, caller, policy.LOG_TRAINING, staff_number)
    check_together(
        entry.state,
        percent=entry.percent,
        completed_on=entry.completed_on,
        score=entry.details.score,
    )
    subject = _subject(work, entry)
    records = work.training.group(staff_number)
    statement = _statement(
        caller, staff_number, entry.details, next_id(records, staff_number, subject)
    )
    change = _apply(records, subject, statement, entry)
    if change.after is None:
        raise NothingToWithdraw("There is no open attempt to withdraw.", pointer="/state")
    keep(work, change)
    return change.after, work.training.version(change.after.id), change.made


def training_of(
    work: CoursesWork, caller: Caller, *, staff_number: str, wanted: PageWanted
) -> Page[TrainingRecord]:
    """A page of a person's training, the latest first."""
    authorise(work, caller, policy.READ_TRAINING, staff_number)
    return page_of(work.training.group(staff_number), wanted, by=latest_first)


def latest_first(record: TrainingRecord) -> tuple[int, str]:
    """Where a record stands in a person's training."""
    return -(record.completed_on or record.logged_on).toordinal(), record.id


def training(work: CoursesWork, caller: Caller, *, training: str) -> tuple[TrainingRecord, int]:
    """A record and its version."""
    record = record_of(work, training)
    authorise(work, caller, policy.READ_TRAINING, record.staff_number, NO_SUCH_RECORD)
    return record, work.training.version(training)


def edit_training(
    work: CoursesWork, caller: Caller, *, training: str, change: Edit, precondition: Precondition
) -> tuple[TrainingRecord, int]:
    """Change a record by hand; returns it and its version."""
    record = record_of(work, training)
    authorise(work, caller, policy.LOG_TRAINING, record.staff_number, NO_SUCH_RECORD)
    precondition.check_if_given(work.training.version(training))
    edited = edit(
        work.training.group(record.staff_number),
        record,
        change,
        subject=subject_of(work, record),
        statement=_statement(caller, record.staff_number, Details(), record.id),
    )
    keep(work, edited)
    return edited.after or record, work.training.version(training)


def _apply(
    records: tuple[TrainingRecord, ...],
    subject: Course | Outside,
    statement: Statement,
    entry: Entry,
) -> Change:
    if entry.completed_on is not None:
        return complete(records, subject, statement, completed_on=entry.completed_on)
    if entry.state is State.WITHDRAWN:
        return withdraw(records, subject)
    if entry.state is State.IN_PROGRESS:
        return progress(records, subject, statement, percent=entry.percent)
    return enrol(records, subject, statement)


def _subject(work: CoursesWork, entry: Entry) -> Course | Outside:
    if isinstance(entry.subject, Outside):
        return entry.subject
    course = work.courses.get(entry.subject)
    if course is None:
        raise UnknownCourse(
            "There is no such course in the catalogue.", pointer="/course", value=entry.subject
        )
    return course


def _statement(caller: Caller, staff_number: str, details: Details, new_id: str) -> Statement:
    by_system = bool(caller.principal.scopes)
    return Statement(
        staff_number=staff_number,
        by=LoggedBy.SYSTEM if by_system else LoggedBy.PERSON,
        on=caller.today,
        new_id=new_id,
        details=details,
    )
