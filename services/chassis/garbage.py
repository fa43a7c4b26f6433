"""When Python searches for garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def none_searched() -> Iterator[None]:
    """Make no search within, where thousands of things are made that are all needed to the end.

    Python would go through them again and again, and find none to throw away.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
