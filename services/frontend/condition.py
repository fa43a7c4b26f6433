"""Whether a service is well, from how fresh it is: nothing lost, nothing late, everybody there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.chassis.freshness import Freshness, Position, Sign
from services.frontend.words import count

GOAL = timedelta(seconds=5)
"""Within this time an event should be sent, and applied."""
SILENT = timedelta(seconds=30)
"""A process that has not said for so long that it lives is taken to have stopped."""


class State(StrEnum):
    """How something is doing."""

    WELL = "well"
    LATE = "late"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is received of one topic and not applied yet."""

    name: str
    waiting: int
    last_event: datetime | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process: web answers this very page, so only the others are listed."""

    kind: str
    slot: int
    started: datetime
    seen: datetime
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A service at one moment; `remarks` are sentences about what to look at."""

    now: datetime
    freshness: Freshness
    sending: State
    topics: tuple[Topic, ...]
    processes: tuple[Process, ...]
    remarks: tuple[str, ...]

    @property
    def applying(self) -> State:
        """The state of the topic that is doing worst."""
        late = any(topic.state is not State.WELL for topic in self.topics)
        return State.LATE if late else State.WELL

    @property
    def waiting(self) -> int:
        """How many events are received and not applied, of all topics."""
        return sum(topic.waiting for topic in self.topics)


def condition_of(freshness: Freshness, now: datetime) -> Condition:
    """Judge a service by what it wrote about itself."""
    sending = _sending(freshness, now)
    topics = tuple(_topics(freshness, now))
    processes = tuple(_process(sign, now) for sign in freshness.processes)
    return Condition(
        now=now,
        freshness=freshness,
        sending=sending,
        topics=topics,
        processes=processes,
        remarks=tuple(_remarks(freshness, sending, topics, processes)),
    )


def _sending(freshness: Freshness, now: datetime) -> State:
    oldest = freshness.oldest_pending
    return State.LATE if oldest is not None and now - oldest > GOAL else State.WELL


def _topics(freshness: Freshness, now: datetime) -> Iterator[Topic]:
    known: dict[str, list[Position]] = defaultdict(list)
    for position in freshness.topics:
        known[position.topic].append(position)
    for name, positions in known.items():
        behind = [each for each in positions if each.waiting]
        late = any(each.last_event is None or now - each.last_event > GOAL for each in behind)
        yield Topic(
            name=name,
            waiting=sum(each.waiting for each in positions),
            last_event=max((e.last_event for e in positions if e.last_event), default=None),
            state=State.LATE if late else State.WELL,
        )


def _process(sign: Sign, now: datetime) -> Process:
    return Process(
        kind=sign.kind,
        slot=sign.slot,
        started=sign.started,
        seen=sign.at,
        state=State.BAD if now - sign.at > SILENT else State.WELL,
    )


def _remarks(
    freshness: Freshness,
    sending: State,
    topics: tuple[Topic, ...],
    processes: tuple[Process, ...],
) -> Iterator[str]:
    if sending is not State.WELL:
        yield f"{_have(freshness.pending, 'event')} been saved and not sent yet."
    for topic in topics:
        if topic.state is not State.WELL:
            yield f"{_have(topic.waiting, 'event')} not been applied yet ({topic.name})."
    if freshness.dead_letters:
        verb = "is set aside and needs" if freshness.dead_letters == 1 else "are set aside and need"
        yield f"{count(freshness.dead_letters, 'event')} {verb} a decision."
    for process in processes:
        if process.state is not State.WELL:
            yield f"The {process.kind} has not said for a while that it is running."
    for kind in ("relay", "consumer"):
        if kind not in {process.kind for process in processes}:
            yield f"There is no {kind} running."


def _have(number: int, one: str) -> str:
    return f"{count(number, one)} {'has' if number == 1 else 'have'}"
