"""Reading the framework from its two published files, roles and skills, blemishes and all."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.tables import Columns, Line, read_table
from services.skills.domain import roles_file, skills_file
from services.skills.domain.framework import RoleLevel, Skill, completed
from services.skills.domain.rows import Row


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files state. `mentioned` are skills that only the file of roles names."""

    skills: tuple[Skill, ...]
    mentioned: tuple[Skill, ...]
    role_levels: tuple[RoleLevel, ...]
    rows: tuple[Row, ...]

    @property
    def requirements(self) -> int:
        """How many requirements the role levels set together."""
        return sum(len(role_level.requires) for role_level in self.role_levels)

    def skills_beside(self, known: Mapping[str, Skill]) -> tuple[Skill, ...]:
        """Give every skill that the files name as it will stand, given those known before.

        A text of the file of skills wins over a known one, a known one over what the file of
        roles mentions; what is empty is filled from the other.
        """
        return (
            *(completed(said, by=known.get(said.skill, said)) for said in self.skills),
            *(completed(known.get(said.skill, said), by=said) for said in self.mentioned),
        )


def read_framework(
    roles_csv: str | bytes | None = None, skills_csv: str | bytes | None = None
) -> Reading:
    """Read either file or both: every row is imported, ignored or refused with a reason.

    What the file of skills leaves empty is taken from the file of roles. Raises UnreadableFile
    where a file as a whole is no table of its form.
    """
    roles = roles_file.read_roles(_lines(roles_csv, "roles", roles_file.COLUMNS))
    skills = skills_file.read_skills(_lines(skills_csv, "skills", skills_file.COLUMNS))
    return Reading(
        skills=tuple(
            completed(skill, by=roles.skills.get(key, skill))
            for key, skill in skills.skills.items()
        ),
        mentioned=tuple(skill for key, skill in roles.skills.items() if key not in skills.skills),
        role_levels=roles.role_levels,
        rows=(*roles.rows, *skills.rows),
    )


def _lines(content: str | bytes | None, file: str, columns: Columns) -> tuple[Line, ...]:
    return () if content is None else read_table(content, file=file, columns=columns)
