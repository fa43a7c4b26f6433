"""One unit of work: what a use case reads, changes and publishes, saved all together or not at all.

A use case for one thing and one for a thousand are the same code: fetch what is needed in one
read, decide in memory, and leave one bulk write per collection behind. No database is known here;
chassis/mongo.py reads for it and saves it in one transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar
from uuid import uuid4

from services.chassis.clock import milliseconds
from services.chassis.dead_letters import DEAD_LETTERS
from services.chassis.documents import from_document, to_document
from services.chassis.errors import DomainError
from services.chassis.kinds import Kind, Query
from services.contracts.envelope import Event

T = TypeVar("T")
Sort = Sequence[tuple[str, int]]


class Reader(Protocol):
    """Reads documents for a unit of work."""

    def find(
        self, collection: str, query: Query, *, sort: Sort = (), limit: int = 0
    ) -> Iterable[Any]:
        """Documents as they are, headstones among them."""
        ...

    def count(self, collection: str, query: Query) -> int:
        """How many documents there are."""
        ...


class Held(NamedTuple):
    """A thing and its version; without a thing a headstone, or (version 0) never heard of."""

    thing: Any
    version: int


NEVER = Held(None, 0)
STANDING: Query = {"removed": {"$ne": True}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What every unit of work starts from."""

    reader: Reader
    now: datetime
    today: date
    service: str
    generation: int = 1
    rebuilding: bool = False
    traceparent: str | None = None


