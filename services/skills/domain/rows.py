"""What became of each row of an imported file, and how its cells are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.chassis.imports import RowStatus
from services.chassis.tables import Line
from services.skills.domain.framework import slug

LONGEST_NAME = 200
LONGEST_TEXT = 10_000
UNUSED = "NOT IN USE"
_BLANKS = ("MISSING", UNUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """The report on one row; `about` names what it states, `skill/…` or `role-level/…`."""

    file: str
    line: int
    status: RowStatus
    reason: str | None = None
    about: str | None = None


class RowIgnored(Exception):
    """The row says nothing new; the message says why."""


class RowRefused(Exception):
    """The row cannot stand; the message says why."""


def report(file: str, lines: Iterable[Line], take: Callable[[Line], str]) -> tuple[Row, ...]:
    """Take every line and report on it. `take` gives what the line states, or raises."""
    return tuple(_taken(file, line, take) for line in lines)


def text(line: Line, column: str) -> str:
    """Give a descriptive cell; "" where it is missing or says that it is."""
    cell = line.cells.get(column, "")
    if len(cell) > LONGEST_TEXT:
        raise RowRefused(f"“{column}” is longer than {LONGEST_TEXT:,} characters.")
    return "" if cell.upper() in _BLANKS else cell


def name(line: Line, column: str) -> str:
    """Give a cell that names something. Raises RowRefused where no id can be made of it."""
    cell = line.cells[column]
    if not cell:
        raise RowRefused(f"“{column}” is empty.")
    if len(cell) > LONGEST_NAME or "\n" in cell or "\r" in cell:
        raise RowRefused(f"“{column}” must be one line of at most {LONGEST_NAME} characters.")
    if not slug(cell):
        raise RowRefused(f"“{column}” must have a letter or a digit.")
    return cell


def _taken(file: str, line: Line, take: Callable[[Line], str]) -> Row:
    if line.problem:
        return Row(file, line.number, RowStatus.REFUSED, line.problem)
    try:
        return Row(file, line.number, RowStatus.IMPORTED, about=take(line))
    except RowIgnored as ignored:
        return Row(file, line.number, RowStatus.IGNORED, str(ignored))
    except RowRefused as refused:
        return Row(file, line.number, RowStatus.REFUSED, str(refused))
