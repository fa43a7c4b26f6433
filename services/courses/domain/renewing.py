"""Skills of a role that run out soon, and the courses that would renew them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.courses.domain.catalogue import Course
from services.courses.domain.skills import NOTHING_HELD, Profile, RoleLevel

SOON = timedelta(days=90)
MOST_COURSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A skill at its required level that falls below it after a day, and what would renew it."""

    skill: str
    verified: int
    required: int
    last_day: date
    falls_to: int
    courses: tuple[Course, ...] = ()


def renewals(
    profile: Profile, role_level: RoleLevel, catalogue: Iterable[Course], *, on: date
) -> tuple[Renewal, ...]:
    """The skills that run out within 90 days, the soonest first; the shortest courses first."""
    asked = {one.skill: one.level for one in role_level.without(profile.exempt_on(on)).requires}
    courses = sorted(
        (each for each in catalogue if not each.withdrawn),
        key=lambda each: (each.hours is None, each.hours or 0, each.title),
    )
    found = [
        renewal
        for each in profile.levels
        if (renewal := _renewal(profile, each.skill, asked.get(each.skill, 0), courses, on))
    ]
    return tuple(sorted(found, key=lambda one: (one.last_day, one.skill)))


def _renewal(
    profile: Profile, skill: str, required: int, courses: Sequence[Course], on: date
) -> Renewal | None:
    now = profile.on(on).get(skill, NOTHING_HELD)
    if not required or now.verified < required:
        return None
    for step in sorted(profile.steps_of(skill), key=lambda step: step.from_):
        if on < step.from_ and step.verified < required:
            last_day = step.from_ - timedelta(days=1)
            if last_day > on + SOON:
                return None
            return Renewal(
                skill=skill,
                verified=now.verified,
                required=required,
                last_day=last_day,
                falls_to=step.verified,
                courses=tuple(_giving(courses, skill, required))[:MOST_COURSES],
            )
    return None


def _giving(courses: Iterable[Course], skill: str, level: int) -> Iterable[Course]:
    return (
        each
        for each in courses
        if any(one.skill == skill and one.level >= level for one in each.outcomes)
    )
