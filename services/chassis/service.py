"""What makes a service: its data, the events it follows, what it can say again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.chassis.access import Principal
from services.chassis.kinds import Kind
from services.chassis.work import Work
from services.contracts.envelope import Event

Follow = Callable[[Any, Sequence[Event]], None]
"""Take notice of events, of one work and in one go; older ones than held change nothing."""

Admits = Callable[[Any, Principal, date], bool]
"""Whether this person may sign in at all on this day: one who has left or was removed may not."""

Republish = Callable[[Any, str], None]
"""Publish the current state of one thing, by its id, with a new version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service, as its processes and commands need to know it.

    `about` says in a sentence what it answers. `admits`: whether a person may sign in.
    `follows`: the consumer's table, event type to use case. `republishes`: what can be said
    again, kind by kind. `after_rebuild`: for what is published on the strength of a read model,
    done with the groups of that kind once a rebuilt one serves. `records_of_people`: records
    grouped by staff number, and people; whoever has the one and is not known as the other waits.
    """

    name: str
    about: str
    work: type[Work]
    admits: Admits
    follows: Mapping[str, Follow] = field(default_factory=dict)
    republishes: Mapping[Kind[Any], Republish] = field(default_factory=dict)
    after_rebuild: tuple[Kind[Any], Callable[[Any, Sequence[str]], None]] | None = None
    records_of_people: tuple[Kind[Any], Kind[Any]] | None = None
