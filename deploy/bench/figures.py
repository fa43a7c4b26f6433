"""What was measured, beside what the same work takes with nothing of ours in between."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Pair = tuple[float, float]
"""Ours and the limit, measured one right after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value; `limit` is that of the same work done barely, where there is such."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """The share of the limit that is reached."""
        return self.value / self.limit if self.limit else None

    def as_json(self) -> dict[str, Any]:
        """The figure as var/bench/latest.json has it."""
        return {
            "name": self.name,
            "value": round(self.value, 1),
            "unit": self.unit,
            "limit": self.limit and round(self.limit, 1),
            "ratio": self.ratio and round(self.ratio, 3),
        }


def middle(name: str, pairs: Sequence[Pair]) -> Figure:
    """The medians of what was measured in turns, in events a second."""
    ours, limits = zip(*pairs, strict=True)
    return Figure(name=name, value=median(ours), unit="events/s", limit=median(limits))


def milliseconds(name: str, seconds: Sequence[float]) -> tuple[Figure, ...]:
    """The median and the 99th percentile of how long something took."""
    return tuple(
        Figure(name=f"{name}, {word}", value=percentile(seconds, share) * 1000, unit="ms")
        for word, share in (("median", 0.5), ("p99", 0.99))
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that at least this share of all values does not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]
