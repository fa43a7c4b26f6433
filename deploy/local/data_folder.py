"""The folder that holds one stack's data: only one launcher may use it at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUseError(Exception):
    """Another launcher works with this folder."""


@contextmanager
def claimed(data: Path) -> Iterator[None]:
    """Hold the folder for this process, made if missing; raises InUseError if another has it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise InUseError(f"{data} is in use by process {file.read().strip()}.") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
