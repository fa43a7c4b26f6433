"""Events that outside systems post: each takes effect once, however often it is sent.

An event is known by (client, source, id) with a digest of its content, kept in the same
transaction as its effect. A refused one is not remembered.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from marshmallow import INCLUDE, Schema, ValidationError, fields, validate, validates_schema

from services.chassis.errors import DomainError, FieldError, field_errors
from services.chassis.fields import Instant, Text
from services.chassis.kinds import Index, Kind
from services.chassis.plain_reading import PlainReader
from services.chassis.shelf import Shelf
from services.chassis.work import Work

MOST_ITEMS = 1_000
REMEMBERED = 400 * 24 * 3600  # seconds
AHEAD = timedelta(days=1)
EXTENSION_NAME = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Received:
    """An event that has taken effect."""

    id: str
    digest: str
    at: datetime


INBOX: Kind[Received] = Kind(
    name="inbox",
    of=Received,
    key="id",
    indexes=(Index(fields=(("at", 1),), expires_after=REMEMBERED),),
)


class CloudEventSchema(Schema):
    """A CloudEvents 1.0 event; extension attributes pass, of the simple types they may have."""

    class Meta:
        """Extensions are allowed by the standard."""

        unknown = INCLUDE

    specversion = fields.String(required=True, validate=validate.Equal("1.0", error="Must be 1.0."))
    id = Text(200, required=True)
    source = Text(500, required=True)
    type = Text(200, required=True)
    time = Instant(required=True)
    subject = Text(200)
    datacontenttype = fields.String(
        validate=validate.Equal("application/json", error="Must be application/json.")
    )
    data = fields.Dict(required=True, error_messages={"invalid": "Must be an object."})

    @validates_schema
    def _keep_extensions_simple(self, event: dict[str, Any], **_: Any) -> None:
        for name in event.keys() - self.fields.keys():
            if not EXTENSION_NAME.fullmatch(name):
                raise ValidationError("Must be named by small letters and digits alone.", name)
            if isinstance(event[name], dict | list):
                raise ValidationError("Must be text, a number or a boolean.", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An event that can be read: who sent it, when it says it happened, and what."""

    client: str
    source: str
    id: str
    type: str
    time: datetime
    data: Any
    digest: str

    @property
    def identity(self) -> str:
        """What it is known by."""
        return "\n".join((self.client, self.source, self.id))


class Status(StrEnum):
    """What became of an event."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one event. `waiting`: this service has not heard of the person yet."""

    index: int
    id: str | None
    status: Status
    waiting: bool = False
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Inlet:
    """What an event type means here: the schema of its data, and the use case.

    The use case answers whether the person is still waited for.
    """

    schema: type[Schema]
    use_case: Callable[[Any, Incoming], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlets:
    """All event types a service takes in. `prefetch` reads what a batch needs, in one go."""

    types: Mapping[str, Inlet]
    prefetch: Callable[[Any, Sequence[Incoming]], None] = field(default=lambda _work, _events: None)


Prepared = tuple[Incoming | None, Outcome]


def prepare(items: Sequence[Any], inlets: Inlets, *, client: str, now: datetime) -> list[Prepared]:
    """Read and check each item, without a database: what can be read, else its refusal."""
    # All envelopes, then all data: a fifth faster than one item after the other.
    envelopes = [_tried(_envelope, item, inlets, now) for item in items]
    read = [_tried(_data, envelope, inlets) for envelope in envelopes]
    parts = enumerate(zip(items, envelopes, read, strict=True))
    return [_prepared(index, *part, client=client) for index, part in parts]


def take_in(
    work: Work, inbox: Shelf[Received], prepared: Sequence[Prepared], inlets: Inlets
) -> list[Outcome]:
    """Apply each event that is new, in order; a refused one leaves no trace."""
    readable = [incoming for incoming, _ in prepared if incoming]
    inbox.fetch(incoming.identity for incoming in readable)
    inlets.prefetch(work, readable)
    return [
        _take(work, inbox, incoming, outcome, inlets) if incoming else outcome
        for incoming, outcome in prepared
    ]


def _tried(read: Callable[..., Any], said: Any, *more: Any) -> Any:
    """What can be read of something, or the ValidationError that says why nothing can."""
    if isinstance(said, ValidationError):
        return said
    try:
        return read(said, *more)
    except ValidationError as error:
        return error


def _envelope(item: Any, inlets: Inlets, now: datetime) -> Any:
    event = _ENVELOPE.load(item)
    if event["type"] not in inlets.types:
        allowed = ", ".join(inlets.types)
        raise ValidationError({"type": [f"Must be one of: {allowed}."]})
    if event["time"] - now > AHEAD:
        raise ValidationError({"time": ["Must not be more than a day ahead."]})
    return event


def _data(event: Mapping[str, Any], inlets: Inlets) -> Any:
    try:
        return _reader(inlets.types[event["type"]].schema).load(event["data"])
    except ValidationError as error:
        raise ValidationError({"data": error.normalized_messages()}) from error  # type: ignore[no-untyped-call]  # marshmallow's


def _prepared(index: int, item: Any, event: Any, data: Any, *, client: str) -> Prepared:
    if isinstance(data, ValidationError):
        named = item.get("id") if isinstance(item, dict) else None
        identity = named if isinstance(named, str) else None
        messages = data.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
        return None, _refused(index, identity, tuple(field_errors(messages, item)))
    incoming = Incoming(
        client=client,
        source=event["source"],
        id=event["id"],
        type=event["type"],
        time=event["time"],
        data=data,
        digest=_digest(event),
    )
    return incoming, Outcome(index=index, id=incoming.id, status=Status.ACCEPTED)


def _take(
    work: Work, inbox: Shelf[Received], incoming: Incoming, outcome: Outcome, inlets: Inlets
) -> Outcome:
    before = inbox.get(incoming.identity)
    if before is not None:
        same = before.digest == incoming.digest
        status = Status.DUPLICATE if same else Status.CONFLICT
        return Outcome(index=outcome.index, id=outcome.id, status=status)
    try:
        with work.attempt():
            waiting = inlets.types[incoming.type].use_case(work, incoming)
    except DomainError as error:
        return _refused(outcome.index, outcome.id, _below_data(error))
    inbox.put(Received(incoming.identity, incoming.digest, work.now))
    return Outcome(index=outcome.index, id=outcome.id, status=outcome.status, waiting=waiting)


def _refused(index: int, identity: str | None, errors: tuple[FieldError, ...]) -> Outcome:
    return Outcome(index=index, id=identity, status=Status.REFUSED, errors=errors)


def _below_data(error: DomainError) -> tuple[FieldError, ...]:
    if not error.errors:
        return (FieldError("/data", str(error)),)
    return tuple(FieldError(f"/data{e.pointer}", e.detail, e.value) for e in error.errors)


@cache
def _reader(schema: type[Schema]) -> PlainReader:
    """One for all events: to make one takes longer than to read an event with it."""
    return PlainReader(schema())


def _digest(event: Mapping[str, Any]) -> str:
    """Of what the event says: a sender may repeat it with another trace, or in another mode."""
    said = (event["type"], event.get("subject"), event["time"].isoformat(), event["data"])
    return hashlib.sha256(_SORTED.encode(said).encode()).hexdigest()


_ENVELOPE = PlainReader(CloudEventSchema())
_SORTED = json.JSONEncoder(sort_keys=True)
