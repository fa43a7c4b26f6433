"""What learning systems report: events that count once, in the order of their own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.chassis.intake import Incoming
from services.courses.domain import (
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
    about = _about(work, event)
    if about.heard.hears_attempt(event.time):
        keep(work, enrol(about.records, about.course, about.statement))
        _hear(work, about, about.heard.with_attempt(event.time))
    return _waited_for(work, event)


def progressed(work: CoursesWork, event: Incoming) -> bool:
    """Move the open attempt on, or open one."""
    about = _about(work, event)
    if about.heard.hears_attempt(event.time):
        percent = event.data.percent
        keep(work, progress(about.records, about.course, about.statement, percent=percent))
        _hear(work, about, about.heard.with_attempt(event.time))
    return _waited_for(work, event)


def completed(work: CoursesWork, event: Incoming) -> bool:
    """Record a completion; one that cannot be is refused even where it is too old to count."""
    about, completed_on = _about(work, event), event.data.completed_on
    change = complete(about.records, about.course, about.statement, completed_on=completed_on)
    if about.heard.hears_completion(completed_on, event.time):
        keep(work, change)
        _hear(work, about, about.heard.with_completion(completed_on, event.time))
    return _waited_for(work, event)


def withdrawn(work: CoursesWork, event: Incoming) -> bool:
    """Withdraw the open attempt or, where a day is given, take its completion back."""
    about, completed_on = _about(work, event), event.data.completed_on
    if completed_on is None:
        if about.heard.hears_attempt(event.time):
            keep(work, withdraw(about.records, about.course))
            _hear(work, about, about.heard.with_attempt(event.time))
    elif about.heard.hears_completion(completed_on, event.time):
        keep(work, withdraw(about.records, about.course, completed_on=completed_on))
        heard = about.heard.with_completion(completed_on, event.time, taken_back=True)
        _hear(work, about, heard)
    return _waited_for(work, event)


@dataclass(frozen=True, slots=True)
class _About:
    """What an event is about, as it stands before it."""

    course: Course
    records: tuple[TrainingRecord, ...]
    statement: Statement
    heard_id: str
    heard: Heard


def _about(work: CoursesWork, event: Incoming) -> _About:
    said: Report = event.data
    course = work.named(event.source, said.course)
    if course is None:
        raise UnknownCourse(
            "There is no such course in the catalogue.", pointer="/course", value=said.course
        )
    records = work.training.group(said.staff_number)
    statement = Statement(
        staff_number=said.staff_number,
        by=LoggedBy.SYSTEM,
        on=work.today,
        new_id=next_id(records, said.staff_number, course),
        details=said.details,
    )
    heard_id = _heard_id(event, course)
    held = work.heard.get(heard_id)
    return _About(course, records, statement, heard_id, held.heard if held else Heard())


def _hear(work: CoursesWork, about: _About, heard: Heard) -> None:
    work.heard.put(HeardFrom(about.heard_id, heard))


def _heard_id(event: Incoming, course: Course) -> str:
    return "\n".join((event.source, event.data.staff_number, course.course))


def _waited_for(work: CoursesWork, event: Incoming) -> bool:
    return work.people.version(event.data.staff_number) == 0
