"""What every step of the play is given, and where it writes down what came out otherwise."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from deploy.sample.client import Client

CLOSE = 0.0006  # shares are given with three digits


class Marker:
    """How far the sample has been played on these data, kept in a file beside them."""

    def __init__(self, path: Path, *, today: date) -> None:
        """Read the file; where there is none yet, the play begins on this day."""
        self._path = path
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.today = date.fromisoformat(kept.get("today", today.isoformat()))
        self.done: list[str] = kept.get("done", [])
        self.begun: str | None = kept.get("begun")
        self.differences: list[str] = kept.get("differences", [])
        self.seen: dict[str, Any] = kept.get("seen", {})

    def begin(self, step: str) -> bool:
        """Note that a step begins; whether an earlier play broke off in this very step."""
        again = self.begun == step
        self.begun = step
        self._write()
        return again

    def end(self, step: str) -> None:
        """Note that a step is done and need never be played again."""
        self.done.append(step)
        self.begun = None
        self._write()

    def _write(self) -> None:
        kept = {
            "today": self.today.isoformat(),
            "done": self.done,
            "begun": self.begun,
            "differences": self.differences,
            "seen": self.seen,
        }
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(kept, indent=1))
        part.replace(self._path)


@dataclass(slots=True, kw_only=True)
class Stage:
    """The system played on, the day it is, and whether this step broke off before (`again`)."""

    client: Client
    marker: Marker
    say: Callable[[str], None]
    again: bool = False

    @property
    def today(self) -> date:
        """The day of the play: the day it was begun on."""
        return self.marker.today

    def expect(self, what: str, *, got: Any, wanted: Any) -> None:
        """Write down each value that differs; of objects only the fields that are wanted count."""
        if isinstance(wanted, dict) and isinstance(got, dict):
            for name, part in wanted.items():
                self.expect(f"{what}, {name}", got=got.get(name), wanted=part)
        elif not _same(got, wanted):
            self.marker.differences.append(f"{what}: is {got!r}, not {wanted!r}")


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(got, float | int) and isinstance(wanted, float | int):
        return math.isclose(got, wanted, abs_tol=CLOSE)
    return bool(got == wanted)
