"""Writes the lock of the Java packages: `python -m deploy.local.lock_java`."""

import hashlib
from pathlib import Path

from jgo.maven import Artifact, Dependency, MavenContext

from deploy.local import cache
from deploy.local.java_packages import LOCK

KAFKA = (("org.apache.kafka", "kafka_2.13", "4.3.1"), ("org.slf4j", "slf4j-simple", "1.7.36"))
KEYCLOAK = ("org.keycloak", "keycloak-quarkus-dist", "26.7.3")


def main() -> None:
    """Resolve every package with all it needs and write each file's size and sha256."""
    context = MavenContext(repo_cache=cache.folder() / "maven", timeout=60)
    wanted = [Dependency(_artifact(context, *which), scope="compile") for which in KAFKA]
    inputs, needed = context.resolver.resolve(wanted)
    kafka = [one.artifact for one in (*inputs, *needed) if one.scope in ("compile", "runtime")]
    keycloak = [_artifact(context, *KEYCLOAK, packaging="zip")]
    LOCK.write_text(_table("kafka", kafka) + "\n" + _table("keycloak", keycloak))


def _artifact(
    context: MavenContext, group: str, name: str, version: str, packaging: str = "jar"
) -> Artifact:
    return context.project(group, name).at_version(version).artifact(packaging=packaging)


def _table(name: str, artifacts: list[Artifact]) -> str:
    lines = [_line(one) for one in sorted(artifacts, key=lambda a: (a.groupId, a.artifactId))]
    return "\n".join([f"[{name}]", *lines]) + "\n"


def _line(artifact: Artifact) -> str:
    path = Path(artifact.resolve())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    coordinates = f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}"
    size = path.stat().st_size
    return f'"{coordinates}:{artifact.packaging}" = {{ bytes = {size}, sha256 = "{digest}" }}'


if __name__ == "__main__":
    main()
