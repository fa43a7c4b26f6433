"""Dates of the sample are said relative to the day it is played, so that it never ages."""

import csv
import io
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

RELATIVE = re.compile(r"[+-]\d{1,5}d")


def resolve(value: Any, *, today: date) -> Any:
    """The same JSON value with every text of the form `-40d` or `+7d` replaced by its ISO date."""
    if isinstance(value, str) and RELATIVE.fullmatch(value):
        return (today + timedelta(days=int(value[:-1]))).isoformat()
    if isinstance(value, dict):
        return {name: resolve(part, today=today) for name, part in value.items()}
    if isinstance(value, list):
        return [resolve(part, today=today) for part in value]
    return value


def resolve_csv(text: str, *, today: date) -> str:
    """The same CSV with every cell of the form `-40d` replaced by its ISO date."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(
        resolve(row, today=today) for row in csv.reader(io.StringIO(text, newline=""))
    )
    return out.getvalue()


def instant(day: str, clock: str) -> str:
    """The UTC instant, as events write it, of an ISO date and a time such as `07:30`."""
    moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), tzinfo=UTC)
    return moment.isoformat().replace("+00:00", "Z")
