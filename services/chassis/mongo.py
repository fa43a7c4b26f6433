"""MongoDB: one transaction per unit of work, and reads outside of one."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pymongo
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.chassis import event_log
from services.chassis.clock import Clock
from services.chassis.dead_letters import DEAD_LETTERS
from services.chassis.errors import TooMuchAtOnce
from services.chassis.kinds import Index, Query
from services.chassis.saving import WriteRefused, save
from services.chassis.shelf import Basis, Sort
from services.chassis.work import Work

Document = dict[str, Any]
W = TypeVar("W", bound=Work)
R = TypeVar("R")

WEB_SECONDS = 1.3  # pymongo may take half a second more to find that no server is there
IMPORT_SECONDS = 30.0
BATCH_SECONDS = 90.0
AT_ONCE = 10_000  # documents in one answer, where MongoDB would begin with 101
POINTER = "generation"
NAMESPACE_EXISTS = 48


class GenerationChanged(Exception):
    """The read models were rebuilt: what was to be written belongs to the old ones."""


def connect(url: str) -> MongoClient[Document]:
    """A client that says within 2 seconds that the database is away."""
    return MongoClient(
        url,
        tz_aware=True,
        serverSelectionTimeoutMS=int(WEB_SECONDS * 1000),
        connectTimeoutMS=int(WEB_SECONDS * 1000),
        maxPoolSize=32,
        w="majority",
        appname="readiness",
    )


@dataclass(frozen=True, slots=True)
class MongoReader:
    """Reads for a unit of work, within its session where it has one."""

    database: Database[Document]
    session: ClientSession | None = None

    def find(
        self, collection: str, query: Query, *, sort: Sort = (), limit: int = 0
    ) -> Iterable[Document]:
        """Documents as they are."""
        found = self.database[collection].find(
            query, session=self.session, limit=limit, batch_size=AT_ONCE
        )
        return found.sort(list(sort)) if sort else found

    def count(self, collection: str, query: Query) -> int:
        """How many documents there are."""
        return self.database[collection].count_documents(query, session=self.session)


class Mongo(Generic[W]):
    """One service's database: reads and transactions over its own kind of Work."""

    def __init__(
        self,
        client: MongoClient[Document],
        *,
        service: str,
        prefix: str,
        work: type[W],
        clock: Clock,
    ) -> None:
        self.client = client
        self.service = service
        self.database: Database[Document] = client[f"{prefix}{service}"]
        self.clock = clock
        self._work = work
        self._pointer: tuple[float, int] = (float("-inf"), 1)

    def transact(
        self, do: Callable[[W], R], *, seconds: float = WEB_SECONDS, traceparent: str | None = None
    ) -> R:
        """Run `do` on a fresh Work and save what it changed, all or nothing.

        It may run more than once on a write conflict, so nothing in it may send or count. Raises
        what `do` raises, TooMuchAtOnce for more than one transaction can hold, or PyMongoError
        when the database does not answer within `seconds`.
        """
        self._hear_soon(seconds)
        try:
            return self._in_transaction(
                lambda s: self._once(s, do, self._basis(s, traceparent=traceparent)), seconds
            )
        except PyMongoError as error:
            if self._was_too_much(error, seconds):
                raise TooMuchAtOnce from error
            raise

    def consume(self, do: Callable[[W], R], *, generation: int, rebuilding: bool = False) -> R:
        """The same for a consumer, on the generation that it fills.

        Raises GenerationChanged when another one serves by now; then nothing was saved.
        """

        def once(session: ClientSession) -> R:
            if not rebuilding and current_generation(self.database, session) != generation:
                raise GenerationChanged
            basis = self._basis(session, generation=generation, rebuilding=rebuilding)
            return self._once(session, do, basis)

        self._hear_soon(BATCH_SECONDS)
        return self._in_transaction(once, BATCH_SECONDS)

    def read(self, do: Callable[[W], R], *, seconds: float = WEB_SECONDS) -> R:
        """Run `do` on a Work that is not saved."""
        self._hear_soon(seconds)
        with pymongo.timeout(seconds):
            return do(self._work(self._basis(None)))

    def generation(self) -> int:
        """Which generation of the read models serves; looked up once a second."""
        read_at, value = self._pointer
        if time.monotonic() - read_at >= 1:
            value = current_generation(self.database)
            self._pointer = (time.monotonic(), value)
        return value

    def prepare(self, generation: int) -> None:
        """Make collections and indexes that are missing."""
        have = set(self.database.list_collection_names())
        for kind in (*self._work.kinds, DEAD_LETTERS, event_log.ENTRIES):
            name = kind.collection(generation)
            if name not in have:
                _create(self.database, name)
            for index in kind.indexes:
                self.database[name].create_index(list(index.fields), **_options(index))

    def drop(self, generation: int) -> None:
        """Remove the read models of a generation."""
        for kind in self._work.kinds:
            if kind.read_model:
                self.database.drop_collection(kind.collection(generation))

    def _in_transaction(self, once: Callable[[ClientSession], R], seconds: float) -> R:
        with pymongo.timeout(seconds), self.client.start_session() as session:
            return session.with_transaction(
                once,
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority"),
            )

    def _hear_soon(self, seconds: float) -> None:
        """Let a long piece of work, too, hear within 2 seconds that the database is away."""
        if seconds > WEB_SECONDS:
            with pymongo.timeout(WEB_SECONDS):
                self.client.admin.command("ping")

    def _was_too_much(self, error: PyMongoError, seconds: float) -> bool:
        """Whether less would have been saved: the database refuses so much, or is there but slow.

        A little less than what it refuses it tries, gives up, and tries again for all the time.
        """
        if isinstance(error, WriteRefused):
            return error.too_large
        if not error.timeout or seconds <= WEB_SECONDS:
            return False
        self._hear_soon(seconds)
        return True

    def _once(self, session: ClientSession, do: Callable[[W], R], basis: Basis) -> R:
        work = self._work(basis)
        result = do(work)
        save(self.database, work, session)
        return result

    def _basis(
        self,
        session: ClientSession | None,
        *,
        generation: int | None = None,
        rebuilding: bool = False,
        traceparent: str | None = None,
    ) -> Basis:
        return Basis(
            reader=MongoReader(self.database, session),
            now=self.clock.now(),
            today=self.clock.today(),
            service=self.service,
            generation=self.generation() if generation is None else generation,
            rebuilding=rebuilding,
            traceparent=traceparent,
        )


def current_generation(database: Database[Document], session: ClientSession | None = None) -> int:
    """The generation that the pointer document names; 1 before any rebuild."""
    found = database[POINTER].find_one({"_id": POINTER}, session=session)
    return int(found["value"]) if found else 1


def _create(database: Database[Document], name: str) -> None:
    try:
        database.create_collection(name)
    except CollectionInvalid:
        return  # another process was faster
    except OperationFailure as error:
        if error.code != NAMESPACE_EXISTS:  # the same, found a moment later
            raise


def _options(index: Index) -> dict[str, Any]:
    options: dict[str, Any] = {"unique": True} if index.unique else {}
    if index.expires_after is not None:
        options["expireAfterSeconds"] = index.expires_after
    if index.where is not None:
        options["partialFilterExpression"] = dict(index.where)
    return options
