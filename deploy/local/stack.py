"""The real servers and our processes on loopback ports, for `make run`, tests and benchmarks."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local import cache, kafka, mongod, ports
from deploy.local.errands import Errands
from deploy.local.place import Place
from deploy.local.program import Program
from deploy.local.screen import Screen, Silence
from deploy.local.supervisor import Supervisor

START_SECONDS = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that a stack can start: how it is prepared, and the setting that names it."""

    ports: tuple[str, ...]
    prepare: Callable[[Place], Program]
    setting: str
    address: Callable[[Mapping[str, int]], str]


SERVERS = {
    "mongod": Server(
        ports=mongod.PORTS,
        prepare=mongod.program,
        setting="MONGO_URL",
        address=lambda taken: mongod.url(taken["mongod"]),
    ),
    "kafka": Server(
        ports=kafka.PORTS,
        prepare=kafka.program,
        setting="KAFKA_BOOTSTRAP_SERVERS",
        address=lambda taken: kafka.servers(taken["kafka"]),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Servers that run. `environment` names them as the services' settings do."""

    environment: Mapping[str, str]
    supervisor: Supervisor

    @property
    def processes(self) -> tuple[dict[str, Any], ...]:
        """What run.json lists: service (None for a server), kind and process id of each."""
        return tuple(
            {
                "service": one.program.service,
                "kind": str(one.program.kind),
                "pid": one.process.pid,
            }
            for one in self.supervisor.running
        )


@contextmanager
def running(*, data: Path, parts: frozenset[str], screen: Screen | None = None) -> Iterator[Stack]:
    """Run these parts with their files in `data`, ready when the block begins, gone after it.

    A server that the environment names (MONGO_URL, KAFKA_BOOTSTRAP_SERVERS) is not started.
    """
    shown = screen or Silence()
    named = {
        part: os.environ[SERVERS[part].setting]
        for part in parts
        if SERVERS[part].setting in os.environ
    }
    wanted = {part: SERVERS[part] for part in sorted(parts - named.keys())}
    place = _place(data, wanted, shown)
    supervisor = Supervisor(logs=place.data / "logs", screen=shown)
    try:
        _start(wanted, place, supervisor)
        environment = {server.setting: server.address(place.ports) for server in wanted.values()}
        environment |= {SERVERS[part].setting: address for part, address in named.items()}
        yield Stack(environment=environment, supervisor=supervisor)
    finally:
        place.errands.close()
        supervisor.stop()


def _place(data: Path, wanted: Mapping[str, Server], screen: Screen) -> Place:
    data.mkdir(parents=True, exist_ok=True)
    data = data.resolve()
    names = [name for server in wanted.values() for name in server.ports]
    return Place(
        data=data,
        cache=cache.folder(),
        ports=ports.choose(names, remembered=data / "ports.json"),
        errands=Errands(logs=data / "logs"),
        screen=screen,
    )


def _start(wanted: Mapping[str, Server], place: Place, supervisor: Supervisor) -> None:
    """Prepare all at once and start each as soon as it can be."""
    with ThreadPoolExecutor(max(len(wanted), 1)) as pool:
        prepared = [pool.submit(server.prepare, place) for server in wanted.values()]
        try:
            for each in as_completed(prepared):
                supervisor.start(each.result())
        except BaseException:
            # Else the pool would wait here for downloads and builds that nobody needs any more.
            place.errands.close()
            raise
    supervisor.wait(wanted, seconds=START_SECONDS)
