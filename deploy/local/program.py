"""What the launcher runs: one program is one process to keep alive."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a process is for, as run.json names it."""

    MONGOD = "mongod"
    KAFKA = "kafka"
    KEYCLOAK = "keycloak"
    WEB = "web"
    RELAY = "relay"
    CONSUMER = "consumer"
    CADDY = "caddy"


def _at_once() -> bool:
    return True


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One process to keep running.

    `environment` is all that it gets. `ready` tells whether it answers; `ended_well` is called
    after a stop that the launcher asked for and the process obeyed.
    """

    name: str
    kind: Kind
    command: tuple[str, ...]
    environment: Mapping[str, str]
    service: str | None = None
    ready: Callable[[], bool] = _at_once
    ended_well: Callable[[], None] = _nothing
