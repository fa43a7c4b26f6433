"""Taking notice of what skills says, and of who may sign in because of it."""

from collections.abc import Sequence

from services.chassis.copies import keep_newest
from services.contracts.envelope import Event
from services.reporting.store import ReportingWork


def note_people(work: ReportingWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of each person."""
    keep_newest(work.people, happened)


def note_levels(work: ReportingWork, happened: Sequence[Event]) -> None:
    """Keep the newest profile of each person."""
    keep_newest(work.levels, happened)


def note_units(work: ReportingWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of each unit."""
    keep_newest(work.units, happened)


def note_role_levels(work: ReportingWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of each role level."""
    keep_newest(work.role_levels, happened)


def note_skills(work: ReportingWork, happened: Sequence[Event]) -> None:
    """Keep the newest state of each skill."""
    keep_newest(work.skills, happened)
