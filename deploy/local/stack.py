"""The real servers and our processes on loopback ports: for `make run`, tests and benchmarks."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local import cache, gateway, ports, servers, services
from deploy.local.errands import Errands
from deploy.local.place import Place
from deploy.local.screen import Screen, Silence
from deploy.local.supervisor import Supervisor

PARTS = frozenset({"mongod", "kafka", "keycloak", "services", "gateway"})
# Long, for a busy machine: a process that cannot start is given up much sooner.
START_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What runs. `environment` names the servers as the services' settings do."""

    environment: Mapping[str, str]
    supervisor: Supervisor
    place: Place

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
def running(
    *,
    data: Path,
    parts: frozenset[str],
    port: int | None = None,
    settings: Mapping[str, str] | None = None,
    screen: Screen | None = None,
) -> Iterator[Stack]:
    """Run some of PARTS with their files in `data`: ready when the block begins, gone after it.

    A server that the environment names (MONGO_URL, KAFKA_BOOTSTRAP_SERVERS, OIDC_ISSUER) is used
    instead of started. `port` is the gateway's, any free one by default; `settings` go to our own
    processes. Enter the block in a thread that lives as long as it, best the main one.
    """
    place = _place(data, parts, port, screen or Silence())
    supervisor = Supervisor(logs=place.data / "logs", screen=place.screen)
    environment = servers.settings(parts, place)
    try:
        _start_servers(parts, place, supervisor)
        _start_ours(parts, place, supervisor, {**environment, **(settings or {})})
        supervisor.wait((one.program.name for one in supervisor.running), seconds=START_SECONDS)
        yield Stack(environment=environment, supervisor=supervisor, place=place)
    finally:
        place.screen.say("Stopping everything.")
        place.errands.close()
        supervisor.stop()


def _place(data: Path, parts: frozenset[str], port: int | None, screen: Screen) -> Place:
    data.mkdir(parents=True, exist_ok=True)
    data = data.resolve()
    names = [name for server in servers.to_start(parts).values() for name in server.ports]
    names += services.PORTS if "services" in parts else ()
    names += gateway.PORTS if "gateway" in parts and port is None else ()
    chosen = ports.choose(names, remembered=data / "ports.json")
    return Place(
        data=data,
        cache=cache.folder(),
        ports=chosen if port is None else {**chosen, "gateway": port},
        errands=Errands(logs=data / "logs"),
        screen=screen,
    )


def _start_servers(parts: frozenset[str], place: Place, supervisor: Supervisor) -> None:
    """Prepare all at once and start each as soon as it can be."""
    wanted = servers.to_start(parts)
    with ThreadPoolExecutor(max(len(wanted), 1)) as pool, ExitStack() as in_vain:
        # Else the pool would wait here for downloads and builds that nobody needs any more.
        in_vain.callback(place.errands.close)
        prepared = [pool.submit(server.prepare, place) for server in wanted.values()]
        for each in as_completed(prepared):
            supervisor.start(each.result())
        in_vain.pop_all()
    # Our processes need these two; Keycloak, which takes longest, starts beside them.
    supervisor.wait(wanted.keys() & {"mongod", "kafka"}, seconds=START_SECONDS)


def _start_ours(
    parts: frozenset[str], place: Place, supervisor: Supervisor, environment: Mapping[str, str]
) -> None:
    if "services" in parts:
        services.make_topics(place, environment)
        for program in services.programs(place, environment):
            supervisor.start(program)
    if "gateway" in parts:
        supervisor.start(gateway.program(place))
