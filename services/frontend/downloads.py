"""Files for people to take away: tables that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

from services.chassis.tables import disarmed

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # else a spreadsheet misreads accents


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
    if isinstance(value, str):
        return disarmed(value)
    return "" if value is None else value
