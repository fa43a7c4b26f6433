"""How far each process of a service has come: written by relay and consumer, read by web."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.chassis import event_log
from services.chassis.dead_letters import DEAD_LETTERS
from services.chassis.documents import from_document, to_document

COLLECTION = "freshness"
FORGOTTEN_AFTER = 24 * 3600  # seconds; a slot that is gone for good


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far one partition is applied. `last_event`: the time of the last event applied."""

    topic: str
    partition: int
    waiting: int
    last_event: datetime | None = None
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What one process last said of itself."""

    kind: str
    slot: int
    started: datetime
    at: datetime
    positions: tuple[Position, ...] = ()
    waiting_people: int = 0
    skipped: int = 0
    dead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How fresh a service is, as a whole."""

    at: datetime | None
    as_of: datetime | None
    pending: int
    oldest_pending: datetime | None
    dead_letters: int
    waiting_people: int
    topics: tuple[Position, ...]
    processes: tuple[Sign, ...]


def prepare(database: Database[Any]) -> None:
    """The index that forgets processes that are gone."""
    database[COLLECTION].create_index("at", expireAfterSeconds=FORGOTTEN_AFTER)


def write(database: Database[Any], sign: Sign) -> None:
    """Leave a sign of life; web only reads it and never opens Kafka."""
    identity = f"{sign.kind}-{sign.slot}"
    document = {"_id": identity, **to_document(sign)}
    database[COLLECTION].replace_one({"_id": identity}, document, upsert=True)


def read(database: Database[Any]) -> Freshness:
    """Count what is counted when asked, and take the rest as it was last written."""
    signs = tuple(from_document(d, Sign) for d in database[COLLECTION].find().sort("_id", 1))
    consumers = [sign for sign in signs if sign.kind == "consumer"]
    positions = [position for sign in consumers for position in sign.positions]
    at = min((sign.at for sign in consumers), default=None)
    pending, oldest = event_log.waiting(database)
    return Freshness(
        at=at,
        as_of=as_of(positions, at),
        pending=pending,
        oldest_pending=oldest,
        dead_letters=database[DEAD_LETTERS.name].count_documents({"removed": {"$ne": True}}),
        waiting_people=max((sign.waiting_people for sign in consumers), default=0),
        topics=tuple(sorted(positions, key=lambda p: (p.topic, p.partition))),
        processes=signs,
    )


def as_of(positions: Iterable[Position], at: datetime | None) -> datetime | None:
    """The instant up to which all is known: `at` where nothing waits, else the last event applied
    in the partition that is furthest behind."""
    behind: Sequence[Position] = [p for p in positions if p.waiting > 0]
    if not behind:
        return at
    return max(behind, key=lambda p: p.waiting).last_event


def waiting_people(database: Database[Any], *, records: str, people: str) -> int:
    """How many people have records in one collection and were never heard of in the other."""
    # Two groupings: to look each person up by themselves takes ten times as long.
    known = {"coll": people, "pipeline": [{"$project": {"known": {"$literal": True}}}]}
    found = database[records].aggregate(
        [
            {"$match": {"removed": {"$ne": True}}},
            {"$group": {"_id": "$staff_number"}},
            {"$unionWith": known},
            {"$group": {"_id": "$_id", "known": {"$max": "$known"}}},
            {"$match": {"known": None}},
            {"$count": "waiting"},
        ]
    )
    return sum(row["waiting"] for row in found)
