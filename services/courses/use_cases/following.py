"""Following what the other services publish: copies, each in the newest version heard of."""

from collections.abc import Sequence

from services.chassis.copies import keep_newest
from services.contracts.envelope import Event
from services.courses.store import CoursesWork


def note_people(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of people."""
    keep_newest(work.people, happened)


def note_units(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of units."""
    keep_newest(work.units, happened)


def note_skills(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of skills."""
    keep_newest(work.skills, happened)


def note_role_levels(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of role levels."""
    keep_newest(work.role_levels, happened)


def note_levels(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest skill profile of people."""
    keep_newest(work.levels, happened)


def note_plan(work: CoursesWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of initiatives."""
    keep_newest(work.plan, happened)
