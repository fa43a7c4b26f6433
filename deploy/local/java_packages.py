"""Java packages by Maven coordinates, each file checked against the lock file.

`python -m deploy.local.java_packages NAME CACHE` fetches what the cache lacks of one package.
"""

import hashlib
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deploy.local import cache as caches
from deploy.local.place import Place
from deploy.local.surroundings import for_fetching

LOCK = Path(__file__).parents[1] / "java.lock.toml"


@dataclass(frozen=True, slots=True)
class LockedFile:
    """One file of a package: its Maven coordinates, its size, and what it must contain."""

    coordinates: str
    bytes: int
    sha256: str

    @property
    def version(self) -> str:
        """The version in the coordinates."""
        return self.coordinates.split(":")[2]

    def path(self, cache: Path) -> Path:
        """Where a Maven repository in `cache` keeps it."""
        group, artifact, version, kind = self.coordinates.split(":")
        folder = cache / "maven" / group.replace(".", "/") / artifact / version
        return folder / f"{artifact}-{version}.{kind}"

    def is_whole(self, cache: Path) -> bool:
        """Whether the cache has it with exactly the locked content."""
        path = self.path(cache)
        if not path.exists() or path.stat().st_size != self.bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


def provide(name: str, place: Place) -> tuple[Path, ...]:
    """Return the checked files of one package, fetched into the cache if they are not there."""
    files = locked(name)
    with caches.locked(place.cache, f"fetch-{name}"):
        if missing(files, cache=place.cache):
            _fetch_in_a_process(name, files, place)
    return tuple(file.path(place.cache) for file in files)


def locked(name: str) -> tuple[LockedFile, ...]:
    """Return the files of one package of the lock file, in its order."""
    table = tomllib.loads(LOCK.read_text())[name]
    return tuple(LockedFile(coordinates, **rest) for coordinates, rest in table.items())


def missing(files: tuple[LockedFile, ...], *, cache: Path) -> tuple[LockedFile, ...]:
    """Return those files that the cache lacks or has in a broken state."""
    with ThreadPoolExecutor(4) as pool:
        whole = pool.map(lambda file: file.is_whole(cache), files)
        return tuple(file for file, good in zip(files, whole, strict=True) if not good)


def _fetch_in_a_process(name: str, files: tuple[LockedFile, ...], place: Place) -> None:
    """A process of its own can be ended in the middle of a download; a thread cannot."""
    command = (sys.executable, "-m", "deploy.local.java_packages", name, str(place.cache))
    place.errands.run(
        f"{name}-fetch",
        command,
        environment=for_fetching(),
        meanwhile=lambda: place.screen.note(name, "fetching", _share(files, place.cache)),
    )


def _share(files: tuple[LockedFile, ...], cache: Path) -> float:
    """How much of the files' bytes has arrived, from 0 to 1."""
    paths = [file.path(cache) for file in files]
    arrived = sum(path.stat().st_size for path in paths if path.exists())
    return min(arrived / sum(file.bytes for file in files), 1.0)


def fetch(files: tuple[LockedFile, ...], *, cache: Path) -> None:
    """Fetch every file into the cache; raises ValueError for one that is not what is locked."""
    # Only needed when something is missing, and slow to import.
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=cache / "maven", timeout=60)

    def one(file: LockedFile) -> None:
        group, artifact, version, kind = file.coordinates.split(":")
        # A download that was cut off has the final name and would be taken for the whole.
        file.path(cache).unlink(missing_ok=True)
        context.project(group, artifact).at_version(version).artifact(packaging=kind).resolve()
        if not file.is_whole(cache):
            file.path(cache).unlink(missing_ok=True)
            raise ValueError(f"{file.coordinates} is not the file that the lock describes.")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, files))


def main() -> None:
    """Fetch what is missing of the package named first into the cache named second."""
    name, cache = sys.argv[1], Path(sys.argv[2])
    fetch(missing(locked(name), cache=cache), cache=cache)


if __name__ == "__main__":
    main()
