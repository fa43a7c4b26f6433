"""A team beside what the roles of its people need: who is short of what, and of what most are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from services.reporting.domain.expiry import Ending, endings, soon
from services.reporting.domain.matrix import Cell, matrix_row
from services.reporting.domain.workforce import Levels, Person, RoleLevel, verified_on


class State(StrEnum):
    """How a person stands in one skill that their role needs."""

    MET = "met"
    WAITING = "waiting"
    SHORT = "short"
    EXCUSED = "excused"


class Order(StrEnum):
    """In which order the people of a team are shown."""

    GAPS = "gaps"
    NAME = "name"
    ROLE = "role"


def state_of(cell: Cell) -> State:
    """What stands in the cell; it waits where what was claimed would meet the requirement."""
    if cell.exempt is not None:
        return State.EXCUSED
    if not cell.short:
        return State.MET
    return State.WAITING if cell.claimed >= cell.required else State.SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of a team, today.

    `role` is the name of their role level. `cells` has the skills that it needs, `beside` the
    verified levels in others; `gaps` are what is short or waiting, the largest first.
    """

    person: Person
    role: str | None
    cells: Mapping[str, Cell] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    gaps: tuple[Cell, ...] = ()
    ending: tuple[Ending, ...] = ()

    @property
    def meets_role(self) -> bool:
        """Whether they meet all that is asked of them; who is asked nothing does not."""
        return not self.gaps and any(one.exempt is None for one in self.cells.values())

    def verified(self, skill: str) -> int:
        """Their verified level in any skill."""
        cell = self.cells.get(skill)
        return cell.verified if cell else self.beside.get(skill, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """One skill: people whose role needs it and who are not excused, and those who meet it."""

    skill: str
    name: str
    needed: int
    met: int

    @property
    def short(self) -> int:
        """How many fall short."""
        return self.needed - self.met


@dataclass(frozen=True, slots=True)
class Team:
    """People in the order wanted, and the skills that their roles need, most needed first."""

    members: tuple[Member, ...]
    columns: tuple[Column, ...]

    @property
    def meeting(self) -> int:
        """How many meet every skill of their role."""
        return sum(one.meets_role for one in self.members)

    @property
    def with_role(self) -> int:
        """How many have a role; the others have nothing to meet."""
        return sum(one.role is not None for one in self.members)

    @property
    def gaps(self) -> int:
        """How many gaps there are, those that wait among them."""
        return sum(len(one.gaps) for one in self.members)

    @property
    def waiting(self) -> int:
        """How many of the gaps wait for an answer."""
        cells = (cell for one in self.members for cell in one.gaps)
        return sum(state_of(cell) is State.WAITING for cell in cells)

    @property
    def most_common(self) -> Column | None:
        """The skill in which most people fall short, if it is more than one person."""
        worst = max(self.columns, key=lambda one: one.short, default=None)
        return worst if worst and worst.short > 1 else None


def member_of(
    person: Person,
    *,
    role_level: RoleLevel | None,
    levels: Levels | None,
    names: Mapping[str, str],
    on: date,
) -> Member:
    """A person beside their role level on the day; `names` are those of the skills."""
    row = matrix_row(person, role_level=role_level, levels=levels, names=names, on=on)
    cells = {cell.skill: cell for cell in row.cells}
    held = verified_on(levels, on).items()
    gaps = [cell for cell in row.cells if state_of(cell) in (State.SHORT, State.WAITING)]
    return Member(
        person=person,
        role=role_level.name if role_level else None,
        cells=cells,
        beside={skill: level for skill, level in held if level and skill not in cells},
        gaps=tuple(sorted(gaps, key=_by_size)),
        ending=soon(endings(role_level, levels, on=on), on),
    )


def arrange(
    members: Iterable[Member],
    *,
    role: str | None = None,
    skill: str | None = None,
    gaps_only: bool = False,
    order: Order = Order.GAPS,
) -> Team:
    """The people of this role level whose roles need the skill, in order, with their skills.

    Where a skill is named, they are looked at for this skill alone. `gaps_only` leaves out whoever
    has no gap, and skills in which nobody has one.
    """
    chosen = [
        one
        for one in (_narrowed(each, skill) for each in members)
        if (role is None or one.person.role_level == role)
        and (skill is None or one.cells)
        and (not gaps_only or one.gaps)
    ]
    columns = [one for one in columns_of(chosen) if one.short or not gaps_only]
    return Team(tuple(sorted(chosen, key=_ORDERS[order])), tuple(columns))


def columns_of(members: Iterable[Member]) -> tuple[Column, ...]:
    """The skills that the roles of these people need, those that most people need first."""
    cells = defaultdict(list)
    for one in members:
        for cell in one.cells.values():
            cells[cell.skill].append(cell)
    found = [_column(skill, of_skill) for skill, of_skill in cells.items()]
    return tuple(sorted(found, key=lambda one: (-one.needed, one.name, one.skill)))


def _narrowed(one: Member, skill: str | None) -> Member:
    if skill is None:
        return one
    cells = {name: cell for name, cell in one.cells.items() if name == skill}
    return replace(one, cells=cells, gaps=tuple(gap for gap in one.gaps if gap.skill == skill))


def _column(skill: str, cells: list[Cell]) -> Column:
    asked = [cell for cell in cells if cell.exempt is None]
    met = sum(not cell.short for cell in asked)
    return Column(skill, cells[0].name or skill, len(asked), met)


def _by_size(cell: Cell) -> tuple[bool, int, str]:
    return state_of(cell) is State.WAITING, -cell.short, cell.name or cell.skill


def _by_name(one: Member) -> tuple[str, str]:
    return one.person.name.casefold(), one.person.staff_number


_ORDERS = {
    Order.GAPS: lambda one: (-len(one.gaps), *_by_name(one)),
    Order.NAME: _by_name,
    Order.ROLE: lambda one: (one.role is None, one.role or "", *_by_name(one)),
}
