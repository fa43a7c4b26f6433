"""The figures as a table for people and as a file for programs."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from deploy.bench.figures import Figure
from deploy.local.surroundings import ROOT

LATEST = ROOT / "var" / "bench" / "latest.json"


def table(figures: Sequence[Figure]) -> Table:
    """A table with the limit and the ratio beside each figure that has one."""
    made = Table("what", "unit")
    for heading in ("ours", "limit", "ratio"):
        made.add_column(heading, justify="right")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        made.add_row(figure.name, figure.unit, _number(figure.value), _number(figure.limit), ratio)
    return made


def write(figures: Sequence[Figure], path: Path = LATEST) -> None:
    """Write the figures as a JSON list, over those of the run before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([figure.as_json() for figure in figures], indent=1) + "\n")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"
