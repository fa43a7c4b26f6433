"""What every child process has in common: where it runs, what it is tied to, what it is told."""

import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from services.chassis.settings import Settings

ROOT = Path(__file__).parents[2]
TETHER = Path(__file__).with_name("tether.py")

# Enough to find programs, a home folder, the language and the certificates of the system.
BASICS = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
NETWORK = (
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
)  # fmt: skip
# What deploy/gunicorn.conf.py reads.
WEB_SETTINGS = ("WEB_WORKERS", "WEB_THREADS")


def tethered(command: Sequence[str]) -> tuple[str, ...]:
    """Return the command so that it ends when the thread that starts it does."""
    return (sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *command)


def basics() -> dict[str, str]:
    """Return the part of the environment that every child gets."""
    return _present(BASICS)


def for_fetching() -> dict[str, str]:
    """Return the environment of a child that fetches packages."""
    return _present((*BASICS, *NETWORK))


def settings() -> dict[str, str]:
    """Return those settings of our own processes that the environment has."""
    names = (field.name.upper() for field in fields(Settings))
    return _present((*names, *WEB_SETTINGS))


def _present(names: tuple[str, ...]) -> dict[str, str]:
    return {name: os.environ[name] for name in names if name in os.environ}
