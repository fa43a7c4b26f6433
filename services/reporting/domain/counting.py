"""People counted into classes: who is interchangeable when posts are filled.

Reading people and counting them is one step, measuring the plan another that sees the counts alone.
So the counts may as well be kept by a process of their own where people are too many to be read.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from services.reporting.domain.workforce import Levels, Person, RoleLevel, counts_on, verified_on


class PeopleClass(NamedTuple):
    """People of one unit who meet the same role levels of the plan: any of them will do."""

    unit: str
    meets: frozenset[str]


class Held(NamedTuple):
    """People of one unit whose verified level in a skill is exactly this one."""

    unit: str
    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people there are of each class, and of each level of each skill, on one day."""

    classes: Mapping[PeopleClass, int]
    held: Mapping[Held, int]

    def people(self, units: Collection[str]) -> int:
        """How many people work in these units."""
        return sum(number for one, number in self.classes.items() if one.unit in units)

    def meeting(self, role_level: str, units: Collection[str]) -> int:
        """How many people of these units meet the role level."""
        return sum(
            number
            for one, number in self.classes.items()
            if role_level in one.meets and one.unit in units
        )

    def holding(self, skill: str, level: int, units: Collection[str]) -> int:
        """How many people of these units are at this level of the skill or above it."""
        return sum(
            number
            for held, number in self.held.items()
            if held.skill == skill and held.level >= level and held.unit in units
        )


def count_classes(
    people: Iterable[Person],
    *,
    levels: Mapping[str, Levels],
    role_levels: Iterable[RoleLevel],
    on: date,
) -> Counts:
    """Count who works on the day; `levels` are by staff number, `role_levels` the plan's own.

    A person without a unit can fill no post and is left out.
    """
    wanted = tuple(role_levels)
    skills = {required.skill for one in wanted for required in one.requires}
    classes: Counter[PeopleClass] = Counter()
    held: Counter[Held] = Counter()
    for person in people:
        if person.unit is None or not counts_on(person, on):
            continue
        verified = verified_on(levels.get(person.staff_number), on)
        meets = frozenset(one.role_level for one in wanted if one.is_met_by(verified))
        classes[PeopleClass(person.unit, meets)] += 1
        held.update(
            Held(person.unit, skill, level) for skill, level in verified.items() if skill in skills
        )
    return Counts(classes, held)
