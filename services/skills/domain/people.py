"""People and units: who counts on a day, who answers for whom, what lies in what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.chassis.errors import DomainError

FARTHEST = 50
"""Walks up a line or a tree stop here, so that a circle that slipped in can hang nobody."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the staff, by staff number; unit and manager need not be known yet.

    `line` is worked out from the managers: the known ones, nearest first.
    """

    staff_number: str
    name: str
    email: str | None = None
    unit: str | None = None
    role_level: str | None = None
    manager: str | None = None
    starts_on: date | None = None
    leaves_on: date | None = None
    line: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A team, directorate or organisation. Without a parent it is a root.

    `path` is worked out from the parents: from the root down to the unit itself.
    """

    unit: str
    name: str
    parent: str | None = None
    path: tuple[str, ...] = ()


class ManagerInOwnLine(DomainError):
    """Nobody answers for themselves, however far up."""


class UnitAboveItself(DomainError):
    """No unit lies in itself, however deep."""


class LeavesBeforeStarting(DomainError):
    """A person cannot leave before the day they start."""


def counts_on(person: Person, day: date) -> bool:
    """Whether the person is at work on the day; the first and the last day both count."""
    started = person.starts_on is None or person.starts_on <= day
    return started and (person.leaves_on is None or day <= person.leaves_on)


def check_dates(person: Person) -> None:
    """Raise LeavesBeforeStarting where the last day lies before the first."""
    if person.starts_on and person.leaves_on and person.leaves_on < person.starts_on:
        raise LeavesBeforeStarting(
            f"Must be on or after the first day, {person.starts_on}.",
            pointer="/leaves_on",
            value=person.leaves_on.isoformat(),
        )


def line_of(staff_number: str, manager_of: Mapping[str, str | None]) -> tuple[str, ...]:
    """Give the person's known managers, nearest first.

    `manager_of` holds everybody who is known, with the manager each one names. The line ends
    before a manager who is not known yet. Raises ManagerInOwnLine where it comes back to the
    person.
    """
    line = tuple(_above(staff_number, manager_of))
    if staff_number in line:
        manager = manager_of[staff_number]
        raise ManagerInOwnLine(
            f"Must be someone whom {staff_number} does not manage, directly or through others.",
            pointer="/manager",
            value=manager,
        )
    return line


def path_of(unit: str, parent_of: Mapping[str, str | None]) -> tuple[str, ...]:
    """Give the units from the root down to this one, itself included.

    `parent_of` holds every known unit, with the parent each one names. The path starts below a
    parent that is not known yet. Raises UnitAboveItself where the way up comes back to the unit.
    """
    above = tuple(_above(unit, parent_of))
    if unit in above:
        raise UnitAboveItself(
            f"Must be a unit that does not lie in {unit}, directly or through others.",
            pointer="/parent",
            value=parent_of[unit],
        )
    return (*reversed(above), unit)


def _above(start: str, next_of: Mapping[str, str | None]) -> Iterator[str]:
    """Walk upwards through what is known, and stop when the walk returns to its start."""
    here = next_of.get(start)
    for _ in range(FARTHEST):
        if here is None or here not in next_of:
            return
        yield here
        if here == start:
            return
        here = next_of[here]
