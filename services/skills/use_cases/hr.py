"""What an HR system says of people and units, taken in event by event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from services.chassis.errors import DomainError
from services.chassis.intake import Incoming
from services.skills.domain import Person, Unit
from services.skills.store import SkillsWork
from services.skills.use_cases import trees
from services.skills.use_cases.people import check_person

T = TypeVar("T", Person, Unit)


class NameMissing(DomainError):
    """Whoever is new here needs a name."""


class UnknownPerson(DomainError):
    """Nobody of this number is known here."""


def take_person(work: SkillsWork, incoming: Incoming) -> bool:
    """Somebody joined or moved: what the event leaves out stays as it is, null clears it."""
    before = work.people.get(incoming.data["staff_number"])
    _keep_person(work, _merged(Person, before, incoming.data))
    return False


def take_leaver(work: SkillsWork, incoming: Incoming) -> bool:
    """Somebody leaves: a date, nothing is deleted. Raises UnknownPerson."""
    number = incoming.data["staff_number"]
    before = work.people.get(number)
    if before is None:
        raise UnknownPerson("Must be somebody known here.", pointer="/staff_number", value=number)
    _keep_person(work, _merged(Person, before, incoming.data))
    return False


def take_unit(work: SkillsWork, incoming: Incoming) -> bool:
    """A unit is new or changed: what the event leaves out stays as it is, null clears it."""
    before = work.units.get(incoming.data["unit"])
    trees.keep(work, trees.UNITS, _merged(Unit, before, incoming.data))
    return False


def prefetch(work: SkillsWork, events: Sequence[Incoming]) -> None:
    """Read what a batch needs, in one go for each collection."""
    data = [event.data for event in events]
    numbers = [each["staff_number"] for each in data if "staff_number" in each]
    managers = [each["manager"] for each in data if each.get("manager")]
    units = [each["unit"] for each in data if "staff_number" not in each]
    parents = [each["parent"] for each in data if each.get("parent")]
    trees.fetch_above(work, trees.PEOPLE, [*numbers, *managers])
    trees.fetch_above(work, trees.UNITS, [*units, *parents])
    work.people.fetch_groups(numbers)
    work.units.fetch_groups(units)
    held = (person.role_level for n in numbers if (person := work.people.get(n)))
    said = (each.get("role_level") for each in data)
    work.role_levels.fetch(role_level for role_level in (*held, *said) if role_level)


def _keep_person(work: SkillsWork, person: Person) -> None:
    check_person(work, person)
    trees.keep(work, trees.PEOPLE, person)


def _merged(kind: type[T], before: T | None, data: Mapping[str, Any]) -> T:
    """The thing as it will be. Raises NameMissing for a new one without a name."""
    if before is not None:
        return replace(before, **data)
    if "name" not in data:
        raise NameMissing("Must be given: this one is not known here yet.", pointer="/name")
    return kind(**data)
