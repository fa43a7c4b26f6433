"""Events from Kafka to MongoDB: our consumers, and plain kafka-python and pymongo."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from pymongo.collection import Collection

from deploy.bench.figures import Pair
from deploy.bench.instants import wait_until
from deploy.bench.system import System
from deploy.bench.twin import Same, Writer
from services.chassis.kafka import committed

SELDOM = 0.2  # seconds between two looks at how far a consumer is
MOST_RECORDS = 1_000  # of one poll, as our consumers take them
Places = Mapping[tuple[str, int], int]
"""Topic and partition to offset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a consumer is measured on.

    `copies` are the collections that have a document more for each event, `collections` all that
    its transactions write.
    """

    service: str
    topics: Sequence[str]
    copies: Sequence[str]
    collections: Sequence[str]


BY_SKILLS = Followed(
    service="skills",
    topics=("courses.training",),
    copies=("training-1",),
    collections=("training-1", "levels", "event_log"),
)
BY_REPORTING = Followed(
    service="reporting",
    topics=("skills.people", "skills.levels"),
    copies=("people-1", "levels-1"),
    collections=("people-1", "levels-1"),
)


def pair(system: System, followed: Followed, *, begins: Places, since: int, total: int) -> Pair:
    """Events a second of the `total` ones after the offsets `begins`, by our consumer and barely.

    `since` is an instant, as versions count it, before all of them and after all others.
    """
    ours = _ours(system, followed, total)
    same = Same(
        mongo_url=system.mongo_url,
        database=system.database(followed.service).name,
        collections=followed.collections,
        since=since,
    )
    starts = {place: offset for place, offset in begins.items() if place[0] in followed.topics}
    limit = system.helpers.alone(partial(follow, system.kafka, starts, same, total))
    return ours, limit


def _ours(system: System, followed: Followed, total: int) -> float:
    process = f"{followed.service}-consumer"
    last = ends(system.kafka, followed.topics)
    client = KafkaAdminClient(bootstrap_servers=system.kafka)
    log = system.mongo.local["oplog.rs"]
    (newest,) = log.find().sort("$natural", -1).limit(1)
    system.let_go([process])
    wait_until(lambda: _is_through(client, followed, last), pause=SELDOM)
    system.hold([process])
    client.close()
    name = system.database(followed.service).name
    copies = [f"{name}.{copy}" for copy in followed.copies]
    return _rate(log, after=newest["ts"], copies=copies, total=total)


def _rate(
    log: Collection[dict[str, Any]], *, after: Any, copies: Sequence[str], total: int
) -> float:
    """Events a second after the first batch, by when MongoDB logged each transaction: to look at
    the copies meanwhile would take time from what is measured. Raises ValueError unless all `total`
    events were applied; what the sample left behind may come with them."""
    of_copies = {"$filter": {"input": "$o.applyOps", "cond": {"$in": ["$$this.ns", copies]}}}
    batches = log.aggregate(
        [
            {"$match": {"ts": {"$gt": after}, "o.applyOps.ns": {"$in": copies}}},
            {"$project": {"wall": 1, "events": {"$size": of_copies}}},
        ]
    )
    first, *rest = batches
    counted = sum(batch["events"] for batch in rest)
    if first["events"] + counted < total:
        raise ValueError(f"Only {first['events'] + counted} of {total} events were applied.")
    taken = (rest[-1]["wall"] - first["wall"]).total_seconds()
    return float(counted / taken)


def _is_through(client: KafkaAdminClient, followed: Followed, last: Places) -> bool:
    """Whether the consumer has committed all but the mark of a transaction, which may be last."""
    known = committed(client, f"{followed.service}-1")
    done = {(part.topic, part.partition): known[part].offset for part in known}
    return all(end - done.get(place, 0) <= 1 for place, end in last.items())


def ends(kafka: str, topics: Sequence[str]) -> Places:
    """Where the topics end now."""
    consumer = KafkaConsumer(bootstrap_servers=kafka)
    parts = [
        TopicPartition(topic, number)
        for topic in topics
        for number in consumer.partitions_for_topic(topic)
    ]
    found = consumer.end_offsets(parts)
    consumer.close()
    return {(part.topic, part.partition): offset for part, offset in found.items()}


def follow(kafka: str, starts: Places, same: Same, total: int) -> float:
    """Poll, decode and write `total` events; events a second after the first batch."""
    writer, consumer = Writer(same), _consumer(kafka, starts)
    first = done = _write_polled(consumer, writer, 0, total)
    began = perf_counter()
    while done < total:
        done = _write_polled(consumer, writer, done, total)
    taken = perf_counter() - began
    consumer.close()
    return (total - first) / taken


def _write_polled(consumer: KafkaConsumer, writer: Writer, done: int, total: int) -> int:
    """Apply one poll; how many are done then."""
    records: list[Any] = []
    while not records:
        polled = consumer.poll(timeout_ms=500)
        records = [record for part in polled.values() for record in part]
    for record in records:
        json.loads(record.value)
    writer.write(done, done + len(records), total)
    return done + len(records)


def _consumer(kafka: str, starts: Places) -> KafkaConsumer:
    consumer = KafkaConsumer(
        bootstrap_servers=kafka,
        isolation_level="read_committed",
        enable_auto_commit=False,
        max_poll_records=MOST_RECORDS,
    )
    parts = {TopicPartition(*place): offset for place, offset in starts.items()}
    consumer.assign(list(parts))
    for part, offset in parts.items():
        consumer.seek(part, offset)
    return consumer
