"""One unit of work: what a use case reads, changes and publishes, saved all together or not at all.

A use case for one thing and one for a thousand are the same code: fetch what is needed in one
read, decide in memory, and leave one bulk write per collection behind. No database is known here;
chassis/mongo.py reads for it and saves it in one transaction.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from services.chassis.dead_letters import DEAD_LETTERS
from services.chassis.errors import DomainError
from services.chassis.kinds import Kind
from services.chassis.shelf import Basis, Shelf, Undo
from services.contracts.envelope import Event

T = TypeVar("T")


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
        self._undo = Undo()
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
        undo, done, said = self._undo, len(self._undo.steps), len(self.events)
        undo.attempts += 1
        try:
            yield
        except DomainError:
            undo.back_to(done)
            del self.events[said:]
            raise
        finally:
            undo.attempts -= 1
            if not undo.attempts:
                undo.steps.clear()
