"""The servers that a stack can start, and the settings by which the services know them."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from deploy.local import kafka, keycloak, mongod
from deploy.local.place import Place
from deploy.local.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How one server is prepared, which ports it takes, and which settings name it.

    The first of `settings` decides: where the environment has it, the server is not started.
    """

    ports: tuple[str, ...]
    prepare: Callable[[Place], Program]
    settings: Mapping[str, Callable[[Place], str]]

    @property
    def is_named(self) -> bool:
        """Whether the environment names a server of this kind that runs elsewhere."""
        return next(iter(self.settings)) in os.environ

    def named(self) -> dict[str, str]:
        """Return the settings that name the server elsewhere."""
        return {name: os.environ[name] for name in self.settings if name in os.environ}

    def started(self, place: Place) -> dict[str, str]:
        """Return the settings that name the server started here."""
        return {name: value(place) for name, value in self.settings.items()}


SERVERS = {
    # The one that takes longest comes first.
    "keycloak": Server(
        ports=keycloak.PORTS,
        prepare=keycloak.program,
        settings={"OIDC_ISSUER": keycloak.issuer, "OIDC_INTERNAL_URL": keycloak.internal_url},
    ),
    "mongod": Server(
        ports=mongod.PORTS,
        prepare=mongod.program,
        settings={"MONGO_URL": mongod.url},
    ),
    "kafka": Server(
        ports=kafka.PORTS,
        prepare=kafka.program,
        settings={"KAFKA_BOOTSTRAP_SERVERS": kafka.servers},
    ),
}


def to_start(parts: Iterable[str]) -> dict[str, Server]:
    """Return those of the parts that are servers and that the environment does not name."""
    wanted = set(parts)
    return {
        name: server for name, server in SERVERS.items() if name in wanted and not server.is_named
    }


def settings(parts: Iterable[str], place: Place) -> dict[str, str]:
    """Return the settings for the servers among the parts, wherever they run."""
    wanted = set(parts)
    found: dict[str, str] = {}
    for name, server in SERVERS.items():
        if name in wanted:
            found |= server.named() if server.is_named else server.started(place)
    return found
