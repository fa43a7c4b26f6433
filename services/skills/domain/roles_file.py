"""The published file of roles: one row for each skill that a role level requires."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.chassis.tables import Columns, Line
from services.skills.domain.framework import (
    NO_DESCRIPTORS,
    Requirement,
    RoleLevel,
    Skill,
    completed,
    slug,
)
from services.skills.domain.rows import UNUSED, Row, RowIgnored, RowRefused, name, report, text
from services.skills.domain.scale import NAMES

COLUMNS = Columns(
    required=("Role", "Role Level", "Skill Name", "Skill Level"),
    optional=(
        *("Role Family", "Role Description", "Role Level Description", "Role Type"),
        *("Skill Description", "Skill Level Description"),
    ),
)
_LEVELS = {called: level for level, called in enumerate(NAMES) if level}


@dataclass(frozen=True, slots=True)
class RolesFile:
    """What a file of roles states, the skills it mentions, and the report on its rows."""

    role_levels: tuple[RoleLevel, ...]
    skills: dict[str, Skill]
    rows: tuple[Row, ...]


def read_roles(lines: Iterable[Line]) -> RolesFile:
    """Read every row. Of two that require one skill of one role level the first stands."""
    gathered = _Gathered()
    rows = report("roles", lines, gathered.take)
    return RolesFile(gathered.with_requirements(), gathered.skills, rows)


@dataclass(slots=True)
class _Gathered:
    """What the rows read so far come to."""

    role_levels: dict[str, RoleLevel] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    requires: dict[str, dict[str, int]] = field(default_factory=dict)
    stands: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, line: Line) -> str:
        """Take one row whole or not at all; give what it states."""
        level = _level(line)
        role_level, skill = _role_level(line), _skill(line, level)
        self._note_role_level(role_level)
        self._note_skill(skill)
        if level is None:
            raise RowIgnored(f"The skill level is {UNUSED}, so the row sets no requirement.")
        self._require(role_level.role_level, Requirement(skill.skill, level), line.number)
        return f"role-level/{role_level.role_level}"

    def with_requirements(self) -> tuple[RoleLevel, ...]:
        """Give the role levels with all that the rows require of them."""
        return tuple(
            replace(
                role_level,
                requires=tuple(
                    Requirement(skill, level) for skill, level in self.requires.get(key, {}).items()
                ),
            )
            for key, role_level in self.role_levels.items()
        )

    def _note_role_level(self, said: RoleLevel) -> None:
        known = self.role_levels.setdefault(said.role_level, said)
        if slug(known.role) != slug(said.role):
            raise RowRefused(f"“{said.name}” is already a level of the role “{known.role}”.")

    def _note_skill(self, said: Skill) -> None:
        known = self.skills.get(said.skill, said)
        self.skills[said.skill] = completed(known, by=said)

    def _require(self, role_level: str, requirement: Requirement, line: int) -> None:
        first = self.stands.setdefault((role_level, requirement.skill), line)
        required = self.requires.setdefault(role_level, {})
        level = required.setdefault(requirement.skill, requirement.level)
        if level != requirement.level:
            raise RowRefused(f"Line {first} requires {NAMES[level].capitalize()}, and stands.")
        if first != line:
            raise RowIgnored(f"Line {first} sets the same requirement.")


def _level(line: Line) -> int | None:
    """Give the level that the row requires, None where it is not in use."""
    said = line.cells["Skill Level"]
    if said.upper() == UNUSED:
        return None
    if said.lower() not in _LEVELS:
        allowed = ", ".join(called.capitalize() for called in _LEVELS)
        raise RowRefused(f"“Skill Level” must be one of {allowed} or {UNUSED}.")
    return _LEVELS[said.lower()]


def _role_level(line: Line) -> RoleLevel:
    """Read the role level of a row; a role whose level is not in use is its own role level."""
    role = name(line, "Role")
    level = name(line, "Role Level")
    called = role if level.upper() == UNUSED else level
    return RoleLevel(
        role_level=slug(called),
        name=called,
        role=role,
        family=text(line, "Role Family"),
        role_description=text(line, "Role Description"),
        description=text(line, "Role Level Description"),
    )


def _skill(line: Line, level: int | None) -> Skill:
    called = name(line, "Skill Name")
    descriptors = list(NO_DESCRIPTORS)
    if level:
        descriptors[level - 1] = text(line, "Skill Level Description")
    return Skill(slug(called), called, text(line, "Skill Description"), tuple(descriptors))
