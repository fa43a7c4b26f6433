"""Completions that wait for an answer, and the answers."""

from dataclasses import dataclass

from services.chassis.access import Caller, Role
from services.chassis.paging import Page, PageWanted, page_of
from services.courses import policy
from services.courses.domain import Answer, Change, Person, TrainingRecord, answer
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise, manager_at_work, whose
from services.courses.use_cases.keeping import keep, record_of
from services.courses.use_cases.training import NO_SUCH_RECORD


@dataclass(frozen=True, slots=True)
class Claim:
    """A completion that waits, and whose it is."""

    person: Person
    record: TrainingRecord


def give_verdict(
    work: CoursesWork, caller: Caller, *, training: str, verdict: Answer, note: str | None
) -> tuple[TrainingRecord, int]:
    """Accept or reject a completion; returns the record and its version."""
    record = record_of(work, training)
    authorise(work, caller, policy.CONFIRM, record.staff_number, NO_SUCH_RECORD)
    by = caller.principal.staff_number or caller.principal.subject
    answered = answer(record, verdict, by=by, on=caller.today, note=note)
    keep(work, Change(record, answered))
    return answered, work.training.version(training)


def claims(
    work: CoursesWork, caller: Caller, *, whole_line: bool, wanted: PageWanted
) -> Page[Claim]:
    """A page of the completions that wait for the caller, the longest wait first."""
    return page_of(waiting_for(work, caller, whole_line=whole_line), wanted, by=longest_first)


def waiting_for(work: CoursesWork, caller: Caller, *, whole_line: bool) -> tuple[Claim, ...]:
    """All completions that wait for the caller, in no order.

    They wait for the nearest manager at work, with `whole_line` for everybody in the line; where
    nobody in the line is at work, for who administers people there.
    """
    found = {claim.record.id: claim for claim in _of_own_line(work, caller, whole_line=whole_line)}
    found |= {claim.record.id: claim for claim in _of_nobodys_line(work, caller)}
    return tuple(found.values())


def longest_first(claim: Claim) -> tuple[str, str]:
    """Where a claim stands in the queue."""
    return claim.record.logged_on.isoformat(), claim.record.id


def _of_own_line(work: CoursesWork, caller: Caller, *, whole_line: bool) -> list[Claim]:
    me = caller.principal.staff_number
    if me is None:
        return []
    people = {person.staff_number: person for person in work.people.take({"line": me})}
    waiting = [Claim(people[record.staff_number], record) for record in work.waiting_of(people)]
    if whole_line:
        return waiting
    work.people.fetch(number for claim in waiting for number in claim.person.line)
    return [c for c in waiting if manager_at_work(work, c.person, caller.today) == me]


def _of_nobodys_line(work: CoursesWork, caller: Caller) -> list[Claim]:
    if Role.PEOPLE_ADMIN not in caller.principal.roles:
        return []
    waiting = work.waiting()
    work.people.fetch(record.staff_number for record in waiting)
    held = [(work.people.get(record.staff_number), record) for record in waiting]
    known = [Claim(person, record) for person, record in held if person is not None]
    work.people.fetch(number for claim in known for number in claim.person.line)
    work.units.fetch(claim.person.unit for claim in known if claim.person.unit)
    return [c for c in known if _stands_in(work, caller, c.person)]


def _stands_in(work: CoursesWork, caller: Caller, person: Person) -> bool:
    return person.staff_number != caller.principal.staff_number and policy.CONFIRM.allows(
        caller.principal, whose(work, person, caller.today)
    )
