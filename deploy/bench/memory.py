"""How much memory each of our processes has, as the kernel counts it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from deploy.bench.figures import Figure
from deploy.local.program import Kind
from deploy.local.stack import Stack

OURS = frozenset({Kind.WEB, Kind.RELAY, Kind.CONSUMER})


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes: all that is in memory, and with what several processes share divided by them."""

    rss: float
    pss: float

    @classmethod
    def read(cls, rollup: str) -> Self:
        """Read the text of `smaps_rollup`."""
        lines = (line.split() for line in rollup.splitlines()[1:])
        kilobytes = {words[0].rstrip(":"): int(words[1]) for words in lines}
        return cls(rss=kilobytes["Rss"] / 1024, pss=kilobytes["Pss"] / 1024)


def figures(stack: Stack) -> tuple[Figure, ...]:
    """Both numbers of every process of ours, the workers of web one by one."""
    return tuple(
        Figure(name=f"memory, {name}, {word}", value=value, unit="MB")
        for name, pid in _processes(stack)
        for word, value in _both(pid)
    )


def workers(stack: Stack, service: str) -> tuple[int, ...]:
    """The process ids of the web workers of a service."""
    web = next(
        one
        for one in stack.supervisor.running
        if (one.program.service, one.program.kind) == (service, Kind.WEB)
    )
    return _children(web.process.pid)


def _both(pid: int) -> tuple[tuple[str, float], ...]:
    memory = Memory.read(Path(f"/proc/{pid}/smaps_rollup").read_text())
    return ("PSS", memory.pss), ("RSS", memory.rss)


def _processes(stack: Stack) -> list[tuple[str, int]]:
    found = []
    for one in stack.supervisor.running:
        if one.program.kind in OURS:
            name, pid = one.program.name, one.process.pid
            found.append((name, pid))
            children = enumerate(_children(pid), start=1)
            found += [(f"{name} worker {number}", child) for number, child in children]
    return found


def _children(pid: int) -> tuple[int, ...]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return tuple(map(int, listed.split()))
