"""CSV files as people send them: lines by column name, each with its number in the file."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.chassis.errors import DomainError

# Control characters other than tab and line ends, lone surrogates, changes of direction.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

# What a spreadsheet takes for a formula, some also in full width; an apostrophe before it makes it
# a text again.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class UnreadableFile(DomainError):
    """The file as a whole is no table of the expected form."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: those that must be there and those that may be."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its line number as an editor shows it, trimmed cells, what is wrong with it.

    A row with too few or too many cells has those that can be named.
    """

    number: int
    cells: dict[str, str]
    problem: str | None = None


def read_table(content: str | bytes, *, file: str, columns: Columns) -> tuple[Line, ...]:
    """Read the rows below the header; empty lines are passed over.

    A row that cannot be right by itself (too few cells, characters that hide text) carries its
    problem. Raises UnreadableFile, pointing at the file, where the whole cannot be read.
    """
    try:
        rows = tuple(_numbered(_text(content)))
    except ValueError as error:
        raise UnreadableFile(str(error), pointer=f"/{file}") from error
    if not rows:
        raise UnreadableFile("Must have a header line; the file is empty.", pointer=f"/{file}")
    header = _header(rows[0][1], file, columns)
    return tuple(_line(number, cells, header) for number, cells in rows[1:])


def unfit(text: str) -> str | None:
    """Say why a text is not fit to be shown to people, or give None when it is."""
    found = _UNFIT.search(text)
    return found and f"holds the character U+{ord(found.group()):04X}, which hides or turns text"


def disarmed(text: str) -> str:
    """A text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def rearmed(cell: str) -> str:
    """The text of a cell that may have been disarmed."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _text(content: str | bytes) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(f"Must be UTF-8 text; line {line} is not.") from error


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line on which it starts; the reader counts where rows end."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ValueError(f"Must not hold the NUL character; line {line} does.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    ended = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield ended + 1, [cell.strip() for cell in cells]
            ended = reader.line_num
    except csv.Error as error:
        raise ValueError(
            f"Must be CSV; what starts on line {ended + 1} is not: {error}."
        ) from error


def _header(cells: list[str], file: str, columns: Columns) -> list[str]:
    known = (*columns.required, *columns.optional)
    problems = {
        "it lacks": [name for name in columns.required if name not in cells],
        "it does not know": [name for name in cells if name not in known],
        "it has twice": sorted({name for name in cells if cells.count(name) > 1}),
    }
    found = "; ".join(f"{what} {_quoted(names)}" for what, names in problems.items() if names)
    if found:
        allowed = f"The header must name {_quoted(columns.required)}"
        allowed += f" and may name {_quoted(columns.optional)}" if columns.optional else ""
        raise UnreadableFile(f"{allowed}: {found}.", pointer=f"/{file}")
    return cells


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"“{name[:60]}”" for name in names)


def _line(number: int, cells: list[str], header: list[str]) -> Line:
    if len(cells) != len(header):
        problem = f"The row has {len(cells)} cells where the header has {len(header)}."
        return Line(number, dict(zip(header, cells, strict=False)), problem)
    named = dict(zip(header, cells, strict=True))
    for name, cell in named.items():
        if wrong := unfit(cell):
            return Line(number, named, f"“{name}” {wrong}.")
    return Line(number, named)
