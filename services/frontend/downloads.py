"""Files for people to take away: tables that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # else a spreadsheet misreads accents
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file called `name`. A text that a spreadsheet would take for a formula is disarmed."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return as_file(name, BYTE_ORDER_MARK + text.getvalue(), "text/csv; charset=utf-8")


def as_file(name: str, content: str, content_type: str) -> Response:
    """A file to save, which browsers do not open in place."""
    return Response(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _safe(value: object) -> object:
    """An apostrophe before what begins like a formula makes it a text again."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
