"""The self-assessments and certificates that wait for the caller, and what each would change."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.paging import PageWanted, page_of
from services.skills.domain import (
    Effect,
    Evidence,
    State,
    Verdict,
    answer,
    claim_in_words,
    doubts,
    effect_in_words,
    exempt_on,
)
from services.skills.store import SkillsWork
from services.skills.use_cases.claims import Claim, claims_for, longest_first
from services.skills.use_cases.naming import skill_names
from services.skills.use_cases.weighing import fetch_records, weigh, weigh_together


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim that waits, in words, with what confirming it would change.

    `namesake`: somebody else in the list has the same name, so that the staff number tells them
    apart.
    """

    evidence: Evidence
    name: str
    namesake: bool
    role: str | None
    skill: str
    what: str
    effect: Effect
    change: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Some of the claims that wait for the caller; the figures are about all of them."""

    items: tuple[Weighed, ...]
    next: str | None
    total: int
    people: int
    closes: int


def get_queue(work: SkillsWork, caller: Caller, *, whole_line: bool, wanted: PageWanted) -> Queue:
    """The claims that wait for the caller, the longest wait first; each is weighed."""
    claims = claims_for(work, caller, whole_line=whole_line)
    page = page_of(claims, wanted, by=longest_first)
    known = [each.evidence for each in claims]
    fetch_records(work, known)
    names = Counter({each.evidence.staff_number: each.name for each in claims}.values())
    return Queue(
        items=weighed(work, caller, page.items, names),
        next=page.next,
        total=len(claims),
        people=len({each.staff_number for each in known}),
        closes=_gaps_closed(work, caller, known),
    )


def weighed(
    work: SkillsWork, caller: Caller, claims: Sequence[Claim], names: Counter[str]
) -> tuple[Weighed, ...]:
    """Weigh claims, as if the caller confirmed each by itself."""
    effects = weigh(
        work, [_confirmed(work, caller, each.evidence) for each in claims], caller.today
    )
    called = skill_names(work, (each.evidence.skill for each in claims))
    return tuple(
        Weighed(
            evidence=claim.evidence,
            name=claim.name,
            namesake=names[claim.name] > 1,
            role=_role(work, claim.evidence.staff_number),
            skill=called[claim.evidence.skill],
            what=claim_in_words(claim.evidence),
            effect=effect,
            change=_change(work, caller, claim.evidence, effect),
            against=doubts(claim.evidence, caller.today),
        )
        for claim, effect in zip(claims, effects, strict=True)
    )


def _change(work: SkillsWork, caller: Caller, evidence: Evidence, effect: Effect) -> str:
    excused = exempt_on(work.exemptions.group(evidence.staff_number), caller.today)
    return effect_in_words(effect, excused=evidence.skill in excused)


def _confirmed(work: SkillsWork, caller: Caller, claim: Evidence) -> Evidence:
    """The claim as it would stand if the caller confirmed it now."""
    by = caller.principal.staff_number or caller.principal.subject
    return answer(claim, Verdict(State.ACCEPTED, by, caller.today, work.now))


def _gaps_closed(work: SkillsWork, caller: Caller, claims: Iterable[Evidence]) -> int:
    """How many gaps would be closed if all were confirmed."""
    together: dict[tuple[str, str], list[Evidence]] = {}
    for each in claims:
        confirmed = _confirmed(work, caller, each)
        together.setdefault((each.staff_number, each.skill), []).append(confirmed)
    return sum(
        weigh_together(work, about, caller.today).closes
        for (number, skill), about in together.items()
        if skill not in exempt_on(work.exemptions.group(number), caller.today)
    )


def _role(work: SkillsWork, staff_number: str) -> str | None:
    person = work.people.get(staff_number)
    role = work.role_levels.get(person.role_level if person else None)
    return role.name if role else None
