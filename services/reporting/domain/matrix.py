"""A person's levels beside what their own role requires: one row of the matrix of a team."""

from dataclasses import dataclass
from datetime import date

from services.reporting.domain.workforce import (
    Levels,
    Person,
    Requirement,
    RoleLevel,
    level_on,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One required skill; `short` is how far the verified level is below, 0 where it is met."""

    skill: str
    required: int
    verified: int
    claimed: int
    short: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person and a cell for each skill that their role requires, by skill."""

    staff_number: str
    name: str
    role_level: str | None
    cells: tuple[Cell, ...]


def matrix_row(
    person: Person, *, role_level: RoleLevel | None, levels: Levels | None, on: date
) -> MatrixRow:
    """Compare a person's levels on the day with their role level, where that is known."""
    requires = role_level.requires if role_level else ()
    return MatrixRow(
        staff_number=person.staff_number,
        name=person.name,
        role_level=person.role_level,
        cells=tuple(
            _cell(required, levels, on) for required in sorted(requires, key=lambda one: one.skill)
        ),
    )


def _cell(required: Requirement, levels: Levels | None, on: date) -> Cell:
    step = level_on(levels, required.skill, on)
    return Cell(
        skill=required.skill,
        required=required.level,
        verified=step.verified,
        claimed=step.claimed,
        short=max(required.level - step.verified, 0),
    )
