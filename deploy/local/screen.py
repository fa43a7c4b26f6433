"""What a person sees while servers are fetched, started and watched."""

from typing import Protocol


class Screen(Protocol):
    """Where progress is shown; every method may be called from any thread."""

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Show what happens to one part now, with the share that is done (0 to 1) if known."""

    def say(self, line: str) -> None:
        """Show one line that stays."""


class Silence:
    """A screen that shows nothing: for tests, whose servers write to log files anyway."""

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Show nothing."""

    def say(self, line: str) -> None:
        """Show nothing."""
