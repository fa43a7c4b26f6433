"""Claims that wait for the caller's answer."""

from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.clock import milliseconds
from services.chassis.paging import Page, PageWanted, page_of
from services.skills import policy
from services.skills.domain import Evidence, Person, Source, State
from services.skills.store import SkillsWork
from services.skills.use_cases.seeing import nearest_at_work, whose

WAITING = {
    "state": State.CLAIMED.value,
    "source": {"$in": [Source.SELF.value, Source.CREDENTIAL.value]},
}
AS_INDEXED = (("recorded_at", 1), ("_id", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim, and the name of the person whose it is."""

    evidence: Evidence
    name: str


def find_claims(
    work: SkillsWork, caller: Caller, *, whole_line: bool, wanted: PageWanted
) -> Page[Claim]:
    """Claims that wait for the caller as the nearest manager at work, the longest wait first.

    `whole_line`: those of everybody below, too. Where nobody in the line is at work, those who
    stand in see them either way.
    """
    claims = claims_for(work, caller, whole_line=whole_line)
    return page_of(claims, wanted, by=longest_first)


def claims_for(work: SkillsWork, caller: Caller, *, whole_line: bool) -> tuple[Claim, ...]:
    """All of them, the longest wait first."""
    people = (*_below(work, caller, whole_line=whole_line), *unmanaged(work, caller))
    names = {person.staff_number: person.name for person in people}
    query = {**WAITING, "staff_number": {"$in": sorted(names)}}
    found = work.evidence.find(query, sort=AS_INDEXED)
    return tuple(Claim(evidence=each, name=names[each.staff_number]) for each in found)


def longest_first(claim: Claim) -> tuple[int, str]:
    """Where a claim stands in the queue."""
    return milliseconds(claim.evidence.recorded_at), claim.evidence.id


def _below(work: SkillsWork, caller: Caller, *, whole_line: bool) -> tuple[Person, ...]:
    number = caller.principal.staff_number
    if number is None:
        return ()
    below = work.people.take({"line": number})
    if whole_line:
        return below
    work.people.fetch({manager for person in below for manager in person.line})
    nearest = ((person, nearest_at_work(work, person, caller.today)) for person in below)
    return tuple(person for person, n in nearest if n is not None and n.staff_number == number)


def unmanaged(work: SkillsWork, caller: Caller) -> tuple[Person, ...]:
    """People whose claims wait for the caller because nobody in their line is at work."""
    if not caller.principal.roles & policy.ASSESS.unmanaged:
        return ()
    numbers = {claim.staff_number for claim in work.evidence.find(WAITING)}
    work.people.fetch(numbers)
    people = [person for number in numbers if (person := work.people.get(number))]
    work.people.fetch({manager for person in people for manager in person.line})
    work.units.fetch({person.unit for person in people if person.unit})
    known = ((person, whose(work, person, caller.today)) for person in people)
    return tuple(
        person
        for person, about in known
        if not about.managed and policy.ASSESS.allows(caller.principal, about)
    )
