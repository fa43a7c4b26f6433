"""Messages that could not be applied, kept with the reason until somebody replays them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.chassis.kinds import Index, Kind


class Incoming(Protocol):
    """A message as Kafka gives it, or as a dead letter keeps it."""

    @property
    def headers(self) -> Sequence[tuple[str, bytes]]:
        """Names and values."""
        ...

    @property
    def value(self) -> bytes | None:
        """The data."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A Kafka message as it came, the topic without its prefix."""

    topic: str
    partition: int
    offset: int
    headers: tuple[tuple[str, bytes], ...]
    key: bytes | None
    value: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message set aside: why, where it stood, and what it held."""

    id: str
    reason: str
    topic: str
    partition: int
    offset: int
    type: str | None
    key: str | None
    headers: tuple[tuple[str, str], ...]
    payload: str | None
    at: datetime
    replays: int = 0

    def message(self) -> Message:
        """The message again, for a replay."""
        return Message(
            topic=self.topic,
            partition=self.partition,
            offset=self.offset,
            headers=tuple((name, value.encode()) for name, value in self.headers),
            key=None if self.key is None else self.key.encode(),
            value=None if self.payload is None else self.payload.encode("utf-8", "surrogateescape"),
        )

    def refused_again(self, reason: str) -> "DeadLetter":
        """The same letter after a replay that did not help."""
        return replace(self, reason=reason, replays=self.replays + 1)


DEAD_LETTERS: Kind[DeadLetter] = Kind(
    name="dead_letters",
    of=DeadLetter,
    key="id",
    indexes=(Index(fields=(("at", 1),)),),
)


def header(message: Incoming, name: str) -> str:
    """A header as text, empty where there is none; of several the last one, as events are read."""
    for known, value in reversed(message.headers):
        if known == name:
            return (value or b"").decode(errors="replace")  # Kafka lets a header be null
    return ""


def set_aside(message: Message, reason: str, now: datetime) -> DeadLetter:
    """The dead letter of a message; the same place in a topic gives the same letter."""
    # Kafka lets a header be null, whatever the type says.
    headers = tuple((n, (value or b"").decode(errors="replace")) for n, value in message.headers)
    return DeadLetter(
        id=f"{message.topic}-{message.partition}-{message.offset}",
        reason=reason,
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        type=dict(headers).get("ce_type"),
        key=None if message.key is None else message.key.decode(errors="replace"),
        headers=headers,
        payload=_text(message.value),
        at=now,
    )


def _text(value: bytes | None) -> str | None:
    return (
        None
        if value is None
        else value.decode(errors="replace").replace("\0", "\N{SYMBOL FOR NULL}")
    )
