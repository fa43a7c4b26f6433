"""Readiness as tables for a person to read."""

import io
import math
from typing import Any

from rich.console import Console
from rich.table import Table


def readiness_table(title: str, moments: dict[str, dict[str, Any]]) -> str:
    """One row an initiative; at each moment both readings: alone, and with the rest of the plan."""
    table = Table(title=title, title_justify="left")
    table.add_column("Initiative")
    table.add_column("Posts", justify="right")
    for moment in moments:
        table.add_column(f"Alone\n{moment}", justify="right")
        table.add_column(f"With the plan\n{moment}", justify="right")
    first = next(iter(moments.values()))
    for name, initiative in first["initiatives"].items():
        row = [share for seen in moments.values() for share in _shares(seen["initiatives"][name])]
        table.add_row(initiative["title"], str(initiative["posts"]), *row)
    table.add_section()
    sums = [("", _share(seen["plan"], "_in_plan")) for seen in moments.values()]
    table.add_row(
        "The whole plan", str(first["plan"]["posts"]), *(c for pair in sums for c in pair)
    )
    return _text(table)


def _shares(figures: dict[str, Any]) -> tuple[str, str]:
    return _share(figures, ""), _share(figures, "_in_plan")


def _share(figures: dict[str, Any], reading: str) -> str:
    fillable, share = figures[f"fillable{reading}"], figures[f"readiness{reading}"]
    return "–" if share is None else f"{fillable} ({math.floor(share * 100 + 0.5)}%)"


def _text(table: Table) -> str:
    out = io.StringIO()
    Console(file=out, width=120).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
