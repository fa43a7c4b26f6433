"""Events from the log to Kafka: our relay, and plain pymongo and kafka-python."""

import json
from functools import partial
from time import perf_counter
from typing import Any

from kafka import KafkaAdminClient, KafkaProducer
from pymongo import MongoClient
from pymongo.collection import Collection

from deploy.bench import twin
from deploy.bench.figures import Pair
from deploy.bench.instants import rate, wait_until
from deploy.bench.system import System
from services.chassis.relay import BATCH
from services.contracts.catalogue import PARTITIONS, TOPIC_SETTINGS

Entries = Collection[dict[str, Any]]
PENDING = {"pending": True}
BY_VERSION = [("version", 1)]
TOPIC = "limit"


def pair(system: System) -> Pair:
    """Events a second of what waits in courses, and of the same that waits in its twin."""
    entries = system.database("courses").event_log
    total = _left(entries)
    system.let_go(["courses-relay"])
    ours = rate(partial(_left, entries), partial(_none_left, entries), total)
    system.hold(["courses-relay"])
    names = {"mongo_url": system.mongo_url, "kafka": system.kafka}
    limit = system.helpers.alone(partial(send, **names, database=entries.database.name))
    return ours, limit


def drain(system: System, service: str) -> None:
    """Let the relay of a service send all that waits, unmeasured."""
    entries = system.database(service).event_log
    relay = f"{service}-relay"
    system.let_go([relay])
    wait_until(partial(_none_left, entries))
    system.hold([relay])


def make_topic(kafka: str) -> None:
    """Make the topic that the limit sends to, like those of the services."""
    client = KafkaAdminClient(bootstrap_servers=kafka)
    settings = {"num_partitions": PARTITIONS, "replication_factor": 1}
    client.create_topics({TOPIC: {**settings, "configs": dict(TOPIC_SETTINGS)}})
    client.wait_for_topics([TOPIC])
    client.close()


def send(*, mongo_url: str, kafka: str, database: str) -> float:
    """Read, send and mark all that is pending, in the same batches; events a second after the
    first one."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo_url, tz_aware=True)
    entries = twin.of(client[database]).event_log
    producer = _producer(kafka)
    _send_batch(producer, entries)
    began, sent = perf_counter(), 0
    while some := _send_batch(producer, entries):
        sent += some
    taken = perf_counter() - began
    producer.close()
    return sent / taken


def _producer(kafka: str) -> KafkaProducer:
    producer = KafkaProducer(
        bootstrap_servers=kafka,
        transactional_id="limit",
        # As our relay has them, since they decide how fast Kafka is.
        retry_backoff_ms=10,
        batch_size=65_536,
        linger_ms=5,
    )
    producer.init_transactions()
    return producer


def _send_batch(producer: KafkaProducer, entries: Entries) -> int:
    found = list(entries.find(PENDING).sort(BY_VERSION).limit(BATCH))
    if not found:
        return 0
    producer.begin_transaction()
    sent = [_send(producer, entry) for entry in found]
    producer.flush()
    for future in sent:
        future.get(timeout=0)
    producer.commit_transaction()
    identities = [entry["_id"] for entry in found]
    entries.update_many({"_id": {"$in": identities}}, {"$unset": {"pending": ""}})
    return len(found)


def _send(producer: KafkaProducer, entry: dict[str, Any]) -> Any:
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", entry["_id"].encode()),
        ("ce_type", entry["type"].encode()),
        ("ce_source", entry["source"].encode()),
        ("ce_subject", entry["subject"].encode()),
        ("ce_time", entry["time"].isoformat().encode()),
        ("ce_sequence", str(entry["version"]).encode()),
        ("content-type", b"application/json"),
        ("traceparent", (entry["traceparent"] or "").encode()),
    ]
    value = json.dumps(entry["data"], ensure_ascii=False, separators=(",", ":")).encode()
    return producer.send(TOPIC, key=entry["subject"].encode(), value=value, headers=headers)


def _left(entries: Entries) -> int:
    return entries.count_documents(PENDING, hint=BY_VERSION)


def _none_left(entries: Entries) -> bool:
    return entries.find_one(PENDING, sort=BY_VERSION) is None
