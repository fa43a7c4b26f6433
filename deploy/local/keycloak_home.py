"""Keycloak unpacked and built for our options, once per version in the cache."""

import hashlib
import shutil
import zipfile
from pathlib import Path

from deploy.local import cache, java_packages
from deploy.local.java import RUNTIME, java
from deploy.local.place import Place
from deploy.local.surroundings import basics

# Options that Keycloak fixes when it is built; it wants to hear the same at every start.
BUILD_OPTIONS = {
    "KC_DB": "dev-file",
    "KC_HTTP_RELATIVE_PATH": "/identity",
    "KC_HEALTH_ENABLED": "true",
}
OPENED = ("java.util", "java.util.concurrent", "java.security", "java.lang")
FORK_JOIN = "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory"


def built(place: Place) -> Path:
    """Return the folder of a Keycloak that is ready to start; makes it where it is missing."""
    (package,) = java_packages.provide("keycloak", place)
    version = java_packages.locked("keycloak")[0].version
    options = hashlib.sha256(repr(BUILD_OPTIONS).encode()).hexdigest()[:8]
    home = place.cache / f"keycloak-{version}-{RUNTIME}-{options}"
    with cache.locked(place.cache, home.name):
        if not (home / "built").exists():
            _unpack(package, home, place)
            _build(home, place)
    return home


def server(*, home: Path, data: Path, java_options: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the command of Keycloak itself, to be followed by what it shall do.

    Java is called directly: the script that comes with it would stay as a process in between.
    `data` holds its own files, which may be `home`.
    """
    opened = (f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED)
    return java(
        "-XX:+ExitOnOutOfMemoryError",
        *java_options,
        f"-Dkc.home.dir={data}",
        f"-Djboss.server.config.dir={data / 'conf'}",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-Dpicocli.disable.closures=true",
        f"-Djava.util.concurrent.ForkJoinPool.common.threadFactory={FORK_JOIN}",
        *opened,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        str(home / "lib" / "quarkus-run.jar"),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
    )


def _unpack(package: Path, home: Path, place: Place) -> None:
    place.screen.note("keycloak", "unpacking")
    part = home.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(part)
    (inner,) = part.iterdir()
    inner.replace(home)
    part.rmdir()


def _build(home: Path, place: Place) -> None:
    place.screen.note("keycloak", "building, once, about 20 seconds")
    command = (*server(home=home, data=home), "build")
    environment = {**basics(), **BUILD_OPTIONS}
    place.errands.run("keycloak-build", command, environment=environment)
    (home / "built").touch()
