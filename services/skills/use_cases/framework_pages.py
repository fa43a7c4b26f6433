"""The framework to look things up in: what there is, and what each thing means."""

from dataclasses import dataclass

from services.chassis.access import Caller
from services.skills import policy
from services.skills.domain import RoleLevel, Skill
from services.skills.store import SkillsWork
from services.skills.use_cases.choosing import RoleChoices, find_roles
from services.skills.use_cases.framework import (
    FrameworkState,
    get_framework,
    get_role_level,
    get_skill,
)
from services.skills.use_cases.naming import skill_names


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFound:
    """How much there is, and what has `q` in its name."""

    state: FrameworkState
    skills: tuple[Skill, ...]
    roles: tuple[RoleChoices, ...]
    may_import: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedSkill:
    """A skill, and the role levels that require it, each with the level."""

    skill: Skill
    required_by: tuple[tuple[RoleLevel, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """A skill that a role level requires, and what that level of it means ("" if not said)."""

    skill: str
    name: str
    level: int
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedRole:
    """A role level, what it requires, and the other levels of the same role."""

    role_level: RoleLevel
    requires: tuple[Required, ...]
    others: tuple[RoleLevel, ...]


def look_up(work: SkillsWork, caller: Caller, *, q: str | None) -> FrameworkFound:
    """Skills and role levels whose name has `q`, all of them without it."""
    wanted = (q or "").casefold()
    found = (each for each in work.skills.find({}) if wanted in each.name.casefold())
    return FrameworkFound(
        state=get_framework(work, caller),
        skills=tuple(sorted(found, key=lambda each: each.name.casefold())),
        roles=find_roles(work, caller, q=q),
        may_import=policy.WRITE_FRAMEWORK.allows_unit(caller.principal, ()),
    )


def describe_skill(work: SkillsWork, caller: Caller, *, skill: str) -> DescribedSkill:
    """A skill. Raises NotFound."""
    get_skill(work, caller, skill=skill)
    requiring = work.role_levels.find({"requires.skill": skill})
    asked = (
        (each, required.level)
        for each in sorted(requiring, key=lambda each: each.name.casefold())
        for required in each.requires
        if required.skill == skill
    )
    return DescribedSkill(skill=work.skills.need(skill), required_by=tuple(asked))


def describe_role(work: SkillsWork, caller: Caller, *, role_level: str) -> DescribedRole:
    """A role level. Raises NotFound."""
    get_role_level(work, caller, role_level=role_level)
    found = work.role_levels.need(role_level)
    names = skill_names(work, (each.skill for each in found.requires))
    requires = (
        Required(
            skill=each.skill,
            name=names[each.skill],
            level=each.level,
            meaning=known.levels[each.level - 1] if known else "",
        )
        for each in found.requires
        for known in [work.skills.get(each.skill)]
    )
    same = (each for each in work.role_levels.find({"role": found.role}) if each != found)
    return DescribedRole(
        role_level=found,
        requires=tuple(sorted(requires, key=lambda each: each.name.casefold())),
        others=tuple(sorted(same, key=lambda each: each.name.casefold())),
    )
