"""The cells of a matrix, made here and not by a template: a team of 50 has 1,500 of them.

They hold numbers alone, so nothing in them needs escaping. What a cell looks like hangs on its one
class: l1 to l4 a level that is needed and met, g1 to g3 so many levels short, w waiting, x excused,
n not needed.
"""

from collections.abc import Sequence

from markupsafe import Markup

from services.reporting.domain import Cell
from services.reporting.domain.team import Column, Member, State, state_of

DEEPEST = 3
NOT_NEEDED = '<td class="n">–</td>'


def cells_of(member: Member, columns: Sequence[Column]) -> Markup:
    """One person's cells, a table cell for each of the columns."""
    return Markup("".join([_cell(member, column.skill) for column in columns]))


def words_of(cell: Cell) -> str:
    """What a gap says in a list: "1 of 3, 2 short"."""
    return f"{cell.verified} of {cell.required}, {_more(cell)}"


def _cell(member: Member, skill: str) -> str:
    cell = member.cells.get(skill)
    if cell is None:
        level = member.beside.get(skill)
        return f'<td class="n">{level}</td>' if level else NOT_NEEDED
    state = state_of(cell)
    if state is State.MET:
        return _met(cell)
    number = f"{cell.verified} of {cell.required}" if cell.short else cell.verified
    words = f"{number} <i>{_more(cell)}</i>"
    return f'<td class="{_look(cell, state)}">{words}</td>'


def _met(cell: Cell) -> str:
    over = f" <i>needs {cell.required}</i>" if cell.verified > cell.required else ""
    return f'<td class="l{cell.verified}">{cell.verified}{over}</td>'


def _look(cell: Cell, state: State) -> str:
    if state is State.SHORT:
        return f"g{min(cell.short, DEEPEST)}"
    return "w" if state is State.WAITING else "x"


def _more(cell: Cell) -> str:
    state = state_of(cell)
    if state is State.EXCUSED:
        return "excused"
    return f"{cell.claimed} waiting" if state is State.WAITING else f"{cell.short} short"
