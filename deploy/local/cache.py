"""The folder that keeps what was fetched or built once, for every clone of the project."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "digital-skills-readiness"


def folder() -> Path:
    """Return the cache folder, made if missing: READINESS_CACHE, else one of the user's caches."""
    named = os.environ.get("READINESS_CACHE")
    users = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    path = Path(named) if named else users / NAME
    path.mkdir(parents=True, exist_ok=True)
    return path.resolve()


@contextmanager
def locked(cache: Path, name: str) -> Iterator[None]:
    """Let one process at a time work on the part of the cache that `name` stands for."""
    with (cache / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
