"""Skills, role levels and what people hold of them: the copy of what skills publishes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from msgspec import Struct

from services.courses.domain.advice import Gap
from services.courses.domain.catalogue import Outcome


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill by its name."""

    skill: str
    name: str


@dataclass(frozen=True, slots=True)
class RoleLevel:
    """A role level and the skill levels that it requires."""

    role_level: str
    name: str
    role: str
    requires: tuple[Outcome, ...] = ()

    def without(self, skills: Container[str]) -> "RoleLevel":
        """What it asks of somebody who need not have these skills."""
        asked = tuple(one for one in self.requires if one.skill not in skills)
        return replace(self, requires=asked)


class Step(Struct, frozen=True, rename={"from_": "from"}):
    """The levels that hold from this day on, until the next step."""

    from_: date
    verified: int
    claimed: int


@dataclass(frozen=True, slots=True)
class SkillSteps:
    """One skill of a person over time; `judged_on` is the day of the last judgement."""

    skill: str
    steps: tuple[Step, ...] = ()
    judged_on: date | None = None


NOTHING_HELD = Step(date.min, 0, 0)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A skill that a person need not have, up to and including a day."""

    skill: str
    until: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for the answer of a manager."""

    skill: str
    level: int
    since: date


@dataclass(frozen=True, slots=True)
class Profile:
    """The levels of one person in all skills over time, their exemptions and their claims."""

    staff_number: str
    levels: tuple[SkillSteps, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def on(self, day: date) -> Mapping[str, Step]:
        """The step that holds on the day, by skill."""
        return {
            each.skill: max(
                (step for step in each.steps if step.from_ <= day),
                key=lambda step: step.from_,
                default=NOTHING_HELD,
            )
            for each in self.levels
        }

    def steps_of(self, skill: str) -> tuple[Step, ...]:
        """The steps in one skill, past and coming."""
        return next((each.steps for each in self.levels if each.skill == skill), ())

    def judged_on(self, skill: str) -> date | None:
        """The day on which somebody last judged the level in a skill, if anybody did."""
        return next((each.judged_on for each in self.levels if each.skill == skill), None)

    def exempt_on(self, day: date) -> Mapping[str, Exempt]:
        """The exemptions that hold on the day, by skill."""
        return {each.skill: each for each in self.exempt if day <= each.until}


def gaps_of(
    role_level: RoleLevel, held: Mapping[str, Step]
) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """The gaps of a role level: those that are open, and those that only wait for an answer."""
    gaps = [
        Gap(asked.skill, asked.level, held.get(asked.skill, NOTHING_HELD).verified)
        for asked in role_level.requires
    ]
    short = [gap for gap in gaps if gap.verified < gap.required]
    waits = [held.get(gap.skill, NOTHING_HELD).claimed >= gap.required for gap in short]
    return (
        tuple(gap for gap, waiting in zip(short, waits, strict=True) if not waiting),
        tuple(gap for gap, waiting in zip(short, waits, strict=True) if waiting),
    )
