"""The process that applies what Kafka brings: poll, one transaction, then commit the offsets."""

import faulthandler
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.structs import OffsetAndMetadata
from pymongo.errors import PyMongoError

from services.chassis.clock import Clock
from services.chassis.consuming import apply, apply_one_by_one, sort_out
from services.chassis.dead_letters import Message, header
from services.chassis.freshness import Position
from services.chassis.garbage import none_searched
from services.chassis.mongo import GenerationChanged, Mongo
from services.chassis.service import Service

STUCK_AFTER = 120  # seconds
LOG = structlog.get_logger(__name__)


class Runner:
    """Applies messages to one generation of a service's read models and keeps the positions."""

    def __init__(
        self,
        service: Service,
        mongo: Mongo[Any],
        *,
        clock: Clock,
        prefix: str,
        generation: int,
        rebuilding: bool = False,
    ) -> None:
        self._service = service
        self._mongo = mongo
        self._clock = clock
        self._prefix = prefix
        self._generation = generation
        self._applied: dict[tuple[str, int], tuple[datetime | None, datetime]] = {}
        self._rebuilding = rebuilding
        self.keep_dead = not rebuilding
        self.skipped = 0
        self.dead = 0

    def apply(self, records: Sequence[Any]) -> None:
        """The effect of these Kafka records, in one transaction."""
        batch = sort_out(records, self._service.follows)
        dead = [(self._message(record), reason) for record, reason in batch.dead]
        options: dict[str, Any] = {
            "generation": self._generation,
            "rebuilding": self._rebuilding,
            "keep_dead": self.keep_dead,
        }
        try:
            apply(self._mongo, replace(batch, dead=dead), **options)
        except (PyMongoError, GenerationChanged):
            raise
        except Exception as error:  # noqa: BLE001  # one bad item must not stop the others
            LOG.warning("batch failed, going on one by one", error=type(error).__name__)
            messages = map(self._message, records)
            dead = apply_one_by_one(self._mongo, messages, self._service, **options)
        self.skipped += batch.skipped
        self._note(records, dead)

    def positions(self, consumer: KafkaConsumer, onlooker: KafkaConsumer) -> tuple[Position, ...]:
        """How far each partition of the consumer is applied, and how much more there is of it."""
        parts = sorted(consumer.assignment())
        ends = onlooker.end_offsets(parts) if parts else {}
        return tuple(self._position(part, ends[part], consumer.position(part)) for part in parts)

    def _position(self, part: TopicPartition, end: int, applied: int | None) -> Position:
        last_event, applied_at = self._applied.get((part.topic, part.partition), (None, None))
        return Position(
            topic=part.topic.removeprefix(self._prefix),
            partition=part.partition,
            waiting=max(0, end - (applied or 0)),
            last_event=last_event,
            applied_at=applied_at,
        )

    def _message(self, record: Any) -> Message:
        return Message(
            topic=record.topic.removeprefix(self._prefix),
            partition=record.partition,
            offset=record.offset,
            headers=tuple(record.headers),
            key=record.key,
            value=record.value,
        )

    def _note(self, records: Sequence[Any], dead: Sequence[tuple[Message, str]]) -> None:
        now = self._clock.now()
        last = {(record.topic, record.partition): record for record in records}
        self._applied.update({place: (_time_of(each), now) for place, each in last.items()})
        for message, reason in dead if self.keep_dead else ():
            LOG.warning(
                "set aside",
                event_id=header(message, "ce_id"),
                topic=message.topic,
                partition=message.partition,
                offset=message.offset,
                reason=reason,
            )
        self.dead += len(dead)


def consume(
    consumer: KafkaConsumer,
    apply_records: Callable[[Sequence[Any]], None],
    stop: threading.Event,
    tell: Callable[[], Any],
) -> None:
    """Apply a batch, then commit it, until told to stop; `tell` is called each turn.

    Any error ends the process; the next one reads again from the last commit.
    """
    while not stop.is_set():
        faulthandler.dump_traceback_later(STUCK_AFTER, exit=True)
        with none_searched():
            _apply_polled(consumer, apply_records)
        tell()
    faulthandler.cancel_dump_traceback_later()


def _apply_polled(consumer: KafkaConsumer, apply_records: Callable[[Sequence[Any]], None]) -> None:
    polled = consumer.poll(timeout_ms=500)
    if polled:
        apply_records([record for part in polled.values() for record in part])
        consumer.commit({part: _behind(records[-1]) for part, records in polled.items()})


def _behind(record: Any) -> OffsetAndMetadata:
    return OffsetAndMetadata(record.offset + 1, "", record.leader_epoch)


def _time_of(record: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(header(record, "ce_time")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
