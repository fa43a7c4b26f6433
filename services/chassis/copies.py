"""A service's own copies of what others publish: each thing in the newest version heard of."""

from collections.abc import Sequence
from typing import Any

from services.chassis.documents import from_document
from services.chassis.errors import DomainError
from services.chassis.shelf import Shelf
from services.contracts.checking import is_exact
from services.contracts.envelope import Event


class OtherSubject(DomainError):
    """The subject of an event and its data speak of different things."""


def keep_newest(shelf: Shelf[Any], events: Sequence[Event]) -> list[Event]:
    """Keep the newest state of each thing; returns the events that changed something.

    A removed thing stays as a headstone with its version, so that any order with any repetition
    of the same events ends the same. Raises OtherSubject.
    """
    shelf.fetch(_id(event) for event in events)
    return [event for event in events if _kept(shelf, event)]


def _kept(shelf: Shelf[Any], event: Event) -> bool:
    identity = _id(event)
    if event.sequence <= shelf.version(identity):
        return False
    if event.removed:
        shelf.remove(identity, version=event.sequence)
    else:
        _keep(shelf, event, identity)
    return True


def _keep(shelf: Shelf[Any], event: Event, identity: str) -> None:
    if event.data[shelf.kind.key] != identity:
        raise OtherSubject(f"The subject {event.subject} and the data name different things.")
    if is_exact(event.type, event.data):
        # As it came: to make a thing of it and a document of that takes most of a batch's time.
        shelf.copy(identity, event.data, version=event.sequence)
    else:
        shelf.put(from_document(event.data, shelf.kind.of), version=event.sequence)


def _id(event: Event) -> str:
    """The id of the thing: the subject, after a person or kind that stands before it."""
    return event.subject.rpartition("/")[2]
