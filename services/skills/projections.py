"""Fold what other services say into this service's own copies."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.chassis.copies import OtherSubject, keep_newest
from services.chassis.shelf import Shelf
from services.contracts.envelope import Event
from services.skills.domain import Training, evidence_ids


def keep_training(shelf: Shelf[Training], events: Sequence[Event]) -> tuple[Event, ...]:
    """Keep the newest state of each training record; gives the events that changed something.

    Raises a DomainError where an event breaks the rules of its kind.
    """
    for event in events:
        _check(event)
    return tuple(keep_newest(shelf, events, adding=_evidence))


def _evidence(said: Mapping[str, Any]) -> Mapping[str, Any]:
    if said["state"] != "completed" or said.get("completed_on") is None:
        return {}
    skills = (outcome["skill"] for outcome in said["outcomes"])
    return {"evidence": evidence_ids(said["training"], skills)}


def _check(event: Event) -> None:
    if event.removed:
        return
    named = f"{event.data['staff_number']}/{event.data['training']}"
    if event.subject != named:
        raise OtherSubject(f"The subject must be {named}, the person and the record of the data.")
