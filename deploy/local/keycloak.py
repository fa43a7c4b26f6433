"""Keycloak with our realm: who people and systems are."""

import hashlib
import shutil
from pathlib import Path

from deploy.local import realm
from deploy.local.java import class_archive
from deploy.local.keycloak_home import BUILD_OPTIONS, built, server
from deploy.local.place import Place
from deploy.local.probes import answers_well
from deploy.local.program import Kind, Program
from deploy.local.surroundings import basics

PORTS = ("identity", "identity-management")
REALM_PATH = "/identity/realms/readiness"


def issuer(place: Place) -> str:
    """Return what tokens name as their issuer: the public address of the realm."""
    return place.public_url + REALM_PATH


def internal_url(place: Place) -> str:
    """Return where services fetch the realm's keys without going through the gateway."""
    return f"http://127.0.0.1:{place.ports['identity']}{REALM_PATH}"


def program(place: Place) -> Program:
    """Fetch, build and fill what is missing, and return Keycloak on the place's ports."""
    home = built(place)
    data = _own_folder(home, place.data / "identity")
    environment = _environment(place, data)
    archive = class_archive(
        "keycloak",
        jars=(home / "lib" / "quarkus-run.jar", home / "built"),
        cache=place.cache,
        data=place.data,
        errands=place.errands,
    )
    filled = _fill(place, server(home=home, data=data), data, environment)
    start = ("start", "--optimized") if filled else ("start", "--optimized", "--import-realm")
    command = server(home=home, data=data, java_options=archive.options())
    return Program(
        name="keycloak",
        kind=Kind.KEYCLOAK,
        command=(*command, *start),
        environment=environment,
        ready=lambda: _is_ready(place, data),
        ended_well=archive.keep,
    )


def _own_folder(home: Path, data: Path) -> Path:
    """What Keycloak takes for its home: the built parts by reference, all it writes for itself."""
    waiting = data / "data" / "import"
    waiting.mkdir(parents=True, exist_ok=True)
    for name in ("conf", "lib", "providers", "themes"):
        link = data / name
        link.unlink(missing_ok=True)
        link.symlink_to(home / name)
    shutil.copyfile(realm.FILE, waiting / "realm.json")
    return data


def _environment(place: Place, data: Path) -> dict[str, str]:
    database = f"jdbc:h2:file:{data}/keycloak;NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE"
    return {
        **basics(),
        **realm.secrets(),
        **BUILD_OPTIONS,
        "KC_CACHE": "local",
        "KC_DB_URL": database,
        "KC_HOSTNAME": f"{place.public_url}/identity",
        # Our services ask by the inner address and still get tokens of the public issuer.
        "KC_HOSTNAME_BACKCHANNEL_DYNAMIC": "true",
        "KC_PROXY_HEADERS": "xforwarded",
        "KC_PROXY_TRUSTED_ADDRESSES": "127.0.0.1",
        "KC_HTTP_ENABLED": "true",
        "KC_HTTP_HOST": "127.0.0.1",
        "KC_HTTP_PORT": str(place.ports["identity"]),
        "KC_HTTP_MANAGEMENT_HOST": "127.0.0.1",
        "KC_HTTP_MANAGEMENT_PORT": str(place.ports["identity-management"]),
        "KC_LOG_LEVEL": "warn",
    }


def _fill(place: Place, command: tuple[str, ...], data: Path, environment: dict[str, str]) -> bool:
    """Whether the database has a realm already; a realm file that has changed goes in here.

    Keycloak never changes a realm that it finds at a start. The import makes new signing keys.
    """
    filled = data / "realm.sha256"
    if not filled.exists():
        return False
    if filled.read_text() != _digest():
        place.screen.note("keycloak", "taking over the changed realm")
        options = ("import", "--optimized", "--override", "true", "--file", str(realm.FILE))
        place.errands.run("keycloak-import", (*command, *options), environment=environment)
        filled.write_text(_digest())
    return True


def _is_ready(place: Place, data: Path) -> bool:
    if not answers_well(place.ports["identity-management"], "/identity/health/ready"):
        return False
    filled = data / "realm.sha256"
    if not filled.exists():
        filled.write_text(_digest())
    return True


def _digest() -> str:
    return hashlib.sha256(realm.FILE.read_bytes()).hexdigest()
