"""Fold what other services say into this service's own copies."""

from collections.abc import Sequence

from services.chassis.documents import from_document
from services.chassis.work import Shelf
from services.contracts.envelope import Event
from services.skills.domain import Training


def keep_newest(shelf: Shelf[Training], events: Sequence[Event]) -> list[Event]:
    """Keep the newest state of each training record; returns the events that changed something."""
    shelf.fetch(_id(event) for event in events)
    return [event for event in events if _kept(shelf, event)]


def _kept(shelf: Shelf[Training], event: Event) -> bool:
    if event.sequence <= shelf.version(_id(event)):
        return False
    if event.removed:
        shelf.remove(_id(event), version=event.sequence)
    else:
        shelf.put(from_document(event.data, Training), version=event.sequence)
    return True


def _id(event: Event) -> str:
    return event.subject.rpartition("/")[2]
