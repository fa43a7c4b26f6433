"""The event log of a service, which is also its outbox: an entry is pending until Kafka has it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from services.chassis.kinds import Index, Kind
from services.contracts.envelope import Event

FORGET_DERIVED_AFTER = 30 * 24 * 3600  # seconds after sending

ENTRIES: Kind[Event] = Kind(
    name="event_log",
    of=Event,
    key="id",
    indexes=(
        Index(fields=(("version", 1),), where={"pending": True}),
        Index(fields=(("forget_from", 1),), expires_after=FORGET_DERIVED_AFTER),
        Index(fields=(("subject", 1), ("version", 1))),
    ),
)


def entry(event: Event) -> dict[str, Any]:
    """An event as it waits in the log."""
    return {
        "_id": event.id,
        "type": event.type,
        "subject": event.subject,
        "version": event.sequence,
        "time": event.time,
        "data": event.data,
        "traceparent": event.traceparent,
        "source": event.source,
        "pending": True,
    }


class EventLog:
    """What the relay reads and marks."""

    def __init__(
        self, client: MongoClient[dict[str, Any]], database: Database[dict[str, Any]]
    ) -> None:
        self._client = client
        self._entries = database[ENTRIES.name]

    def pending(self, batch: int) -> list[Event]:
        """The oldest unsent events by version.

        Read from one snapshot: a plain cursor may pass the place of an event that is committed
        while it reads and still meet a newer one of the same thing, which would then go first.
        """
        with self._client.start_session(snapshot=True) as session:
            found = self._entries.find({"pending": True}, session=session)
            return [_event(entry) for entry in found.sort("version", 1).limit(batch)]

    def mark_sent(self, events: Sequence[Event], now: datetime) -> None:
        """Kafka has these; derived ones are forgotten some time after."""
        derived = [event.id for event in events if event.derived]
        kept = [event.id for event in events if not event.derived]
        done = {"$unset": {"pending": ""}}
        if kept:
            self._entries.update_many({"_id": {"$in": kept}}, done)
        if derived:
            forget = {"$set": {"forget_from": now}}
            self._entries.update_many({"_id": {"$in": derived}}, done | forget)


def waiting(database: Database[dict[str, Any]]) -> tuple[int, datetime | None]:
    """How many events are not sent yet, and the time of the oldest."""
    entries = database[ENTRIES.name]
    # Without the version the database would look through the whole log.
    count = entries.count_documents({"pending": True, "version": {"$gt": 0}})
    oldest = entries.find_one({"pending": True}, sort=[("version", 1)]) if count else None
    return count, oldest["time"] if oldest else None


def _event(entry: dict[str, Any]) -> Event:
    return Event(
        id=entry["_id"],
        type=entry["type"],
        source=entry["source"],
        subject=entry["subject"],
        time=entry["time"],
        sequence=entry["version"],
        data=entry["data"],
        traceparent=entry["traceparent"],
    )
