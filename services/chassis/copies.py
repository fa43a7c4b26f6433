"""A service's own copies of what others publish: each thing in the newest version heard of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import ValidationError

from services.chassis.documents import from_document
from services.chassis.errors import DomainError
from services.chassis.shelf import Shelf
from services.contracts.envelope import Event

Adding = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What this service adds to the words of others, from those words."""


class OtherSubject(DomainError):
    """The subject of an event and its data speak of different things."""


class OtherForm(DomainError):
    """The data keeps its contract, but is not what this service makes of it."""


def keep_newest(
    shelf: Shelf[Any], events: Sequence[Event], adding: Adding | None = None
) -> list[Event]:
    """Keep the newest state of each thing; returns the events that changed something.

    A removed thing stays as a headstone with its version, so that any order with any repetition
    of the same events ends the same. Raises OtherSubject or OtherForm.
    """
    named = [(_id(event), event) for event in events]
    shelf.fetch(identity for identity, _ in named)
    return [event for identity, event in named if _kept(shelf, identity, event, adding)]


def _kept(shelf: Shelf[Any], identity: str, event: Event, adding: Adding | None) -> bool:
    if event.sequence <= shelf.version(identity):
        return False
    if event.removed:
        shelf.remove(identity, version=event.sequence)
    else:
        _keep(shelf, identity, event, adding)
    return True


def _keep(shelf: Shelf[Any], identity: str, event: Event, adding: Adding | None) -> None:
    if event.data[shelf.kind.key] != identity:
        raise OtherSubject(f"The subject {event.subject} and the data name different things.")
    said = {**event.data, **adding(event.data)} if adding else event.data
    try:
        thing = from_document(said, shelf.kind.of)
    except ValidationError as error:
        raise OtherForm(f"The data cannot be kept: {error}.") from error
    shelf.put(thing, version=event.sequence)


def _id(event: Event) -> str:
    """The id of the thing: the subject, after a person or kind that stands before it."""
    return event.subject.rpartition("/")[2]
