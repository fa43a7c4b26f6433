"""The twin of a database: the bare limits write there what our own processes wrote before."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import IndexModel, InsertOne, MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

Document = dict[str, Any]
PREFIX = "limit_"


def make(database: Database[Document]) -> None:
    """Make the twin, empty, with the same collections and indexes."""
    twin = of(database)
    for name in database.list_collection_names():
        twin.create_collection(name)
        known = database[name].index_information()
        indexes = [_same(index) for own, index in known.items() if own != "_id_"]
        if indexes:
            twin[name].create_indexes(indexes)


def of(database: Database[Document]) -> Database[Document]:
    """The twin of a database."""
    return database.client[PREFIX + database.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """What our processes added to these collections since an instant (as versions count it).

    Of the documents one client takes each `shares`-th, from `share` on.
    """

    mongo_url: str
    database: str
    collections: Sequence[str]
    since: int
    share: int = 0
    shares: int = 1


class Writer:
    """Writes the same documents into the twin: plain pymongo, one transaction a batch."""

    def __init__(self, same: Same) -> None:
        """Read the documents; nothing is written yet."""
        self._client: MongoClient[Document] = MongoClient(same.mongo_url, tz_aware=True)
        ours = self._client[same.database]
        self._twin = of(ours)
        self._inserts = {name: _inserts(ours, name, same) for name in same.collections}
        # That these are held ready is no part of the work, nor are searches among them.
        gc.freeze()

    def write(self, begin: int, end: int, total: int) -> None:
        """Write what belongs to the events from `begin` to before `end`, of `total` in all."""
        parts = {
            name: inserts[len(inserts) * begin // total : len(inserts) * end // total]
            for name, inserts in self._inserts.items()
        }
        with self._client.start_session() as session:
            session.with_transaction(
                lambda within: self._write(parts, within),
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority"),
            )

    def _write(
        self, parts: Mapping[str, Sequence[InsertOne[Document]]], session: ClientSession
    ) -> None:
        for name, inserts in parts.items():
            if inserts:
                self._twin[name].bulk_write(inserts, ordered=False, session=session)


def _inserts(ours: Database[Document], name: str, same: Same) -> list[InsertOne[Document]]:
    found = ours[name].find({"version": {"$gte": same.since}}).sort([("version", 1), ("_id", 1)])
    return [InsertOne(document) for document in list(found)[same.share :: same.shares]]


def _same(index: Mapping[str, Any]) -> IndexModel:
    options = {option: value for option, value in index.items() if option not in ("key", "ns")}
    return IndexModel(index["key"], **options)
