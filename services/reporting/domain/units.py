"""Totals of one unit and what lies under it: people, own roles, skills, posts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.readiness import Line, PlanReadiness, Reach
from services.reporting.domain.workforce import (
    Levels,
    Organisation,
    Person,
    counts_on,
    exempt_on,
    verified_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillTotal:
    """One skill: people whose own role requires it, and those of them at the level or above.

    Whoever is excused from the skill is in neither.
    """

    skill: str
    needed: int | None
    held: int | None
    suppressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReadiness:
    """The totals of one unit. A figure is null where its name stands in `suppressed`.

    `meeting_own_role`: who meets all of their own role from which they are not excused; whoever is
    excused from all of it is not among them. Posts need every skill of everybody.
    """

    unit: str
    on: date
    people: int | None
    meeting_own_role: int | None
    skills: tuple[SkillTotal, ...]
    posts: tuple[Line, ...]
    reach: Reach
    suppressed: tuple[str, ...] = ()


def total_unit(
    unit: str,
    *,
    people: Iterable[Person],
    levels: Mapping[str, Levels],
    organisation: Organisation,
    plan: PlanReadiness,
) -> UnitReadiness:
    """Add up the unit on the day the plan was measured; `levels` are by staff number."""
    units = organisation.below(unit)
    present = [one for one in people if one.unit in units and counts_on(one, plan.on)]
    meeting, needed, held = 0, Counter[str](), Counter[str]()
    for person in present:
        role_level = organisation.role_levels.get(person.role_level or "")
        if role_level is None:
            continue
        known = levels.get(person.staff_number)
        asked, verified = role_level.without(exempt_on(known, plan.on)), verified_on(known, plan.on)
        meeting += asked.is_met_by(verified)
        needed.update(one.skill for one in asked.requires)
        held.update(one.skill for one in asked.requires if verified.get(one.skill, 0) >= one.level)
    return UnitReadiness(
        unit=unit,
        on=plan.on,
        people=len(present),
        meeting_own_role=meeting,
        skills=tuple(
            SkillTotal(skill=skill, needed=needed[skill], held=held[skill])
            for skill in sorted(needed)
        ),
        posts=_posts_of(units, plan),
        reach=Reach(units, len(present)),
    )


def _posts_of(units: frozenset[str], plan: PlanReadiness) -> tuple[Line, ...]:
    return tuple(
        line for initiative in plan.items for line in initiative.lines if line.unit in units
    )
