"""Our own processes: web, relay and consumer of each service."""

import secrets
import shutil
import sys
from collections.abc import Mapping
from functools import partial

from deploy.local import realm
from deploy.local.place import Place
from deploy.local.probes import answers_well
from deploy.local.program import Kind, Program
from deploy.local.surroundings import basics, settings

SERVICES = ("skills", "courses", "reporting")
# One web port each.
PORTS = SERVICES
GUNICORN = ("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py")


def make_topics(place: Place, servers: Mapping[str, str]) -> None:
    """Make the topics that Kafka lacks; `servers` are the settings that name the servers."""
    place.screen.note("topics", "making what is missing")
    command = (sys.executable, "-m", "deploy.topics")
    place.errands.run("topics", command, environment=_common(place, servers))
    place.screen.note("topics", "ready")


def programs(place: Place, servers: Mapping[str, str]) -> tuple[Program, ...]:
    """Return the processes of all services, with empty folders for what their metrics count."""
    own = {service: _own(place, service) for service in SERVICES}
    return tuple(
        _program(place, _common(place, servers) | own[service], service, kind)
        for service in SERVICES
        for kind in (Kind.WEB, Kind.RELAY, Kind.CONSUMER)
    )


def _program(place: Place, environment: Mapping[str, str], service: str, kind: Kind) -> Program:
    if kind is Kind.WEB:
        return _web(place, environment, service)
    return Program(
        name=f"{service}-{kind}",
        kind=kind,
        service=service,
        command=(sys.executable, "-m", f"services.{service}", str(kind)),
        environment=environment,
    )


def _web(place: Place, environment: Mapping[str, str], service: str) -> Program:
    port = place.ports[service]
    return Program(
        name=f"{service}-web",
        kind=Kind.WEB,
        service=service,
        command=(sys.executable, *GUNICORN, f"services.{service}.app:create()"),
        environment={**_web_secrets(place), **environment, "BIND": f"127.0.0.1:{port}"},
        ready=partial(answers_well, port, f"/{service}/readyz"),
    )


def _web_secrets(place: Place) -> dict[str, str]:
    """What web processes sign with; a session outlives a stop, so its secret is kept."""
    kept = place.data / "session-secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return {"SESSION_SECRET": kept.read_text(), realm.WEB_SECRET: realm.secret(realm.WEB_SECRET)}


def _common(place: Place, servers: Mapping[str, str]) -> dict[str, str]:
    return {
        **basics(),
        **settings(),
        **servers,
        "PUBLIC_URL": place.public_url,
        # A line of the log is there before the process that wrote it can die.
        "PYTHONUNBUFFERED": "1",
        # Many small threads would else each keep memory of their own.
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _own(place: Place, service: str) -> dict[str, str]:
    counted = place.data / "metrics" / service
    shutil.rmtree(counted, ignore_errors=True)
    counted.mkdir(parents=True)
    return {"SERVICE": service, "PROMETHEUS_MULTIPROC_DIR": str(counted)}
