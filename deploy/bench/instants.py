"""Waiting for what another process does, and the present instant as versions count it."""

import time
from collections.abc import Callable

PAUSE = 0.02  # seconds between two looks; each costs the database a little
PATIENCE = 120  # seconds


def now_in_versions() -> int:
    """Milliseconds since 1970: every version given from now on is this or higher."""
    return time.time_ns() // 1_000_000


def rate(left: Callable[[], int], over: Callable[[], bool], total: int) -> float:
    """Events a second of another process, from its first batch to its last.

    The first is not counted, nor the time until then: the process starts and signs up meanwhile.
    `left` says how many of `total` are left, `over` whether none is, as cheaply as it can be said.
    Raises TimeoutError.
    """
    wait_until(lambda: left() < total)
    began, rest = time.perf_counter(), left()
    wait_until(over)
    return rest / (time.perf_counter() - began)


def wait_until(done: Callable[[], bool], pause: float = PAUSE) -> None:
    """Look again and again. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(f"It was not done in {PATIENCE} seconds.")
        time.sleep(pause)