class Shelf(Generic[T]):
    """The things of one collection that this unit of work has read and will write."""

    def __init__(self, kind: Kind[T], basis: Basis, undo: list[Callable[[], None]]) -> None:
        self.kind = kind
        self.collection = kind.collection(basis.generation)
        self._reader = basis.reader
        self._now = milliseconds(basis.now)
        self._undo = undo
        self._held: dict[str, Held] = {}
        self._read: dict[str, int] = {}
        self._groups: dict[str, dict[str, None]] = {}
        self.changed: dict[str, None] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Read what is not held yet, in one go."""
        wanted = [i for i in dict.fromkeys(ids) if i not in self._held]
        if not wanted:
            return
        self._hold(self._reader.find(self.collection, {"_id": {"$in": wanted}}))
        for missing in wanted:
            self._held.setdefault(missing, NEVER)

    def fetch_groups(self, keys: Iterable[str]) -> None:
        """Read whole groups that are not held yet, in one go."""
        wanted = [k for k in dict.fromkeys(keys) if k not in self._groups]
        if not wanted:
            return
        for key in wanted:
            self._groups[key] = {}
        query = {str(self.kind.group): {"$in": wanted}}
        self._hold(self._reader.find(self.collection, query))
        for identity, held in self._held.items():
            self._join_group(identity, held.thing)

    def get(self, identity: str | None) -> T | None:
        """The thing of this id, or None where there is none (any more)."""
        thing: T | None = None if identity is None else self._look(identity).thing
        return thing

    def need(self, identity: str) -> T:
        """The thing of this id. Raises KeyError where there is none: the caller knows better."""
        thing = self.get(identity)
        if thing is None:
            raise KeyError(identity)
        return thing

    def version(self, identity: str) -> int:
        """The version held of this id; a headstone has one, 0 is never heard of."""
        return self._look(identity).version

    def group(self, key: str) -> tuple[T, ...]:
        """All things of one group, what this unit of work has put among them."""
        self.fetch_groups([key])
        things = (self._held[identity].thing for identity in self._groups[key])
        return tuple(t for t in things if t is not None and self._group_of(t) == key)

    def put(self, thing: T, *, version: int | None = None) -> int:
        """Save this state. Its version is the one given, else the next one; it is returned."""
        identity: str = getattr(thing, self.kind.key)
        return self._set(identity, thing, version)

    def add(self, thing: T) -> int:
        """Save a new thing without looking for it: for when its whole group has been read.

        Should another transaction make it meanwhile, this one runs again and sees it.
        """
        self._held.setdefault(getattr(thing, self.kind.key), NEVER)
        return self.put(thing)

    def remove(self, identity: str, *, version: int | None = None) -> int:
        """Leave a headstone: the id and the version, nothing else."""
        return self._set(identity, None, version)

    def find(self, query: Query, *, sort: Sort = (), limit: int = 0) -> tuple[T, ...]:
        """Things as the database has them, without what this unit of work has put."""
        found = self._reader.find(self.collection, {**STANDING, **query}, sort=sort, limit=limit)
        return tuple(from_document(document, self.kind.of) for document in found)

    def count(self, query: Query) -> int:
        """How many things the database has."""
        return self._reader.count(self.collection, {**STANDING, **query})

    def take(self, query: Query) -> tuple[T, ...]:
        """Find, and hold what was found; what this unit of work has put is newer and stays."""
        found = list(self._reader.find(self.collection, {**STANDING, **query}))
        self._hold(found)
        held = (self._held[document["_id"]].thing for document in found)
        return tuple(thing for thing in held if thing is not None)

    def changes(self) -> Iterator[tuple[str, dict[str, Any], bool]]:
        """What to write: id, document, and whether it is new to the database."""
        for identity in self.changed:
            held = self._held[identity]
            body = {"removed": True} if held.thing is None else to_document(held.thing)
            document = {"_id": identity, "version": held.version} | body
            yield identity, document, self._read.get(identity, 0) == 0

    def _look(self, identity: str) -> Held:
        if identity not in self._held:
            self.fetch([identity])
        return self._held[identity]

    def _set(self, identity: str, thing: T | None, version: int | None) -> int:
        before = self._look(identity)
        was_changed = identity in self.changed
        self._undo.append(lambda: self._restore(identity, before, was_changed))
        held = Held(thing, max(before.version + 1, self._now) if version is None else version)
        self._held[identity] = held
        self._join_group(identity, thing)
        self.changed[identity] = None
        return held.version

    def _restore(self, identity: str, before: Held, was_changed: bool) -> None:
        self._held[identity] = before
        if not was_changed:
            self.changed.pop(identity, None)

    def _hold(self, documents: Iterable[Any]) -> None:
        for document in documents:
            identity = document["_id"]
            if identity in self._held:
                continue
            standing = not document.get("removed")
            thing = from_document(document, self.kind.of) if standing else None
            self._held[identity] = Held(thing, document["version"])
            self._read[identity] = document["version"]

    def _join_group(self, identity: str, thing: T | None) -> None:
        members = None if thing is None else self._groups.get(self._group_of(thing))
        if members is not None:
            members[identity] = None

    def _group_of(self, thing: T) -> Any:
        return getattr(thing, str(self.kind.group), None)


class Work:
    """All shelves of one service within one transaction, and the events that go with the change.

    A service makes its own of it in store.py, with a shelf for each of its kinds.
    """

    kinds: ClassVar[tuple[Kind[Any], ...]] = ()

    def __init__(self, basis: Basis) -> None:
        self.now = basis.now
        self.today = basis.today
        self.basis = basis
        self.trace = basis.traceparent
        self.events: list[Event] = []
        self.shelves: list[Shelf[Any]] = []
        self._undo: list[Callable[[], None]] = []
        self.dead_letters = self.shelf(DEAD_LETTERS)

    def shelf(self, kind: Kind[T]) -> Shelf[T]:
        """The shelf of a kind; made once, in the constructor of the service's own Work."""
        shelf = Shelf(kind, self.basis, self._undo)
        self.shelves.append(shelf)
        return shelf

    def publish(self, event_type: str, subject: str, data: Mapping[str, Any], version: int) -> None:
        """Say what a thing is now; sent by the relay once this unit of work is saved."""
        self.events.append(
            Event(
                id=str(uuid4()),
                type=event_type,
                source=f"/{self.basis.service}",
                subject=subject,
                time=self.now,
                sequence=version,
                data=data,
                traceparent=self.trace,
            )
        )

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo what is done within when a rule refuses it, so that one bad item leaves no trace."""
        done, said = len(self._undo), len(self.events)
        try:
            yield
        except DomainError:
            while len(self._undo) > done:
                self._undo.pop()()
            del self.events[said:]
            raise
