"""Your team: where are the gaps, and who can help?"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from flask import Response, request, url_for

from services.chassis.context import read
from services.frontend.downloads import as_csv
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.domain import Cell
from services.reporting.domain.team import Column, Member, Order, State, Team, state_of
from services.reporting.pages.matrix import cells_of, words_of
from services.reporting.pages.routes import pages
from services.reporting.use_cases.team import TeamSeen, TeamWanted, see_team

ROWS = 50
COLUMNS = 12
MOST_COLUMNS = 60
HEADER = (
    *("Staff number", "Name", "Team", "Role", "Skill", "Level needed", "Verified level"),
    *("Level with what waits", "State", "Excused until"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What the query of the page says; what it says wrongly counts as not said."""

    wanted: TeamWanted
    listed: bool
    page: int
    skills: int | None = field(default=1)

    def to(self, **changes: Any) -> str:
        """The same page with these changes; without a page it is the first one."""
        return url_for("pages.team", **{**self.query(), **changes})

    def file(self) -> str:
        """The same people as a file."""
        return url_for("pages.team_file", **self.query())

    def query(self) -> dict[str, Any]:
        """What was chosen, without which page of it."""
        said = {one.name: getattr(self.wanted, one.name) for one in fields(self.wanted)}
        said = {name: 1 if value is True else value for name, value in said.items() if value}
        if said["order"] is Order.GAPS:
            del said["order"]
        return said | ({"view": "list"} if self.listed else {})


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a long list that is shown: which page of how many, from and to which thing."""

    number: int
    pages: int
    first: int
    last: int
    all: int


@pages.get("/team")
@allow(policy.READ_MATRIX)
def team() -> Response:
    """The people of a team and the skills that their roles need, as a table or as a list."""
    address = _address()
    seen = read(see_team, wanted=address.wanted)
    shown = _with_gaps(seen.team) if address.listed else seen.team.members
    rows = _part(address.page, ROWS, len(shown))
    across = _across(address.skills, len(seen.team.columns))
    columns = seen.team.columns[across.first - 1 : across.last]
    columns = tuple(sorted(columns, key=lambda one: one.name.casefold()))
    return page(
        "reporting/team.html",
        seen=seen,
        address=address,
        rows=rows,
        across=across,
        columns=columns,
        members=shown[rows.first - 1 : rows.last] if rows.all else (),
        cells_of=cells_of,
        words_of=words_of,
        shows_all=len(seen.team.columns) <= MOST_COLUMNS,
    )


@pages.get("/team.csv")
@allow(policy.READ_MATRIX)
def team_file() -> Response:
    """The same people and skills, a row for each skill of each person."""
    wanted = _address().wanted
    return as_csv("team.csv", HEADER, _rows(read(see_team, wanted=wanted), wanted.gaps_only))


def _address() -> Address:
    said = request.args
    order = said.get("order", Order.GAPS)
    return Address(
        wanted=TeamWanted(
            unit=said.get("unit") or None,
            below=bool(said.get("below")),
            role=said.get("role") or None,
            skill=said.get("skill") or None,
            gaps_only=bool(said.get("gaps_only")),
            order=Order(order) if order in set(Order) else Order.GAPS,
        ),
        listed=said.get("view") == "list",
        page=said.get("page", 1, type=int),
        skills=None if said.get("skills") == "all" else said.get("skills", 1, type=int),
    )


def _across(wanted: int | None, columns: int) -> Part:
    if wanted is None and columns <= MOST_COLUMNS:
        return _part(1, max(columns, 1), columns)
    return _part(wanted or 1, COLUMNS, columns)


def _part(number: int, size: int, things: int) -> Part:
    count = max(1, -(-things // size))
    number = min(max(number, 1), count)
    first = (number - 1) * size + 1
    return Part(number, count, first, min(first + size - 1, things), things)


def _with_gaps(team: Team) -> tuple[Member, ...]:
    return tuple(one for one in team.members if one.gaps)


def _rows(seen: TeamSeen, gaps_only: bool) -> Iterator[tuple[object, ...]]:
    for one in seen.team.members:
        person = one.person
        head = (person.staff_number, person.name, seen.units.get(person.unit or ""), one.role)
        cells = list(_cells(one, seen.team.columns, gaps_only))
        yield from ((*head, *cell) for cell in cells)
        if not one.cells:
            yield (*head, *("",) * 6)


def _cells(one: Member, columns: tuple[Column, ...], gaps_only: bool) -> Iterator[Any]:
    for column in columns:
        cell: Cell | None = one.cells.get(column.skill)
        if cell is not None:
            state = state_of(cell)
            if not gaps_only or state in (State.SHORT, State.WAITING):
                levels = (column.name, cell.required, cell.verified, cell.claimed)
                yield *levels, state.value, cell.exempt
