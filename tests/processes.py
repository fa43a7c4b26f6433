"""Real processes of a service in tests: started with its settings, stopped by their own id."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import fields

from kafka import KafkaConsumer, TopicPartition

from services.chassis.kafka import admin, make_topics
from services.contracts.catalogue import PARTITIONS


def environment(settings):
    """The settings as a process gets them."""
    named = {f.name.upper(): str(getattr(settings, f.name)) for f in fields(settings)}
    return {**os.environ, **named}


@contextmanager
def process(settings, service, *command):
    """`python -m services.<service> <command>` while the block runs."""
    started = subprocess.Popen(
        [sys.executable, "-m", f"services.{service}", *command], env=environment(settings)
    )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.terminate()
        started.wait(30)


def command(settings, service, *arguments):
    """The same, waited for: what it printed."""
    return subprocess.run(
        [sys.executable, "-m", f"services.{service}", *arguments],
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def topics(settings):
    """Make the topics of these settings."""
    client = admin(settings.kafka_bootstrap_servers)
    try:
        make_topics(client, settings.topic_prefix)
    finally:
        client.close()


def until(good, seconds=20.0, what="it to happen"):
    """The first true value of `good()`; fails when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := good():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s for {what}")


def messages(settings, topic):
    """All committed messages of a topic, by partition and offset."""
    consumer = KafkaConsumer(
        bootstrap_servers=settings.kafka_bootstrap_servers,
        isolation_level="read_committed",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    parts = [TopicPartition(settings.topic_prefix + topic, n) for n in range(PARTITIONS)]
    consumer.assign(parts)
    ends = consumer.end_offsets(parts)
    found = []
    while any(consumer.position(part) < ends[part] for part in parts):
        found += [m for batch in consumer.poll(timeout_ms=200).values() for m in batch]
    consumer.close()
    return found
