"""The catalogue: read, write, withdraw."""

from collections.abc import Mapping
from dataclasses import replace

from services.chassis.access import Caller
from services.chassis.errors import DomainError, NotFound
from services.chassis.paging import Page, PageWanted, page
from services.chassis.preconditions import Precondition
from services.courses import events
from services.courses.domain import Course, check_after
from services.courses.store import CoursesWork, Lock, courses_query

AFTER_LOCK = Lock("after")


class ExternalIdTaken(DomainError):
    """One external id names one course."""


def put_course(
    work: CoursesWork, _caller: Caller, *, course: Course, precondition: Precondition
) -> tuple[Course, int, bool]:
    """Create or replace a course; returns it, its version, and whether it is new.

    A withdrawn course can be made anew like one that never was, or replaced by its version.
    Raises what check_after raises, and ExternalIdTaken.
    """
    before, version = work.courses.get(course.course), work.courses.version(course.course)
    match = precondition.any or precondition.versions is not None
    there = before is not None and (match or not before.withdrawn)
    precondition.check(version, there=there)
    check_course(work, course)
    if course != before:
        version = save_course(work, course)
    return course, version, not there


def withdraw_course(
    work: CoursesWork, _caller: Caller, *, course: str, precondition: Precondition
) -> None:
    """Withdraw a course; again, or where there is none, nothing happens."""
    found = work.courses.get(course)
    if found is None:
        return
    precondition.check_if_given(work.courses.version(course))
    if not found.withdrawn:
        save_course(work, replace(found, withdrawn=True))


def course(work: CoursesWork, _caller: Caller, *, course: str) -> tuple[Course, int]:
    """A course, also a withdrawn one, and its version. Raises NotFound."""
    return _course(work, course)


def courses(
    work: CoursesWork,
    _caller: Caller,
    *,
    wanted: PageWanted,
    q: str | None = None,
    skill: str | None = None,
    level: int | None = None,
) -> Page[Course]:
    """A page of the courses that can be taken; `level` is the least that they give."""
    return page(work.courses, courses_query(q, skill, level), wanted)


def check_course(work: CoursesWork, course: Course) -> None:
    """Refuse a course that cannot stand in the catalogue as it is."""
    if course.after:
        # Two changes meet on this document, and the later one runs again: together they could
        # close a circle that neither sees.
        work.locks.put(AFTER_LOCK)
        check_after(course, after_of={**after_of(work), course.course: course.after})
    for place, pair in enumerate(course.external_ids):
        holder = work.holder_of(pair)
        if holder is not None and holder != course.course:
            raise ExternalIdTaken(
                f"This pair names the course “{holder}” already.",
                pointer=f"/external_ids/{place}",
                value=pair.id,
            )


def after_of(work: CoursesWork) -> Mapping[str, tuple[str, ...]]:
    """Every course of the catalogue with those that it comes after."""
    return {each.course: each.after for each in work.courses.take({})}


def save_course(work: CoursesWork, course: Course) -> int:
    """Save a course and say so; returns its version."""
    version = work.courses.put(course)
    events.course_changed(work, course, version)
    return version


def republish_course(work: CoursesWork, identity: str) -> None:
    """Say again what a course is now."""
    found = work.courses.get(identity)
    if found is not None:
        save_course(work, found)


def _course(work: CoursesWork, identity: str) -> tuple[Course, int]:
    found = work.courses.get(identity)
    if found is None:
        raise NotFound("There is no such course.")
    return found, work.courses.version(identity)
