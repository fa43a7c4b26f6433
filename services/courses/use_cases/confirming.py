"""The queue of completions to confirm, with what each would change, and answers to several."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.errors import Conflict, Forbidden, NotFound
from services.chassis.paging import PageWanted, page_of
from services.courses import policy
from services.courses.domain import Answer, gaps_closed
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.claims import give_verdict, longest_first, waiting_for
from services.courses.use_cases.keeping import record_of
from services.courses.use_cases.outlook import Outlook, Seen, outlooks_of, seen
from services.courses.use_cases.training import NO_SUCH_RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for the caller: one page of it, and figures about all.

    `closes` is how many gaps all of them would close, None where this page is not all.
    """

    items: tuple[Outlook, ...]
    next: str | None
    waiting: int
    people: int
    closes: int | None


def queue(work: CoursesWork, caller: Caller, *, whole_line: bool, wanted: PageWanted) -> Queue:
    """A page of the completions that wait for the caller, the longest wait first."""
    waiting = waiting_for(work, caller, whole_line=whole_line)
    shown = page_of(waiting, wanted, by=longest_first)
    items = outlooks_of(work, caller, [claim.record for claim in shown.items])
    effects = [(item.record.staff_number, effect) for item in items for effect in item.effects]
    return Queue(
        items=items,
        next=shown.next,
        waiting=len(waiting),
        people=len({claim.person.staff_number for claim in waiting}),
        closes=gaps_closed(effects) if len(items) == len(waiting) else None,
    )


def to_answer(work: CoursesWork, caller: Caller, *, trainings: Iterable[str]) -> tuple[Seen, ...]:
    """Those of the completions that the caller may answer, also where somebody has by now."""
    work.training.fetch(trainings)
    return tuple(
        found for each in dict.fromkeys(trainings) if (found := _answerable(work, caller, each))
    )


def one_to_answer(work: CoursesWork, caller: Caller, *, training: str) -> Seen:
    """A completion that the caller may answer. Raises NotFound, or Forbidden."""
    record = record_of(work, training)
    authorise(work, caller, policy.CONFIRM, record.staff_number, NO_SUCH_RECORD)
    return seen(work, caller, record)


def give_verdicts(
    work: CoursesWork,
    caller: Caller,
    *,
    trainings: Sequence[str],
    verdict: Answer,
    note: str | None,
) -> None:
    """Answer several completions; one that is answered already, or not the caller's, stays."""
    for training in trainings:
        with suppress(Conflict, NotFound, Forbidden):
            give_verdict(work, caller, training=training, verdict=verdict, note=note)


def _answerable(work: CoursesWork, caller: Caller, training: str) -> Seen | None:
    try:
        return one_to_answer(work, caller, training=training)
    except (NotFound, Forbidden):
        return None
