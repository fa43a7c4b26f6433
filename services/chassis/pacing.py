"""Work that a busy loop does only now and then."""

import time
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")
EVERY = 1.0  # seconds
SHARE = 0.01  # of the time


def each_second(do: Callable[[], None]) -> Callable[[], None]:
    """The same, but at most once a second however often it is called."""
    last = float("-inf")

    def now_and_then() -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            do()
            last = time.monotonic()

    return now_and_then


def sparingly(ask: Callable[[], R]) -> Callable[[], R]:
    """The same, but asked only so often that asking takes a hundredth of the time.

    In between the last answer is given, so what is asked may grow with the data.
    """
    answer: R
    due = float("-inf")

    def last_answer() -> R:
        nonlocal answer, due
        began = time.monotonic()
        if began >= due:
            answer = ask()
            ended = time.monotonic()
            due = ended + (ended - began) / SHARE
        return answer

    return last_answer
