"""Starts processes, starts again what dies, and stops everything in the reverse order."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errands import last_words
from deploy.local.program import Kind, Program
from deploy.local.screen import Screen
from deploy.local.surroundings import ROOT, tethered

FIRST_PAUSE = 0.3
LONGEST_PAUSE = 30.0
GIVE_UP = 5
# How long a stop may take: a Java server that writes its class archive needs most of it.
PATIENCE = 60.0
# A Java process that obeys SIGTERM ends with 143.
OBEYED = (0, -signal.SIGTERM, 143)
# No request comes in any more before our own processes end, and these end before their servers.
STOP_ORDER = (
    frozenset({Kind.CADDY}),
    frozenset({Kind.WEB, Kind.RELAY, Kind.CONSUMER}),
    frozenset({Kind.KEYCLOAK, Kind.KAFKA, Kind.MONGOD}),
)


class NotReadyError(Exception):
    """A process did not become ready in time; the message has the end of its log."""


@dataclass(slots=True)
class Running:
    """One program and the process that runs it now."""

    program: Program
    process: subprocess.Popen[bytes]
    since: float
    held: bool = False
    pause: float = FIRST_PAUSE
    due: float | None = None
    deaths: int = 0

    def failed(self, now: float) -> float:
        """Plan the next start and return the pause until then; it doubles while starts fail."""
        if now - self.since > LONGEST_PAUSE:
            self.pause = FIRST_PAUSE
        pause, self.pause = self.pause, min(self.pause * 2, LONGEST_PAUSE)
        self.due = now + pause
        self.deaths += 1
        return pause


class Supervisor:
    """The processes of one stack. Start from one thread that lives as long as they shall live."""

    def __init__(self, *, logs: Path, screen: Screen) -> None:
        """Keep each process's output in `logs`, one file a program, and tell `screen` of deaths."""
        self.logs = logs
        self.screen = screen
        self._running: dict[str, Running] = {}
        logs.mkdir(parents=True, exist_ok=True)

    @property
    def running(self) -> tuple[Running, ...]:
        """The processes in the order in which they were first started."""
        return tuple(self._running.values())

    def start(self, program: Program) -> None:
        """Start a program, or the one of this name again."""
        self.screen.note(program.name, "starting")
        process = self._spawn(program)
        self._running[program.name] = Running(program, process, since=time.monotonic())

    def watch(self) -> bool:
        """Start again what has died and whose pause is over; say whether anything was started.

        To be called every fraction of a second. What a test has killed or stopped is left alone.
        """
        now = time.monotonic()
        dead = [one for one in self.running if not one.held and one.process.poll() is not None]
        for one in dead:
            if one.due is None:
                self._announce(one, now)
        due = [one for one in dead if one.due is not None and one.due <= now]
        for one in due:
            one.process, one.since, one.due = self._spawn(one.program), now, None
        return bool(due)

    def wait(self, names: Iterable[str], *, seconds: float) -> None:
        """Return when every named program is ready; what dies meanwhile is started again.

        Raises NotReadyError after `seconds`, or when one of them has died for the fifth time.
        """
        waiting = {name: self._running[name].deaths for name in names}
        end = time.monotonic() + seconds
        while waiting := {name: deaths for name, deaths in waiting.items() if not self._met(name)}:
            for name, deaths in waiting.items():
                if self._running[name].deaths >= deaths + GIVE_UP or time.monotonic() > end:
                    words = last_words(self.logs / f"{name}.log")
                    raise NotReadyError(f"{name} does not become ready. {words}")
            self.watch()
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        """End a process without warning and leave it dead until `restart`."""
        one = self._running[name]
        one.held = True
        _signal_group(one.process, signal.SIGKILL)
        one.process.wait()

    def freeze(self, name: str) -> None:
        """Stop a process in the middle of what it does (SIGSTOP)."""
        _signal_group(self._running[name].process, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        """Let a frozen process go on (SIGCONT)."""
        _signal_group(self._running[name].process, signal.SIGCONT)

    def restart(self, name: str, *, seconds: float = PATIENCE) -> None:
        """Start a killed process, or end and start a living one, and wait until it is ready."""
        one = self._running[name]
        self._stop_all([one])
        self.start(one.program)
        self.wait([name], seconds=seconds)

    def stop(self) -> None:
        """Stop every process, those that depend on others first, and wait until all are gone."""
        for kinds in STOP_ORDER:
            self._stop_all([one for one in self.running if one.program.kind in kinds])
        self._running.clear()

    def _stop_all(self, some: list[Running]) -> None:
        for one in reversed(some):
            _signal_group(one.process, signal.SIGCONT)
            one.process.terminate()
        end = time.monotonic() + PATIENCE
        for one in some:
            self._await_end(one, end)

    def _await_end(self, one: Running, end: float) -> None:
        try:
            code = one.process.wait(max(end - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            self.screen.say(f"{one.program.name} does not end by itself and is killed.")
            code = -signal.SIGKILL
        # The leader may be gone while a worker of it is not.
        _signal_group(one.process, signal.SIGKILL)
        one.process.wait()
        if code in OBEYED:
            one.program.ended_well()

    def _announce(self, one: Running, now: float) -> None:
        # Workers that outlive their leader would keep its port.
        _signal_group(one.process, signal.SIGKILL)
        how = _how_it_ended(one.process.returncode)
        pause = one.failed(now)
        self.screen.say(f"{one.program.name} {how}; it is started again in {pause:g} s.")

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        with (self.logs / f"{program.name}.log").open("ab") as log:
            return subprocess.Popen(
                tethered(program.command),
                cwd=ROOT,
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _met(self, name: str) -> bool:
        """Whether a program is ready; if so the screen says it."""
        one = self._running[name]
        ready = one.process.poll() is None and one.program.ready()
        if ready:
            self.screen.note(name, "ready")
        return ready


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"
