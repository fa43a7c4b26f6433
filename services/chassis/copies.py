"""A service's own copies of what others publish: each thing in the newest version heard of."""

from collections.abc import Sequence
from typing import Any

from services.chassis.documents import from_document
from services.chassis.work import Shelf
from services.contracts.envelope import Event


def keep_newest(shelf: Shelf[Any], events: Sequence[Event]) -> list[Event]:
    """Keep the newest state of each thing; returns the events that changed something.

    A removed thing stays as a headstone with its version, so that any order with any repetition
    of the same events ends the same.
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
        shelf.put(from_document(event.data, shelf.kind.of), version=event.sequence)
    return True


def _id(event: Event) -> str:
    """The id of the thing: the subject, after a person or kind that stands before it."""
    return event.subject.rpartition("/")[2]
