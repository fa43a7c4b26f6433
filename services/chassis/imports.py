"""CSV files: one row a thing, the header names the fields; every row is answered by its line."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields

from services.chassis.errors import DomainError, field_errors


class RowStatus(StrEnum):
    """What became of a row."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReport:
    """What became of the row that starts on a line of a file, as an editor counts lines."""

    file: str
    line: int
    status: RowStatus
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many things were added and changed, and how many the file lacks (they are kept)."""

    added: int = 0
    changed: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import."""

    rows: tuple[RowReport, ...]
    changed: Changed = field(default_factory=Changed)


class RowReportSchema(Schema):
    """What became of one row."""

    file = fields.String(required=True)
    line = fields.Integer(required=True)
    status = fields.Enum(RowStatus, by_value=True, required=True)
    reason = fields.String(required=True)


class ChangedSchema(Schema):
    """Counts of an import."""

    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    missing = fields.Integer(required=True)


class ImportReportSchema(Schema):
    """What came of an import."""

    rows = fields.List(fields.Nested(RowReportSchema), required=True)
    changed = fields.Nested(ChangedSchema, required=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be read: the line it starts on, and what its schema made of it."""

    line: int
    loaded: Any


def read_rows(
    content: bytes, schema: Schema, *, file: str
) -> tuple[tuple[Row, ...], tuple[RowReport, ...]]:
    """The good rows, and the refusals of the bad ones. Raises DomainError for a broken file."""
    good: list[Row] = []
    refused: list[RowReport] = []
    for line, cells in _records(content, schema, file):
        try:
            good.append(Row(line, schema.load(_values(cells, schema))))
        except ValidationError as error:
            reason = _in_words(error, cells)
            refused.append(RowReport(file=file, line=line, status=RowStatus.REFUSED, reason=reason))
    return tuple(good), tuple(refused)


def _records(content: bytes, schema: Schema, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(content, file), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, schema, file)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _named(header, cells, file, line)
            line = reader.line_num + 1
    except csv.Error as error:
        detail = f"Line {reader.line_num} is not CSV: {error}."
        raise DomainError(detail, pointer=f"/{file}") from error


def _text(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError("The file must be UTF-8 text.", pointer=f"/{file}") from error
    if "\0" in text:
        raise DomainError("The file holds NUL characters.", pointer=f"/{file}")
    return text


def _check_header(header: Sequence[str], schema: Schema, file: str) -> None:
    allowed = list(schema.load_fields)
    required = [name for name, each in schema.load_fields.items() if each.required]
    unknown = [name for name in header if name not in allowed]
    missing = [name for name in required if name not in header]
    if unknown or missing or len(set(header)) != len(header):
        detail = (
            f"The first line must name the columns: {', '.join(allowed)} "
            f"(needed: {', '.join(required)}; each once)."
        )
        raise DomainError(detail, pointer=f"/{file}", value=",".join(header))


def _named(header: Sequence[str], cells: Sequence[str], file: str, line: int) -> dict[str, str]:
    if len(cells) > len(header):
        detail = f"Line {line} has {len(cells)} cells, the first line names {len(header)}."
        raise DomainError(detail, pointer=f"/{file}")
    return dict(zip(header, cells, strict=False))


def _values(cells: Mapping[str, str], schema: Schema) -> dict[str, Any]:
    """What the cells say, in the types that the schema loads.

    An empty cell is null where that is allowed, else it is left out.
    """
    return {
        name: _value(cell.strip(), schema.load_fields[name]) if cell.strip() else None
        for name, cell in cells.items()
        if cell.strip() or schema.load_fields[name].allow_none
    }


def _value(cell: str, kind: fields.Field[Any]) -> Any:
    if isinstance(kind, fields.List):
        return [_value(part.strip(), kind.inner) for part in cell.split(";") if part.strip()]
    if isinstance(kind, fields.Nested):
        return _pair(cell, kind.schema)
    if isinstance(kind, fields.Integer):
        return _number(cell, int)
    if isinstance(kind, fields.Float):
        return _number(cell, float)
    return cell


def _pair(cell: str, schema: Schema) -> Any:
    """`skill:level`, or `source=id` where the first part may hold a colon itself."""
    first, second = list(schema.load_fields)[:2]
    left, _, right = cell.rpartition("=" if first == "source" else ":")
    return {first: left.strip(), second: _value(right.strip(), schema.load_fields[second])}


def _number(cell: str, kind: Callable[[str], int | float]) -> int | float | str:
    try:
        return kind(cell)
    except ValueError:
        return cell  # the schema refuses it, and says what is allowed


def _in_words(error: ValidationError, cells: Mapping[str, str]) -> str:
    messages = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
    return " ".join(f"{e.pointer.strip('/')}: {e.detail}" for e in field_errors(messages, cells))
