"""The published file of skills: one row a skill, with a descriptor for each level."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.chassis.tables import Columns, Line
from services.skills.domain.framework import Skill, slug
from services.skills.domain.rows import Row, RowIgnored, RowRefused, name, report, text

_LEVEL_COLUMNS = ("Awareness", "Working", "Practitioner", "Expert")
COLUMNS = Columns(
    required=("Skill Name",),
    optional=("Skill Description", *_LEVEL_COLUMNS, "Roles that require Skill"),
)


@dataclass(frozen=True, slots=True)
class SkillsFile:
    """What a file of skills states, and the report on its rows."""

    skills: dict[str, Skill]
    rows: tuple[Row, ...]


def read_skills(lines: Iterable[Line]) -> SkillsFile:
    """Read every row. Of two that describe one skill the first stands."""
    skills: dict[str, Skill] = {}
    stands: dict[str, int] = {}

    def take(line: Line) -> str:
        skill = _skill(line)
        first = stands.setdefault(skill.skill, line.number)
        if skills.setdefault(skill.skill, skill) != skill:
            raise RowRefused(f"Line {first} describes this skill otherwise, and stands.")
        if first != line.number:
            raise RowIgnored(f"The same as line {first}.")
        return f"skill/{skill.skill}"

    return SkillsFile(rows=report("skills", lines, take), skills=skills)


def _skill(line: Line) -> Skill:
    called = name(line, "Skill Name")
    return Skill(
        skill=slug(called),
        name=called,
        description=text(line, "Skill Description"),
        levels=tuple(text(line, column) for column in _LEVEL_COLUMNS),
    )
