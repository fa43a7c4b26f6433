"""What the machine must have before anything is started."""

import ctypes
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from deploy.local.servers import SERVERS
from deploy.local.surroundings import ROOT

# Databases and logs of a first start take 600 MB, what is fetched and built for it 700 MB.
MEGABYTES = 1_500


def lacking(data: Path, *, megabytes: int = MEGABYTES) -> Iterator[str]:
    """Yield one line for each thing that is missing, with the command that mends it."""
    if sys.platform != "linux":
        yield "The servers are packaged for Linux. Elsewhere: docker compose up"
    if not SERVERS["mongod"].is_named and not _has_library("libssl.so.3"):
        yield "MongoDB needs OpenSSL 3. As root: apt-get install libssl3"
    if not (ROOT / "node_modules" / "swagger-ui-dist").is_dir():
        yield "The web files are missing. Fetch them: make assets"
    free = _free_megabytes(data)
    if free < megabytes:
        yield (
            f"{data} has {free:,} MB of free space and {megabytes:,} MB are needed."
            " Use a folder on another disk: make run DATA=FOLDER"
        )


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _free_megabytes(folder: Path) -> int:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(existing).free // 1_000_000
