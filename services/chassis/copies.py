"""A service's own copies of what others publish: each thing in the newest version heard of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.chassis.documents import from_document
from services.chassis.errors import DomainError
from services.chassis.shelf import Shelf
from services.contracts.checking import is_exact
from services.contracts.envelope import Event

Adding = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What this service adds to the words of others, from those words."""


class OtherSubject(DomainError):
    """The subject of an event and its data speak of different things."""


def _nothing(_said: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


def keep_newest(
    shelf: Shelf[Any], events: Sequence[Event], adding: Adding = _nothing
) -> list[Event]:
    """Keep the newest state of each thing; returns the events that changed something.

    A removed thing stays as a headstone with its version, so that any order with any repetition
    of the same events ends the same. Raises OtherSubject.
    """
    shelf.fetch(_id(event) for event in events)
    return [event for event in events if _kept(shelf, event, adding)]


def _kept(shelf: Shelf[Any], event: Event, adding: Adding) -> bool:
    identity = _id(event)
    if event.sequence <= shelf.version(identity):
        return False
    if event.removed:
        shelf.remove(identity, version=event.sequence)
    else:
        _keep(shelf, event, identity, adding)
    return True


def _keep(shelf: Shelf[Any], event: Event, identity: str, adding: Adding) -> None:
    if event.data[shelf.kind.key] != identity:
        raise OtherSubject(f"The subject {event.subject} and the data name different things.")
    said = {**event.data, **adding(event.data)}
    if is_exact(event.type, event.data):
        # As it came: to make a thing of it and a document of that takes most of a batch's time.
        shelf.copy(identity, said, version=event.sequence)
    else:
        shelf.put(from_document(said, shelf.kind.of), version=event.sequence)


def _id(event: Event) -> str:
    """The id of the thing: the subject, after a person or kind that stands before it."""
    return event.subject.rpartition("/")[2]
