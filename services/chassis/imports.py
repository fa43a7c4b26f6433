"""CSV files: one row a thing, the header names the fields; every row is answered by its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from marshmallow import Schema, ValidationError, fields

from services.chassis.errors import field_errors
from services.chassis.tables import Columns, Line, read_table

WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")

LACKING = fields.Field.default_error_messages["required"]


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
    """A row that can be read: the line it starts on, and what its schema made of it.

    `columns` are those that the file has: of the others the row says nothing.
    """

    line: int
    loaded: Any
    columns: frozenset[str] = frozenset()


def read_rows(
    content: bytes, schema: Schema, *, file: str
) -> tuple[tuple[Row, ...], tuple[RowReport, ...]]:
    """The good rows, and the refusals of the bad ones. Raises UnreadableFile for a broken file."""
    good: list[Row] = []
    refused: list[RowReport] = []
    for line in read_table(content, file=file, columns=_columns(schema)):
        try:
            if line.problem:
                raise ValidationError({"_schema": [line.problem]})
            loaded = schema.load(_values(line.cells, schema))
            good.append(Row(line.number, loaded, frozenset(line.cells)))
        except ValidationError as error:
            refused.append(_refused(file, line, error))
    return tuple(good), tuple(refused)


def _columns(schema: Schema) -> Columns:
    required = [name for name, each in schema.load_fields.items() if each.required]
    optional = [name for name in schema.load_fields if name not in required]
    return Columns(tuple(required), tuple(optional))


def _refused(file: str, line: Line, error: ValidationError) -> RowReport:
    reason = _in_words(error, line.cells)
    return RowReport(file=file, line=line.number, status=RowStatus.REFUSED, reason=reason)


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
    if isinstance(kind, fields.Integer) and WHOLE.fullmatch(cell):
        return int(cell)
    if isinstance(kind, fields.Float) and DECIMAL.fullmatch(cell):
        return float(cell)
    return cell  # of text, or a number that the schema refuses, saying what is allowed


def _pair(cell: str, schema: Schema) -> Any:
    """`skill:level`, or `source=id` where the first part may hold a colon itself."""
    first, second = list(schema.load_fields)[:2]
    left, _, right = cell.rpartition("=" if first == "source" else ":")
    return {first: left.strip(), second: _value(right.strip(), schema.load_fields[second])}


def _in_words(error: ValidationError, cells: Mapping[str, str]) -> str:
    messages = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
    found = ((e.pointer.strip("/"), e.detail) for e in field_errors(messages, cells))
    return " ".join(
        f"{column}: {'Must be filled in.' if detail == LACKING else detail}" if column else detail
        for column, detail in found
    )
