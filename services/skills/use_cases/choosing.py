"""Lists to choose from: the skills of the framework, and the role levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from services.chassis.access import Caller
from services.chassis.errors import Forbidden
from services.skills import policy
from services.skills.domain import RoleLevel, Skill, levels_on
from services.skills.store import SkillsWork
from services.skills.use_cases.seeing import see_record
from services.skills.use_cases.weighing import required_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A skill beside what the person has in it and what their role asks for, 0 for nothing."""

    skill: Skill
    verified: int
    claimed: int
    required: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillChoices:
    """Skills that a person can be assessed in: those of their role, and the others by name.

    `name` is None where the person reads it themselves; `total` counts the whole framework.
    """

    name: str | None
    of_role: tuple[Choice, ...]
    others: tuple[Choice, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoices:
    """A role with its levels, by name."""

    role: str
    levels: tuple[RoleLevel, ...]


def find_skills(
    work: SkillsWork, caller: Caller, *, staff_number: str, q: str | None, to_assess: bool = False
) -> SkillChoices:
    """The skills whose name has `q`, all of them without it.

    `to_assess`: raises Forbidden unless the caller may assess the person.
    """
    about = see_record(work, caller, staff_number)
    if to_assess and not policy.ASSESS.allows(caller.principal, about):
        raise Forbidden("Only a manager of the person may assess them.")
    person = work.people.get(staff_number)
    own = caller.principal.staff_number == staff_number
    known = work.skills.find({})
    held = levels_on(work.evidence_of(staff_number), caller.today)
    choices = [
        Choice(
            skill=each,
            verified=held[each.skill].verified if each.skill in held else 0,
            claimed=held[each.skill].claimed if each.skill in held else 0,
            required=required_of(work, staff_number, each.skill),
        )
        for each in _named(known, q)
    ]
    return SkillChoices(
        name=None if own or person is None else person.name,
        of_role=tuple(each for each in choices if each.required),
        others=tuple(each for each in choices if not each.required),
        total=len(known),
    )


def list_skills(work: SkillsWork, _caller: Caller) -> tuple[Skill, ...]:
    """All skills of the framework, by name."""
    return tuple(_named(work.skills.find({}), None))


def find_roles(work: SkillsWork, _caller: Caller, *, q: str | None) -> tuple[RoleChoices, ...]:
    """The roles with those of their levels whose name or role has `q`; all of them without it."""
    wanted = (q or "").casefold()
    found = (
        each
        for each in work.role_levels.find({})
        if wanted in each.name.casefold() or wanted in each.role.casefold()
    )
    ordered = sorted(found, key=lambda each: (each.role.casefold(), each.name.casefold()))
    return tuple(
        RoleChoices(role=role, levels=tuple(levels))
        for role, levels in groupby(ordered, key=lambda each: each.role)
    )


def _named(skills: Iterable[Skill], q: str | None) -> list[Skill]:
    wanted = (q or "").casefold()
    found = (each for each in skills if wanted in each.name.casefold())
    return sorted(found, key=lambda each: each.name.casefold())
