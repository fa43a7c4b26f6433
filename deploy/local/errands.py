"""Commands that end by themselves: formatting, building, fetching. They may run in any thread."""

import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy.local.surroundings import ROOT, tethered


class ErrandFailedError(Exception):
    """A command ended with an error; the message has the end of its log."""


def last_words(log: Path) -> str:
    """Return the end of a log file, for a message; very long lines are cut."""
    lines = log.read_text(errors="replace").splitlines()[-15:]
    return "\n".join([f"The end of {log}:", *(line[:400] for line in lines)])


class Errands:
    """Runs commands to their end and can end all of them at once."""

    def __init__(self, *, logs: Path) -> None:
        """Keep the output of each command in `logs`."""
        self._logs = logs
        self._lock = threading.Lock()
        self._open: list[subprocess.Popen[bytes]] = []
        self._closed = False
        logs.mkdir(parents=True, exist_ok=True)

    def run(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Run a command to its end, calling `meanwhile` several times a second.

        Raises ErrandFailedError when it does not end with 0, as it does after `close`.
        """
        log = self._logs / f"{name}.log"
        process = self._start(command, environment, log)
        while process.poll() is None:
            meanwhile()
            time.sleep(0.05)
        if process.returncode != 0:
            raise ErrandFailedError(f"{name} ended with {process.returncode}. {last_words(log)}")

    def close(self) -> None:
        """End whatever runs and refuse whatever comes."""
        with self._lock:
            self._closed = True
            for process in self._open:
                process.kill()

    def _start(
        self, command: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        with self._lock, log.open("wb") as output:
            if self._closed:
                raise ErrandFailedError("stopped")
            process = subprocess.Popen(
                tethered(command),
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            self._open.append(process)
            return process
