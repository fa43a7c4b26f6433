"""Two processes beside this one: the clients that post, and the bare limits."""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

R = TypeVar("R")
PATIENCE = 60.0  # seconds that one waits for the other to be prepared


class Start(Protocol):
    """Where both wait until both are prepared."""

    def wait(self, timeout: float) -> object:
        """Return when all have come."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a piece of work began and ended, in seconds of a clock that all processes share."""

    began: float
    ended: float


class Helpers:
    """Does pieces of work in two processes of its own, while the block runs."""

    def __init__(self) -> None:
        """Start them afresh: a fork would share the connections of this process."""
        self._context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(2, self._context, initializer=_leave_ctrl_c)
        self._manager = self._context.Manager()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End both, whatever they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._manager.shutdown()

    def alone(self, work: Callable[[], R]) -> R:
        """What this piece of work returns; the other process is idle."""
        return self._pool.submit(work).result()

    def together(self, works: Sequence[Callable[[Start], Span]]) -> float:
        """The seconds that two pieces of work take at the same time."""
        start = self._manager.Barrier(len(works))
        spans = [future.result() for future in [self._pool.submit(work, start) for work in works]]
        return max(span.ended for span in spans) - min(span.began for span in spans)


def _leave_ctrl_c() -> None:
    # The process that waits for these hears it, and ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
