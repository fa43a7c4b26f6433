"""Who holds a skill at a level, and who comes close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.expiry import ONE_DAY
from services.reporting.domain.workforce import Levels, Person, SkillLevels, step_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody with a skill. `last_day` is until when they stay at the level asked for."""

    person: Person
    verified: int
    claimed: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """Who holds the skill at the level, the highest first; and who has some of it."""

    able: tuple[Holder, ...]
    near: tuple[Holder, ...]


def find_holders(
    people: Iterable[Person], *, levels: Mapping[str, Levels], skill: str, level: int, on: date
) -> Found:
    """Look for the skill among these people, on the day; `levels` are by staff number."""
    holders = [
        _holder(person, course, level, on)
        for person in people
        if (profile := levels.get(person.staff_number))
        for course in profile.levels
        if course.skill == skill
    ]
    holders.sort(key=_highest_first)
    return Found(
        able=tuple(one for one in holders if one.verified >= level),
        near=tuple(one for one in holders if one.verified < level and one.claimed > 0),
    )


def _holder(person: Person, course: SkillLevels, level: int, on: date) -> Holder:
    now = step_on(course, on)
    later = sorted(step.since for step in course.steps if step.since > on and step.verified < level)
    return Holder(
        person=person,
        verified=now.verified,
        claimed=now.claimed,
        last_day=later[0] - ONE_DAY if later and now.verified >= level else None,
    )


def _highest_first(one: Holder) -> tuple[int, int, str, str]:
    return -one.verified, -one.claimed, one.person.name.casefold(), one.person.staff_number
