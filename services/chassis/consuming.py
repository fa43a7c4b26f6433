"""From messages to effects: what can be read is applied in one transaction, the rest set aside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from services.chassis.dead_letters import Incoming, Message, header, set_aside
from services.chassis.errors import DomainError, NotFound
from services.chassis.mongo import Mongo
from services.chassis.service import Follow, Service
from services.chassis.work import Work
from services.contracts.catalogue import EVENT_TYPES
from services.contracts.checking import problems
from services.contracts.envelope import Event, Unreadable, read

M = TypeVar("M", bound=Incoming)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Generic[M]):
    """Messages sorted out: events by their use case, what is dead, how many are not ours."""

    events: Mapping[Follow, Sequence[Event]]
    dead: Sequence[tuple[M, str]]
    skipped: int


def sort_out(messages: Iterable[M], follows: Mapping[str, Follow]) -> Batch[M]:
    """Read and check each message, without a database."""
    known = {EVENT_TYPES[name].subject for name in follows}
    events: dict[Follow, list[Event]] = {}
    dead: list[tuple[M, str]] = []
    skipped = 0
    for message in messages:
        event, reason = _event(message, follows, known)
        if event is not None:
            events.setdefault(follows[event.type], []).append(event)
        elif reason:
            dead.append((message, reason))
        else:
            skipped += 1
    return Batch(events=events, dead=dead, skipped=skipped)


def apply(
    mongo: Mongo[Any],
    batch: Batch[Message],
    *,
    generation: int,
    rebuilding: bool = False,
    keep_dead: bool = True,
) -> None:
    """The effect of a batch in one transaction, its dead letters with it.

    Without `keep_dead` no dead letter is written: in a rebuild, those of the past are there
    already or were replayed.
    """

    def once(work: Work) -> None:
        for follow, events in batch.events.items():
            follow(work, events)
        if keep_dead:
            for message, reason in batch.dead:
                work.dead_letters.put(set_aside(message, reason, work.now))

    mongo.consume(once, generation=generation, rebuilding=rebuilding)


def apply_one_by_one(
    mongo: Mongo[Any],
    messages: Iterable[Message],
    service: Service,
    *,
    generation: int,
    rebuilding: bool = False,
    keep_dead: bool = True,
) -> list[tuple[Message, str]]:
    """After a batch has failed: what breaks a rule is set aside, any other error is raised.

    Gives all that is dead, with the reasons.
    """
    found: list[tuple[Message, str]] = []
    for message in messages:
        batch = sort_out([message], service.follows)
        try:
            apply(mongo, batch, generation=generation, rebuilding=rebuilding, keep_dead=keep_dead)
        except DomainError as error:
            batch = Batch(events={}, dead=[(message, str(error))], skipped=0)
            apply(mongo, batch, generation=generation, rebuilding=rebuilding, keep_dead=keep_dead)
        found.extend(batch.dead)
    return found


def replay(service: Service) -> Callable[[Any, str], bool]:
    """A use case that applies a dead letter again: True and it is gone, False and it stays."""

    def replay_one(work: Work, letter_id: str) -> bool:
        letter = work.dead_letters.get(letter_id)
        if letter is None:
            raise NotFound("There is no such dead letter.")
        reason = _try_again(work, letter.message(), service.follows)
        if reason:
            work.dead_letters.put(letter.refused_again(reason))
            return False
        work.dead_letters.remove(letter_id)
        return True

    return replay_one


def _try_again(work: Work, message: Message, follows: Mapping[str, Follow]) -> str:
    batch = sort_out([message], follows)
    try:
        with work.attempt():
            for follow, events in batch.events.items():
                follow(work, events)
    except DomainError as error:
        return str(error)
    return batch.dead[0][1] if batch.dead else ""


def _event(
    message: Incoming, follows: Mapping[str, Follow], known: set[str]
) -> tuple[Event | None, str]:
    named_type = header(message, "ce_type")
    if named_type and named_type not in follows:
        later = named_type.rpartition(".v")[0] in known
        return None, f"The type {named_type} is of a version not known here." if later else ""
    try:
        event = read(message.headers, message.value)
    except Unreadable as error:
        return None, str(error)
    found = problems(event.type, event.data)
    return (None, _in_words(found)) if found else (event, "")


def _in_words(found: Mapping[str, Any]) -> str:
    return "The data does not keep its contract: " + "; ".join(
        f"{field}: {detail}" for field, detail in found.items()
    )
