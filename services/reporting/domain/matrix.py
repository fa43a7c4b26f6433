"""A person's levels beside what their own role requires: one row of the matrix of a team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.workforce import (
    NOTHING_YET,
    Levels,
    Person,
    Requirement,
    RoleLevel,
    Step,
    exempt_on,
    steps_on,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One required skill; `short` is how far the verified level is below, 0 where it is met.

    `name` is null while the name of the skill has not been heard of. `exempt` is the last day on
    which the person is excused from the skill, null where they are not.
    """

    skill: str
    name: str | None
    required: int
    verified: int
    claimed: int
    short: int
    exempt: date | None = None


@dataclass(frozen=True, slots=True)
class CellCounts:
    """How many of the required skills are met, missing and excused: each is one of the three."""

    met: int
    missing: int
    exempt: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person and a cell for each skill that their role requires, by skill."""

    staff_number: str
    name: str
    role_level: str | None
    cells: tuple[Cell, ...]

    @property
    def counts(self) -> CellCounts:
        """The cells counted; an excused one is neither met nor missing, whatever is held."""
        asked = [cell for cell in self.cells if cell.exempt is None]
        missing = sum(cell.short > 0 for cell in asked)
        return CellCounts(len(asked) - missing, missing, len(self.cells) - len(asked))


def matrix_row(
    person: Person,
    *,
    role_level: RoleLevel | None,
    levels: Levels | None,
    names: Mapping[str, str],
    on: date,
) -> MatrixRow:
    """Compare a person's levels on the day with their role level, where that is known.

    `names` are those of the skills.
    """
    requires = sorted(role_level.requires if role_level else (), key=lambda one: one.skill)
    exempt = exempt_on(levels, on)
    steps = steps_on(levels, on)
    return MatrixRow(
        staff_number=person.staff_number,
        name=person.name,
        role_level=person.role_level,
        cells=tuple(
            _cell(
                required,
                steps.get(required.skill, NOTHING_YET),
                name=names.get(required.skill),
                exempt=exempt.get(required.skill),
            )
            for required in requires
        ),
    )


def _cell(required: Requirement, step: Step, *, name: str | None, exempt: date | None) -> Cell:
    return Cell(
        skill=required.skill,
        name=name,
        required=required.level,
        verified=step.verified,
        claimed=step.claimed,
        short=max(required.level - step.verified, 0),
        exempt=exempt,
    )
