"""The screen of a terminal: one moving line a part, until everything runs."""

import sys

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table

from deploy.local.screen import Lines, Screen, put

READY = "ready"


class Terminal:
    """Shows every part with what happens to it, on stderr; lines that stay go to stdout."""

    def __init__(self) -> None:
        """Begin to show."""
        self._parts: dict[str, tuple[str, float | None]] = {}
        self._spinner = Spinner("dots")
        self._live = Live(
            get_renderable=self._table,
            console=Console(stderr=True),
            transient=True,
            refresh_per_second=8,
            # What goes into a file must not be drawn on the terminal instead.
            redirect_stdout=sys.stdout.isatty(),
        )
        self._live.start()

    def note(self, part: str, doing: str, share: float | None = None) -> None:
        """Change the line of one part."""
        self._parts[part] = (doing, share)

    def say(self, line: str) -> None:
        """Show one line that stays, above the moving ones."""
        put(line, sys.stdout)

    def settle(self) -> None:
        """Take the moving lines away: the start is over."""
        self._live.stop()

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for part, (doing, share) in list(self._parts.items()):
            mark = "[green]✓[/green]" if doing == READY else self._spinner
            bar = "" if share is None else ProgressBar(total=1, completed=share, width=30)
            table.add_row(mark, part, doing, bar)
        return table


def screen() -> Screen:
    """Return the screen that suits where stderr goes."""
    return Terminal() if sys.stderr.isatty() else Lines()
