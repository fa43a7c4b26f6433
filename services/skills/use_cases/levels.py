"""Levels and gaps of a person on a day, with what decided and the reason in words."""

from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller
from services.skills.domain import (
    Counts,
    Decision,
    Gap,
    RoleLevel,
    by_skill,
    count_gaps,
    exempt_on,
    gaps,
    level_on,
    levels_on,
    reason,
)
from services.skills.store import SkillsWork
from services.skills.use_cases.naming import skill_names, telling_of
from services.skills.use_cases.people import UnknownRoleLevel
from services.skills.use_cases.seeing import see_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The levels in one skill on a day, and why they are so."""

    skill: str
    name: str
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The levels of a person; they come whole, so there is no next page."""

    items: tuple[Level, ...]
    next: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedGap:
    """What a role level requires in one skill, what is there, and why that is so."""

    gap: Gap
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What a person lacks for a role level on a day; without a role level there is nothing."""

    on: date
    role_level: str | None
    counts: Counts
    items: tuple[ExplainedGap, ...]
    next: None = None


def get_levels(work: SkillsWork, caller: Caller, *, staff_number: str, on: date | None) -> Levels:
    """The levels in every skill that the person's evidence speaks of."""
    see_record(work, caller, staff_number)
    day = on or caller.today
    known = work.evidence_of(staff_number)
    telling = telling_of(work, caller, staff_number, known)
    names = skill_names(work, (evidence.skill for evidence in known))
    items = (
        Level(
            skill=skill,
            name=names[skill],
            decision=level_on(about, day),
            reason=reason(about, day, telling),
        )
        for skill, about in by_skill(known)
    )
    return Levels(items=tuple(items))


def get_gaps(
    work: SkillsWork, caller: Caller, *, staff_number: str, role_level: str | None, on: date | None
) -> Gaps:
    """What the person lacks for a role level, their own where none is named."""
    see_record(work, caller, staff_number)
    day = on or caller.today
    wanted = _role_level(work, staff_number, role_level)
    if wanted is None:
        return Gaps(on=day, role_level=None, counts=count_gaps(()), items=())
    known = work.evidence_of(staff_number)
    exempt = exempt_on(work.exemptions.group(staff_number), day)
    found = gaps(wanted, levels_on(known, day), exempt)
    about = dict(by_skill(known))
    telling = telling_of(work, caller, staff_number, known)
    names = skill_names(work, (required.skill for required in wanted.requires))
    items = tuple(
        ExplainedGap(
            gap=gap, name=names[gap.skill], reason=reason(about.get(gap.skill, ()), day, telling)
        )
        for gap in found
    )
    return Gaps(on=day, role_level=wanted.role_level, counts=count_gaps(found), items=items)


def _role_level(work: SkillsWork, staff_number: str, named: str | None) -> RoleLevel | None:
    """The role level that is asked for, else the person's own. Raises UnknownRoleLevel."""
    if named is None:
        person = work.people.get(staff_number)
        return work.role_levels.get(person.role_level if person else None)
    found = work.role_levels.get(named)
    if found is None:
        raise UnknownRoleLevel(
            "Must be a role level of the framework.", pointer="/role_level", value=named
        )
    return found
