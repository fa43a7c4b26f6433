"""What learning systems report: events that count once, in the order of their own time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.chassis.intake import Incoming
from services.courses.domain import (
    Change,
    Course,
    Details,
    Heard,
    LoggedBy,
    Statement,
    TrainingRecord,
    complete,
    enrol,
    progress,
    withdraw,
)
from services.courses.store import CoursesWork, HeardFrom
from services.courses.use_cases.keeping import keep, next_id
from services.courses.use_cases.training import UnknownCourse

Records = tuple[TrainingRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an event says: of whom, of which course in the sender's words, and what."""

    staff_number: str
    course: str
    percent: int | None = None
    completed_on: date | None = None
    details: Details = Details()


def prefetch(work: CoursesWork, events: Sequence[Incoming]) -> None:
    """Read all that a batch needs, once for each collection."""
    people = {event.data.staff_number for event in events}
    work.people.fetch(people)
    work.training.fetch_groups(people)
    work.fetch_named((event.source, event.data.course) for event in events)
    named = ((event, work.named(event.source, event.data.course)) for event in events)
    work.heard.fetch(_heard_id(event, course) for event, course in named if course is not None)


def enrolled(work: CoursesWork, event: Incoming) -> bool:
    """Open an attempt. Answers whether the person is still waited for, as all of these do."""
    return _about_attempt(work, event, enrol)


def progressed(work: CoursesWork, event: Incoming) -> bool:
    """Move the open attempt on, or open one."""

    def apply(records: Records, course: Course, statement: Statement) -> Change:
        return progress(records, course, statement, percent=event.data.percent)

    return _about_attempt(work, event, apply)


def completed(work: CoursesWork, event: Incoming) -> bool:
    """Record a completion."""
    course, completed_on = _course(work, event), event.data.completed_on
    heard = _heard(work, event, course)
    records, statement = _records(work, event), _statement(work, event, course)
    change = complete(records, course, statement, completed_on=completed_on)
    if heard.hears_completion(completed_on, event.time):
        keep(work, change)
        _listen(work, event, course, heard.with_completion(completed_on, event.time))
    return _waited_for(work, event)


def withdrawn(work: CoursesWork, event: Incoming) -> bool:
    """Withdraw the open attempt or, where a day is given, take its completion back."""
    completed_on = event.data.completed_on
    if completed_on is None:
        return _about_attempt(work, event, lambda records, course, _: withdraw(records, course))
    course = _course(work, event)
    heard = _heard(work, event, course)
    if heard.hears_completion(completed_on, event.time):
        keep(work, withdraw(_records(work, event), course, completed_on=completed_on))
        _listen(
            work, event, course, heard.with_completion(completed_on, event.time, taken_back=True)
        )
    return _waited_for(work, event)


def _about_attempt(
    work: CoursesWork, event: Incoming, apply: Callable[[Records, Course, Statement], Change]
) -> bool:
    course = _course(work, event)
    heard = _heard(work, event, course)
    if heard.hears_attempt(event.time):
        keep(work, apply(_records(work, event), course, _statement(work, event, course)))
        _listen(work, event, course, heard.with_attempt(event.time))
    return _waited_for(work, event)


def _course(work: CoursesWork, event: Incoming) -> Course:
    course = work.named(event.source, event.data.course)
    if course is None:
        raise UnknownCourse(
            "There is no such course in the catalogue.", pointer="/course", value=event.data.course
        )
    return course


def _records(work: CoursesWork, event: Incoming) -> Records:
    return work.training.group(event.data.staff_number)


def _statement(work: CoursesWork, event: Incoming, course: Course) -> Statement:
    staff_number = event.data.staff_number
    return Statement(
        staff_number=staff_number,
        by=LoggedBy.SYSTEM,
        on=work.today,
        new_id=next_id(_records(work, event), staff_number, course),
        details=event.data.details,
    )


def _heard_id(event: Incoming, course: Course) -> str:
    return "\n".join((event.source, event.data.staff_number, course.course))


def _heard(work: CoursesWork, event: Incoming, course: Course) -> Heard:
    found = work.heard.get(_heard_id(event, course))
    return found.heard if found else Heard()


def _listen(work: CoursesWork, event: Incoming, course: Course, heard: Heard) -> None:
    work.heard.put(HeardFrom(_heard_id(event, course), heard))


def _waited_for(work: CoursesWork, event: Incoming) -> bool:
    return work.people.version(event.data.staff_number) == 0
