"""What a person sees while servers are fetched, started and watched."""

import sys
import threading
from contextlib import suppress
from typing import Protocol, TextIO


class Screen(Protocol):
    """Where progress is shown; every method may be called from any thread."""

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Show what happens to one part now, with the share that is done (0 to 1) if known."""

    def say(self, line: str) -> None:
        """Show one line that stays."""

    def settle(self) -> None:
        """Show no more progress: the start is over."""


def put(line: str, stream: TextIO) -> None:
    """Print a line at once; a terminal that was closed must not keep anything from stopping."""
    with suppress(OSError):
        print(line, file=stream, flush=True)


class Silence:
    """A screen that shows nothing: for tests, whose servers write to log files anyway."""

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Show nothing."""

    def say(self, line: str) -> None:
        """Show nothing."""

    def settle(self) -> None:
        """Change nothing."""


class Lines:
    """A screen of plain lines, for a log file: progress on stderr, what stays on stdout."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._lock = threading.Lock()
        self._shown: dict[str, str] = {}
        self._settled = False

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Show a line when something else happens to the part, or a quarter more is done."""
        text = doing if share is None else f"{doing}, {int(share * 4) * 25} %"
        with self._lock:
            if not self._settled and self._shown.get(part) != text:
                self._shown[part] = text
                put(f"{part}: {text}", sys.stderr)

    def say(self, line: str) -> None:
        """Show one line that stays."""
        with self._lock:
            put(line, sys.stdout)

    def settle(self) -> None:
        """Show no more progress: the start is over."""
        self._settled = True
