"""What runs out: verified levels that will no longer meet what a role needs."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.reporting.domain.workforce import (
    Levels,
    Requirement,
    RoleLevel,
    SkillLevels,
    exempt_on,
    step_on,
)

SOON = timedelta(days=90)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A required skill whose level falls: `before` holds up to and including `last_day`."""

    skill: str
    required: int
    before: int
    after: int
    last_day: date


def endings(role_level: RoleLevel | None, levels: Levels | None, *, on: date) -> tuple[Ending, ...]:
    """The first fall of each required skill to below what is required, the soonest first.

    A level that falls and still meets the requirement is none, nor is that of a skill from which
    the person is excused on the day that it falls.
    """
    if role_level is None or levels is None:
        return ()
    courses = {course.skill: course for course in levels.levels}
    found = [
        ending
        for required in role_level.requires
        if (course := courses.get(required.skill))
        if (ending := _fall(required, course, on))
        and required.skill not in exempt_on(levels, ending.last_day + ONE_DAY)
    ]
    return tuple(sorted(found, key=lambda one: (one.last_day, one.skill)))


def soon(found: tuple[Ending, ...], on: date) -> tuple[Ending, ...]:
    """Those of the next 90 days."""
    return tuple(one for one in found if one.last_day <= on + SOON)


def _fall(required: Requirement, course: SkillLevels, on: date) -> Ending | None:
    """The first step after the day that is below today's level and the required one."""
    now = step_on(course, on).verified
    enough = min(now, required.level)
    lower = [step for step in course.steps if step.since > on and step.verified < enough]
    if not lower:
        return None
    first = min(lower, key=lambda one: one.since)
    return Ending(
        skill=required.skill,
        required=required.level,
        before=now,
        after=first.verified,
        last_day=first.since - ONE_DAY,
    )
