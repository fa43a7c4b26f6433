"""Apache Kafka as one KRaft node that is both broker and controller."""

import uuid
from pathlib import Path

from deploy.local import java_packages
from deploy.local.java import class_archive, java
from deploy.local.place import Place
from deploy.local.probes import listens
from deploy.local.program import Kind, Program
from deploy.local.surroundings import basics

PORTS = ("kafka", "kafka-controller")
QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"


def servers(place: Place) -> str:
    """Return the address that clients bootstrap from."""
    return f"127.0.0.1:{place.ports['kafka']}"


def program(place: Place) -> Program:
    """Fetch what is missing, format new data, and return Kafka on the place's ports."""
    jars = java_packages.provide("kafka", place)
    archive = class_archive(
        "kafka", jars=jars, cache=place.cache, data=place.data, errands=place.errands
    )
    file = place.data / "kafka.properties"
    file.write_text(properties(place))
    class_path = ("-cp", ":".join(map(str, jars)))
    if not (place.data / "kafka" / "meta.properties").exists():
        _format(place, java(QUIET, *class_path), file)
    port = place.ports["kafka"]
    return Program(
        name="kafka",
        kind=Kind.KAFKA,
        command=java(QUIET, *archive.options(), *class_path, "kafka.Kafka", str(file)),
        environment=basics(),
        ready=lambda: listens(port),
        ended_well=archive.keep,
    )


def _format(place: Place, kafka: tuple[str, ...], file: Path) -> None:
    tool = ("kafka.tools.StorageTool", "format", "-t", str(uuid.uuid4()), "-c", str(file))
    place.screen.note("kafka", "preparing its storage")
    place.errands.run("kafka-format", (*kafka, *tool), environment=basics())


def properties(place: Place) -> str:
    """Return what server.properties says; containers are held to the same."""
    broker, controller = (f"127.0.0.1:{place.ports[name]}" for name in PORTS)
    lines = {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@{controller}",
        "listeners": f"PLAINTEXT://{broker},CONTROLLER://{controller}",
        "advertised.listeners": f"PLAINTEXT://{broker}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "PLAINTEXT",
        "log.dirs": str(place.data / "kafka"),
        # One node: nothing to replicate, and few partitions of its own topics to open.
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "4",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "4",
        "group.initial.rebalance.delay.ms": "0",
        # A topic made by accident would not be compacted.
        "auto.create.topics.enable": "false",
        # What a dead relay left open hides later messages until it is cleaned up.
        "transaction.abort.timed.out.transaction.cleanup.interval.ms": "1000",
        # A killed broker is let back in as soon as its old session is over.
        "broker.session.timeout.ms": "2000",
        "broker.heartbeat.interval.ms": "500",
        # Half of the heap by default, for a few thousand keys.
        "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
    }
    return "".join(f"{name}={value}\n" for name, value in lines.items())
