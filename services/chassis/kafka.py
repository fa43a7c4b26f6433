"""Kafka: producer, consumer and topics, with the settings that faults have taught.

Relay and consumer never retry: an error ends the process and a supervisor starts it again.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource
from kafka.errors import (
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    KafkaTimeoutError,
    NotCoordinatorError,
)
from kafka.partitioner import DefaultPartitioner
from kafka.structs import OffsetAndMetadata

from services.contracts.catalogue import PARTITIONS, TOPIC_SETTINGS, TOPICS

NO_COORDINATOR_YET = (
    CoordinatorLoadInProgressError,
    CoordinatorNotAvailableError,
    NotCoordinatorError,
)
BOOTSTRAP_MS = 10_000  # a first connection that stays silent would hang the constructor for ever


class OfPeople(DefaultPartitioner):  # type: ignore[misc]  # kafka-python carries no types
    """Topics about people: what agrees up to the first `/`, the staff number, stays together."""

    def __init__(self, topics: Iterable[str]) -> None:
        super().__init__()
        self._topics = frozenset(topics)

    def partition(  # the signature is the library's
        self,
        topic: str,
        key: Any,
        serialized_key: bytes,
        value: Any,
        serialized_value: Any,
        cluster: Any,
    ) -> int:
        """The partition of a message."""
        chosen = serialized_key.partition(b"/")[0] if topic in self._topics else serialized_key
        return int(super().partition(topic, key, chosen, value, serialized_value, cluster))


def relay_producer(servers: str, service: str, prefix: str) -> KafkaProducer:
    """A transactional producer; the fixed id lets Kafka refuse an older relay that wakes up."""
    return KafkaProducer(
        bootstrap_servers=servers,
        bootstrap_timeout_ms=BOOTSTRAP_MS,
        allow_auto_create_topics=False,
        transactional_id=f"{prefix}{service}-relay",
        transaction_timeout_ms=10_000,
        partitioner=OfPeople(prefix + t.name for t in TOPICS.values() if t.of_people),
        # Every wait but that of a commit ends by itself: request < delivery < transaction.
        request_timeout_ms=5_000,
        delivery_timeout_ms=8_000,
        max_block_ms=10_000,
        retry_backoff_ms=10,
        reconnect_backoff_max_ms=1_000,
        batch_size=65_536,
        linger_ms=5,
    )


def group_member(servers: str, topics: Sequence[str], group: str, slot: int) -> KafkaConsumer:
    """A static member of a group, reading what is committed, from the earliest offset on."""
    return KafkaConsumer(
        *topics,
        **_reading(servers),
        group_id=group,
        group_instance_id=f"{group}-{slot}",
        session_timeout_ms=10_000,
        heartbeat_interval_ms=3_000,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_poll_records=1_000,
    )


def onlooker(servers: str) -> KafkaConsumer:
    """A member of no group, to ask where topics end.

    A member itself would be answered late: its connection is taken while the broker holds back the
    answer to "what is new", for up to half a second. It hears of a topic when it is first asked
    about one, so ask it about all topics at once, as a member that reads each of them does.
    """
    return KafkaConsumer(**_reading(servers))


def _reading(servers: str) -> dict[str, Any]:
    return {
        "bootstrap_servers": servers,
        "bootstrap_timeout_ms": BOOTSTRAP_MS,
        "allow_auto_create_topics": False,
        "isolation_level": "read_committed",
        "request_timeout_ms": 12_000,
        "reconnect_backoff_max_ms": 1_000,
    }


def admin(servers: str) -> KafkaAdminClient:
    """A client for topics; close it after use."""
    return KafkaAdminClient(bootstrap_servers=servers, bootstrap_timeout_ms=BOOTSTRAP_MS)


def make_topics(client: KafkaAdminClient, prefix: str) -> list[str]:
    """Make the topics of the catalogue that are missing; returns their names."""
    missing = [prefix + name for name in TOPICS if prefix + name not in client.list_topics()]
    wanted = {
        name: {
            "num_partitions": PARTITIONS,
            "replication_factor": 1,
            "configs": dict(TOPIC_SETTINGS),
        }
        for name in missing
    }
    if wanted:
        client.create_topics(wanted)
        client.wait_for_topics(missing)
    return missing


def topic_faults(client: KafkaAdminClient, prefix: str, names: Iterable[str]) -> list[str]:
    """How the topics differ from the catalogue, in words; nothing when all is as it says."""
    wanted = [prefix + name for name in names]
    have = client.list_topics()
    missing = [name for name in wanted if name not in have]
    if missing:
        return [f"The topic {name} is missing." for name in missing]
    faults = [
        f"The topic {topic['name']} has {len(topic['partitions'])} partitions, not {PARTITIONS}."
        for topic in client.describe_topics(wanted)
        if len(topic["partitions"]) != PARTITIONS
    ]
    resources = [ConfigResource("TOPIC", name) for name in wanted]
    settings = client.describe_configs(resources, config_filter="all")["topic"]
    return faults + [
        f"The topic {name} has {key}={settings[name][key]['value']}, not {value}."
        for name in wanted
        for key, value in TOPIC_SETTINGS.items()
        if settings[name][key]["value"] != value
    ]


def has_read(servers: str, group: str) -> bool:
    """Whether a group has ever committed how far it has come."""
    client = admin(servers)
    try:
        return bool(committed(client, group))
    finally:
        client.close()


def committed(client: KafkaAdminClient, group: str) -> Mapping[TopicPartition, OffsetAndMetadata]:
    """How far a group has committed each partition that it has committed at all."""
    for _ in range(100):
        try:
            return dict(client.list_group_offsets(group)[group])
        except NO_COORDINATOR_YET:
            time.sleep(0.2)  # a new broker makes the topic of the offsets on first need
    raise KafkaTimeoutError(f"No coordinator for the group {group}.")
