"""The framework: imported from its published files, and read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from services.chassis.access import Caller
from services.chassis.errors import DomainError, Forbidden, NotFound
from services.chassis.imports import Changed, RowReport, RowStatus
from services.chassis.paging import Page, PageWanted, page
from services.chassis.shelf import Shelf
from services.skills import events, policy
from services.skills.domain import RoleLevel, Row, Skill, read_framework
from services.skills.store import FRAMEWORK_ID, Framework, SkillsWork

T = TypeVar("T", Skill, RoleLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkReport:
    """What came of an import, and how much the files state."""

    rows: tuple[RowReport, ...]
    changed: Changed
    skills: int
    role_levels: int
    requirements: int


class FrameworkState(NamedTuple):
    """How much the framework has, and its version: 0 before any import."""

    version: int
    imported_at: datetime | None
    skills: int
    role_levels: int
    requirements: int


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    """All things of one kind as they now stand, and what became of those that were said.

    Added and changed ones by what rows call them, `kind/id`.
    """

    standing: tuple[T, ...]
    added: frozenset[str]
    changed: frozenset[str]
    missing: int


class Found(NamedTuple):
    """A skill or a role level, and its version."""

    thing: Skill | RoleLevel
    version: int


class NoFile(DomainError):
    """An import needs at least one of its files."""


def import_framework(
    work: SkillsWork, caller: Caller, *, roles: bytes | None, skills: bytes | None
) -> FrameworkReport:
    """Add and change skills and role levels; what the files lack is counted and kept."""
    if not policy.WRITE_FRAMEWORK.allows_unit(caller.principal, ()):
        raise Forbidden("The framework is written only by those who act for all units.")
    if roles is None and skills is None:
        raise NoFile("Must be given, or `skills`, or both.", pointer="/roles")
    reading = read_framework(roles, skills)
    known = {skill.skill: skill for skill in work.skills.take({})}
    kept_skills = _keep(work, work.skills, reading.skills_beside(known), events.skill_changed)
    kept_levels = _keep(work, work.role_levels, reading.role_levels, events.role_level_changed)
    touched = kept_skills.added | kept_skills.changed | kept_levels.added | kept_levels.changed
    if touched:
        work.framework.put(_counted(kept_skills, kept_levels, work.now))
    return FrameworkReport(
        rows=tuple(_answer(row, touched) for row in reading.rows),
        changed=Changed(
            added=len(kept_skills.added | kept_levels.added),
            changed=len(kept_skills.changed | kept_levels.changed),
            missing=(kept_skills.missing if skills is not None else 0)
            + (kept_levels.missing if roles is not None else 0),
        ),
        skills=len(reading.skills) + len(reading.mentioned),
        role_levels=len(reading.role_levels),
        requirements=reading.requirements,
    )


def get_framework(work: SkillsWork, _caller: Caller) -> FrameworkState:
    """What the framework comes to."""
    found = work.framework.get(FRAMEWORK_ID) or Framework(FRAMEWORK_ID)
    return FrameworkState(
        version=work.framework.version(FRAMEWORK_ID),
        imported_at=found.imported_at,
        skills=found.skills,
        role_levels=found.role_levels,
        requirements=found.requirements,
    )


def get_skill(work: SkillsWork, _caller: Caller, *, skill: str) -> Found:
    """A skill. Raises NotFound."""
    return _found(work.skills, skill, "skill")


def get_role_level(work: SkillsWork, _caller: Caller, *, role_level: str) -> Found:
    """A role level. Raises NotFound."""
    return _found(work.role_levels, role_level, "role level")


def find_skills(work: SkillsWork, _caller: Caller, *, wanted: PageWanted) -> Page[Skill]:
    """A page of all skills."""
    return page(work.skills, {}, wanted)


def find_role_levels(work: SkillsWork, _caller: Caller, *, wanted: PageWanted) -> Page[RoleLevel]:
    """A page of all role levels."""
    return page(work.role_levels, {}, wanted)


def _keep(
    work: SkillsWork,
    shelf: Shelf[T],
    things: Iterable[T],
    publish: Callable[[SkillsWork, T, int], None],
) -> _Kept[T]:
    """Save and publish what is not there yet as it is said."""
    key = shelf.kind.key
    known = {getattr(thing, key): thing for thing in shelf.take({})}
    said = {getattr(thing, key): thing for thing in things}
    touched = [identity for identity, thing in said.items() if known.get(identity) != thing]
    for identity in touched:
        publish(work, said[identity], shelf.put(said[identity]))
    kind = key.replace("_", "-")
    return _Kept(
        standing=tuple({**known, **said}.values()),
        added=frozenset(f"{kind}/{identity}" for identity in touched if identity not in known),
        changed=frozenset(f"{kind}/{identity}" for identity in touched if identity in known),
        missing=len(known.keys() - said.keys()),
    )


def _counted(skills: _Kept[Skill], role_levels: _Kept[RoleLevel], now: datetime) -> Framework:
    return Framework(
        FRAMEWORK_ID,
        imported_at=now,
        skills=len(skills.standing),
        role_levels=len(role_levels.standing),
        requirements=sum(len(each.requires) for each in role_levels.standing),
    )


def _answer(row: Row, touched: frozenset[str]) -> RowReport:
    unchanged = row.status is RowStatus.IMPORTED and row.about not in touched
    status = RowStatus.UNCHANGED if unchanged else row.status
    return RowReport(file=row.file, line=row.line, status=status, reason=row.reason or "")


def _found(shelf: Shelf[T], identity: str, what: str) -> Found:
    thing = shelf.get(identity)
    if thing is None:
        raise NotFound(f"There is no such {what}.")
    return Found(thing, shelf.version(identity))
