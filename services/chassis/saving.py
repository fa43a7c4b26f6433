"""Writing what a unit of work has changed, within its transaction."""

from collections.abc import Sequence
from typing import Any

from pymongo import InsertOne, ReplaceOne
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from services.chassis import event_log
from services.chassis.work import Work

Document = dict[str, Any]

DUPLICATE_KEY = 11000
TOO_LARGE = frozenset({257, 388})  # for the limit of a transaction, or for the memory it needs


class WriteRefused(PyMongoError):
    """The database refuses a write. Unlike the driver's own error it holds none of the data."""

    def __init__(self, codes: frozenset[int]) -> None:
        super().__init__(f"The database refused to write, with the codes {sorted(codes)}.")
        self.codes = codes

    @property
    def too_large(self) -> bool:
        """Whether the transaction has more in it than the database takes."""
        return bool(self.codes & TOO_LARGE)


def save(database: Database[Document], work: Work, session: ClientSession) -> None:
    """Write states and events. Raises WriteRefused, or what makes the transaction run again."""
    for shelf in work.shelves:
        changes = [
            InsertOne(document) if new else ReplaceOne({"_id": identity}, document)
            for identity, document, new in shelf.changes()
        ]
        _write(database, shelf.collection, changes, session)
    entries = [InsertOne(event_log.entry(event)) for event in work.events]
    _write(database, event_log.ENTRIES.name, entries, session)


def _write(
    database: Database[Document],
    collection: str,
    changes: Sequence[InsertOne[Document] | ReplaceOne[Document]],
    session: ClientSession,
) -> None:
    if not changes:
        return
    try:
        database[collection].bulk_write(changes, ordered=False, session=session)
    except BulkWriteError as error:
        # Without the driver's error behind it: that one quotes what was to be written.
        raise refused(error) from None


def refused(error: BulkWriteError) -> PyMongoError:
    """What to raise instead of the driver's error."""
    codes = frozenset(int(e.get("code", 0)) for e in error.details.get("writeErrors", ()))
    if codes != {DUPLICATE_KEY}:
        return WriteRefused(codes)
    # Another transaction made the same thing first: run again, and see it.
    again = DuplicateKeyError("made by another transaction meanwhile", DUPLICATE_KEY)
    again._add_error_label("TransientTransactionError")  # what makes with_transaction run again
    return again
