"""People and units as courses knows them: its copy of what skills publishes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the staff, with their line of managers, nearest first."""

    staff_number: str
    name: str
    unit: str | None = None
    role_level: str | None = None
    manager: str | None = None
    line: tuple[str, ...] = ()
    starts_on: date | None = None
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its path from the root, itself included."""

    unit: str
    name: str
    parent: str | None = None
    path: tuple[str, ...] = ()


def counts_on(person: Person, day: date) -> bool:
    """Whether the person is at work on the day; the first and the last day both count."""
    started = person.starts_on is None or person.starts_on <= day
    return started and (person.leaves_on is None or day <= person.leaves_on)


def nearest_at_work(
    line: Iterable[str], people: Mapping[str, Person | None], day: date
) -> str | None:
    """The first manager of a line who is at work on the day, if any."""
    for number in line:
        manager = people.get(number)
        if manager is not None and counts_on(manager, day):
            return number
    return None
