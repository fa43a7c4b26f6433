"""Events from Kafka to MongoDB: our consumers, and plain kafka-python and pymongo."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from pymongo.database import Database

from deploy.bench.figures import Pair
from deploy.bench.instants import rate
from deploy.bench.system import System
from deploy.bench.twin import Document, Same, Writer

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
    database = system.database(followed.service)
    process = f"{followed.service}-consumer"
    before = _counted(database, followed)

    # The estimate is cheap but has what a transaction has not committed yet.
    def left() -> int:
        begun = _estimated(database, followed) > before
        return total - (_counted(database, followed) - before if begun else 0)

    def over() -> bool:
        return _estimated(database, followed) - before >= total and left() <= 0

    system.let_go([process])
    ours = rate(left, over, total)
    system.hold([process])
    same = Same(
        mongo_url=system.mongo_url,
        database=database.name,
        collections=followed.collections,
        since=since,
    )
    starts = {place: offset for place, offset in begins.items() if place[0] in followed.topics}
    limit = system.helpers.alone(partial(follow, system.kafka, starts, same, total))
    return ours, limit


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


def _estimated(database: Database[Document], followed: Followed) -> int:
    return sum(database[name].estimated_document_count() for name in followed.copies)


def _counted(database: Database[Document], followed: Followed) -> int:
    return sum(database[name].count_documents({}) for name in followed.copies)
