"""Work that a busy loop does only now and then."""

import time
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")
EVERY = 1.0  # seconds
SHARE = 0.01  # of the time
A_MINUTE = 60.0  # seconds


def each_second(do: Callable[[], None]) -> Callable[[], None]:
    """The same, but at most once a second however often it is called."""
    last = float("-inf")

    def now_and_then() -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            do()
            last = time.monotonic()

    return now_and_then


def at_rest(ask: Callable[[], R], *, first: R, patience: float = A_MINUTE) -> Callable[[bool], R]:
    """The same, asked only when there is nothing else to do, or when nobody has for `patience`.

    In between the last answer is given, at the beginning `first`.
    """
    answer, due = first, time.monotonic() + patience

    def last_answer(resting: bool) -> R:
        nonlocal answer, due
        if resting or time.monotonic() >= due:
            answer = ask()
            due = time.monotonic() + patience
        return answer

    return last_answer


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
