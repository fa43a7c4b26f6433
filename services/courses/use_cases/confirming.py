"""The queue of completions to confirm, with what each would change, and answers to several."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.errors import Conflict, Forbidden, NotFound
from services.chassis.paging import PageWanted, page_of
from services.courses import policy
from services.courses.domain import Answer, State, TrainingRecord, answer_in_words, gaps_closed
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.claims import give_verdict, longest_first, waiting_for
from services.courses.use_cases.keeping import record_of
from services.courses.use_cases.naming import answerer_of
from services.courses.use_cases.outlook import Outlook, outlooks_of
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

    @property
    def namesakes(self) -> frozenset[str]:
        """Names that several of these people have."""
        names = {each.record.staff_number: each.person.name for each in self.items if each.person}
        return frozenset(n for n, number in Counter(names.values()).items() if number > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a completion was answered, in words; `own` says whether by the caller."""

    outlook: Outlook
    own: bool
    answer: str

    @property
    def rejected(self) -> bool:
        """Whether it was rejected."""
        return self.outlook.record.confirmation.state is Answer.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Completions that somebody chose to answer; `gone` are not theirs to answer (any more)."""

    waiting: tuple[Outlook, ...]
    answered: tuple[Verdict, ...]
    gone: int

    @property
    def own(self) -> tuple[Verdict, ...]:
        """Those that the caller answered."""
        return tuple(each for each in self.answered if each.own)

    @property
    def others(self) -> tuple[Verdict, ...]:
        """Those that are answered without the caller."""
        return tuple(each for each in self.answered if not each.own)


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


def chosen(work: CoursesWork, caller: Caller, *, trainings: Sequence[str]) -> Chosen:
    """How the completions stand that somebody chose to answer."""
    wanted = tuple(dict.fromkeys(trainings))
    work.training.fetch(wanted)
    records = [record for each in wanted if (record := _answerable(work, caller, each))]
    work.people.fetch(each.confirmation.by for each in records if each.confirmation.by)
    verdicts = [_verdict(work, caller, each) for each in outlooks_of(work, caller, records)]
    return Chosen(
        waiting=tuple(each.outlook for each in verdicts if each.outlook.record.waits),
        answered=tuple(each for each in verdicts if not each.outlook.record.waits),
        gone=len(wanted) - len(records),
    )


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


def _answerable(work: CoursesWork, caller: Caller, training: str) -> TrainingRecord | None:
    try:
        record = record_of(work, training)
        authorise(work, caller, policy.CONFIRM, record.staff_number, NO_SUCH_RECORD)
    except (NotFound, Forbidden):
        return None
    never_asked = record.confirmation.state is Answer.NOT_NEEDED
    return None if never_asked and record.state is not State.WITHDRAWN else record


def _verdict(work: CoursesWork, caller: Caller, outlook: Outlook) -> Verdict:
    by = outlook.record.confirmation.by
    own = by is not None and by in (caller.principal.staff_number, caller.principal.subject)
    who = "You" if own else answerer_of(work, outlook.record)
    return Verdict(outlook=outlook, own=own, answer=answer_in_words(outlook.record, who))
