"""Events between services in tests: delivered as the consumer would, and read from the log."""

from datetime import UTC, datetime
from uuid import uuid4

from services.chassis.consuming import apply, sort_out
from services.chassis.context import EXTENSION
from services.chassis.dead_letters import Message
from services.contracts.envelope import Event

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def make_event(type, subject, sequence=1, **data):
    """An event of another service."""
    return Event(
        id=str(uuid4()),
        type=type,
        source=f"/{type.partition('.')[0]}",
        subject=subject,
        time=LONG_AGO,
        sequence=sequence,
        data=data,
    )


def message_of(event, offset=0):
    """The Kafka message of an event."""
    return Message(
        topic=event.topic,
        partition=0,
        offset=offset,
        headers=tuple(event.headers()),
        key=event.subject.encode(),
        value=event.value(),
    )


def deliver(app, *events):
    """Apply events to the service of this application, in one batch, as its consumer would."""
    wired = app.extensions[EXTENSION]
    batch = sort_out(
        [message_of(event, n) for n, event in enumerate(events)], wired.service.follows
    )
    apply(wired.mongo, batch, generation=wired.mongo.generation())


def published(app, type=None):
    """What the service has said, oldest first."""
    log = app.extensions[EXTENSION].mongo.database.event_log
    return list(log.find({"type": type} if type else {}).sort("version", 1))
