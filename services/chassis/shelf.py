"""The things of one collection in a unit of work: read in one go, changed in memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from services.chassis.clock import milliseconds
from services.chassis.documents import from_document, to_document
from services.chassis.kinds import Kind, Query

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


class Held(Generic[T]):
    """A thing and its version; without a thing a headstone, or (version 0) never heard of.

    What was read stays a document until somebody asks for the thing: of many things only the
    version is looked at.
    """

    __slots__ = ("_document", "_of", "_thing", "version")

    def __init__(
        self, version: int, *, thing: T | None = None, document: Any = None, of: Any = None
    ) -> None:
        self.version = version
        self._thing = thing
        self._document = document
        self._of = of

    @property
    def thing(self) -> T | None:
        """The thing, if there is one."""
        if self._thing is None and self._document is not None:
            self._thing = from_document(self._document, self._of)
        return self._thing

    def document(self) -> dict[str, Any]:
        """What to write of it once it was set, without id and version."""
        return {"removed": True} if self._thing is None else to_document(self._thing)


class Undo:
    """How to take back what was done since an attempt began; out of attempts nothing is kept."""

    __slots__ = ("attempts", "steps")

    def __init__(self) -> None:
        self.attempts = 0
        self.steps: list[Callable[[], None]] = []

    def back_to(self, length: int) -> None:
        """Take back all but the first `length` steps, the last one first."""
        while len(self.steps) > length:
            self.steps.pop()()


NEVER: Held[Any] = Held(0)
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

    def __init__(self, kind: Kind[T], basis: Basis, undo: Undo) -> None:
        self.kind = kind
        self.collection = kind.collection(basis.generation)
        self._reader = basis.reader
        self._now = milliseconds(basis.now)
        self._undo = undo
        self._held: dict[str, Held[T]] = {}
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
        found = list(self._reader.find(self.collection, query))
        self._hold(found)
        for identity in (*(document["_id"] for document in found), *self.changed):
            self._join_group(identity)

    def get(self, identity: str | None) -> T | None:
        """The thing of this id, or None where there is none (any more)."""
        return None if identity is None else self._look(identity).thing

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
        if key not in self._groups:
            self.fetch_groups([key])
        things = (self._held[identity].thing for identity in self._groups[key])
        return tuple(t for t in things if t is not None and self._group_of(t) == key)

    def put(self, thing: T, *, version: int | None = None) -> int:
        """Save this state. Its version is the one given, else the next one; it is returned."""
        return self._set(getattr(thing, self.kind.key), version, thing)

    def add(self, thing: T) -> int:
        """Save a new thing without looking for it: for when its whole group has been read.

        Should another transaction make it meanwhile, this one runs again and sees it.
        """
        self._held.setdefault(getattr(thing, self.kind.key), NEVER)
        return self.put(thing)

    def remove(self, identity: str, *, version: int | None = None) -> int:
        """Leave a headstone: the id and the version, nothing else."""
        return self._set(identity, version, None)

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
            document = {"_id": identity, "version": held.version} | held.document()
            yield identity, document, self._read.get(identity, 0) == 0

    def _look(self, identity: str) -> Held[T]:
        if identity not in self._held:
            self.fetch([identity])
        return self._held[identity]

    def _set(self, identity: str, version: int | None, thing: T | None) -> int:
        before = self._look(identity)
        if self._undo.attempts:
            was_changed = identity in self.changed
            self._undo.steps.append(lambda: self._restore(identity, before, was_changed))
        if version is None:
            version = max(before.version + 1, self._now)
        self._held[identity] = Held(version, thing=thing)
        self.changed[identity] = None
        self._join_group(identity)
        return version

    def _restore(self, identity: str, before: Held[T], was_changed: bool) -> None:
        self._held[identity] = before
        if not was_changed:
            self.changed.pop(identity, None)

    def _hold(self, documents: Iterable[Any]) -> None:
        for document in documents:
            identity = document["_id"]
            if identity not in self._held:
                version = self._read[identity] = document["version"]
                standing = None if document.get("removed") else document
                self._held[identity] = Held(version, document=standing, of=self.kind.of)

    def _join_group(self, identity: str) -> None:
        if not self._groups:
            return
        thing = self._held[identity].thing
        members = None if thing is None else self._groups.get(self._group_of(thing))
        if members is not None:
            members[identity] = None

    def _group_of(self, thing: T) -> Any:
        return getattr(thing, str(self.kind.group), None)
