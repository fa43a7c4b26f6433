"""Answering self-assessments and certificates, several together; who was faster."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.errors import Forbidden, NotFound
from services.skills import policy
from services.skills.domain import Evidence, State, entry, waits_here
from services.skills.store import SkillsWork
from services.skills.use_cases.claims import Claim
from services.skills.use_cases.evidence import answer_evidence
from services.skills.use_cases.naming import skill_names, telling_of
from services.skills.use_cases.queue import Weighed, weighed
from services.skills.use_cases.seeing import see_record
from services.skills.use_cases.weighing import fetch_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A claim that was answered; `own`: by the caller."""

    evidence: Evidence
    name: str
    skill: str
    answer: str
    reason: str | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Claims that were picked out. `gone` counts those that are not the caller's to answer."""

    waiting: tuple[Weighed, ...]
    answered: tuple[Answered, ...]
    gone: int


def get_chosen(work: SkillsWork, caller: Caller, *, identities: Sequence[str]) -> Chosen:
    """The claims of these ids as they stand now: those that wait, those that were answered."""
    wanted = tuple(dict.fromkeys(identities))
    found = _answerable(work, caller, wanted)
    waiting = [each for each in found if waits_here(each)]
    claims = [Claim(evidence=each, name=_name(work, each)) for each in waiting]
    return Chosen(
        waiting=weighed(work, caller, claims, Counter()),
        answered=tuple(_told(work, caller, each) for each in found if not waits_here(each)),
        gone=len(wanted) - len(found),
    )


def answer_claims(
    work: SkillsWork,
    caller: Caller,
    *,
    identities: Sequence[str],
    verdict: State,
    level: int | None = None,
    note: str | None = None,
) -> None:
    """Answer those of the claims that still wait, all alike.

    What somebody has answered meanwhile stays as they did; what is not the caller's is passed over.
    """
    found = [each for each in _answerable(work, caller, identities) if waits_here(each)]
    fetch_records(work, found)
    work.levels.fetch({each.staff_number for each in found})
    for each in found:
        answer_evidence(work, caller, identity=each.id, verdict=verdict, level=level, note=note)


def _answerable(
    work: SkillsWork, caller: Caller, identities: Sequence[str]
) -> tuple[Evidence, ...]:
    """Of these ids the evidence, waiting or answered, of people whom the caller may assess."""
    work.evidence.fetch(identities)
    found = [each for number in identities if (each := work.evidence.get(number))]
    work.people.fetch({each.staff_number for each in found})
    return tuple(each for each in found if _may_answer(work, caller, each))


def _may_answer(work: SkillsWork, caller: Caller, evidence: Evidence) -> bool:
    try:
        person = see_record(work, caller, evidence.staff_number)
    except (NotFound, Forbidden):
        return False
    return policy.ASSESS.allows(caller.principal, person)


def _told(work: SkillsWork, caller: Caller, evidence: Evidence) -> Answered:
    telling = telling_of(work, caller, evidence.staff_number, [evidence])
    told = entry(evidence, caller.today, telling)
    own = caller.principal.staff_number or caller.principal.subject
    return Answered(
        evidence=evidence,
        name=_name(work, evidence),
        skill=skill_names(work, [evidence.skill])[evidence.skill],
        answer=told.answer,
        reason=told.reason,
        own=evidence.judge == own,
    )


def _name(work: SkillsWork, evidence: Evidence) -> str:
    person = work.people.get(evidence.staff_number)
    return person.name if person else evidence.staff_number
