"""People, their levels, units and role levels, as far as this service has heard of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from msgspec import Struct


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff; `line` holds their managers' staff numbers, nearest first."""

    staff_number: str
    name: str
    unit: str | None = None
    role_level: str | None = None
    manager: str | None = None
    line: tuple[str, ...] = ()
    starts_on: date | None = None
    leaves_on: date | None = None


class Step(Struct, frozen=True, rename={"since": "from"}):
    """The levels that hold from one day on, until the next step."""

    since: date
    verified: int
    claimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevels:
    """The course of one person's level in one skill; `judged_on` is the last judgement's day."""

    skill: str
    judged_on: date | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Exempt:
    """A skill that a person need not have for their own role, up to and including a day."""

    skill: str
    until: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for the answer of a manager."""

    skill: str
    level: int
    since: date


@dataclass(frozen=True, slots=True)
class Levels:
    """The whole profile of one person."""

    staff_number: str
    levels: tuple[SkillLevels, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A team, directorate or organisation; `path` runs from the root of the tree down to it."""

    unit: str
    name: str
    parent: str | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of the framework."""

    skill: str
    name: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """The level that a role level asks for in one skill."""

    skill: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLevel:
    """A step of a role, as "Senior user researcher", and what it requires."""

    role_level: str
    name: str
    role: str
    requires: tuple[Requirement, ...] = ()

    def is_met_by(self, verified: Mapping[str, int]) -> bool:
        """Whether these levels, by skill, reach all it requires. Nobody meets no requirement."""
        return bool(self.requires) and all(
            verified.get(required.skill, 0) >= required.level for required in self.requires
        )

    def without(self, skills: Collection[str]) -> "RoleLevel":
        """What it asks of somebody who need not have these skills."""
        if not skills:
            return self
        asked = tuple(one for one in self.requires if one.skill not in skills)
        return replace(self, requires=asked)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The tree of units and the framework's role levels, each by its id."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    role_levels: Mapping[str, RoleLevel] = field(default_factory=dict)

    def below(self, unit: str) -> frozenset[str]:
        """This unit and all that lies under it; nothing when the unit is not known."""
        if unit not in self.units:
            return frozenset()
        under = (known.unit for known in self.units.values() if unit in known.path)
        return frozenset((unit, *under))

    def path(self, unit: str | None) -> tuple[str, ...]:
        """The units from the root down to this one; of an unknown unit itself alone."""
        if unit is None:
            return ()
        return self.units[unit].path if unit in self.units else (unit,)


def counts_on(person: Person, day: date) -> bool:
    """Whether the person is at work on the day: from `starts_on` to `leaves_on`, both included."""
    return (person.starts_on is None or person.starts_on <= day) and (
        person.leaves_on is None or day <= person.leaves_on
    )


NOTHING_YET = Step(date.min, verified=0, claimed=0)


def step_on(course: SkillLevels, day: date) -> Step:
    """The step of one skill's course that holds on the day; before the first one, level 0."""
    held = NOTHING_YET
    for step in course.steps:
        if held.since <= step.since <= day:
            held = step
    return held


def level_on(levels: Levels | None, skill: str, day: date) -> Step:
    """A person's verified and claimed level in one skill on the day; 0 where nothing is known."""
    for course in levels.levels if levels else ():
        if course.skill == skill:
            return step_on(course, day)
    return NOTHING_YET


def steps_on(levels: Levels | None, day: date) -> dict[str, Step]:
    """A person's verified and claimed level in each skill of their profile on the day."""
    return {course.skill: step_on(course, day) for course in levels.levels} if levels else {}


def verified_on(levels: Levels | None, day: date) -> dict[str, int]:
    """A person's verified level in each skill of their profile on the day."""
    return (
        {course.skill: step_on(course, day).verified for course in levels.levels} if levels else {}
    )


def exempt_on(levels: Levels | None, day: date) -> dict[str, date]:
    """The skills that a person need not have for their own role on the day, and until when."""
    held = levels.exempt if levels else ()
    return {each.skill: each.until for each in held if day <= each.until}
