"""Fold what other services say into this service's own copies."""

from collections.abc import Sequence

from services.chassis.copies import OtherSubject, keep_newest
from services.chassis.shelf import Shelf
from services.contracts.envelope import Event
from services.skills.domain import Training, with_evidence_ids


def keep_training(shelf: Shelf[Training], events: Sequence[Event]) -> tuple[Event, ...]:
    """Keep the newest state of each training record; gives the events that changed something.

    Raises a DomainError where an event breaks the rules of its kind.
    """
    for event in events:
        _check(event)
    kept = keep_newest(shelf, events)
    for identity in {event.data["training"]: None for event in kept if not event.removed}:
        shelf.put(with_evidence_ids(shelf.need(identity)), version=shelf.version(identity))
    return tuple(kept)


def _check(event: Event) -> None:
    named = "/".join(str(event.data.get(part)) for part in ("staff_number", "training"))
    if not event.removed and event.subject != named:
        raise OtherSubject(f"The subject must be {named}, the person and the record of the data.")
