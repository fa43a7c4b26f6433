"""Evidence: stated by people and their managers, answered by managers."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from msgspec.structs import replace

from services.chassis.access import Caller, Whose
from services.chassis.errors import DomainError, Forbidden, NotFound
from services.chassis.paging import Page, PageWanted, page_of
from services.skills import policy
from services.skills.domain import (
    Effect,
    Evidence,
    Source,
    State,
    Verdict,
    answer,
    record,
    repeated,
)
from services.skills.store import SkillsWork
from services.skills.use_cases.following import renew_levels
from services.skills.use_cases.seeing import see_record
from services.skills.use_cases.weighing import weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody says of a person's level in a skill; observed today unless they say when."""

    skill: str
    level: int
    source: Source
    title: str | None = None
    observed_on: date | None = None
    expires_on: date | None = None
    note: str | None = None
    link: str | None = None


class Recorded(NamedTuple):
    """The evidence there is now, and whether it is new."""

    evidence: Evidence
    new: bool


class UnknownSkill(DomainError):
    """A skill that the framework does not have."""


def find_evidence(
    work: SkillsWork, caller: Caller, *, staff_number: str, wanted: PageWanted
) -> Page[Evidence]:
    """A page of all evidence about a person, what was observed last first."""
    see_record(work, caller, staff_number)
    return page_of(work.evidence_of(staff_number), wanted, by=_newest_first)


def record_evidence(
    work: SkillsWork, caller: Caller, *, staff_number: str, statement: Statement
) -> Recorded:
    """Record what the caller states of a person, once: the same again gives what there is."""
    stated = _stated(work, caller, staff_number, statement)
    there = repeated(stated, work.evidence.group(staff_number))
    if there is not None:
        return Recorded(there, new=False)
    work.evidence.add(stated)
    renew_levels(work, [staff_number])
    return Recorded(stated, new=True)


def foresee_evidence(
    work: SkillsWork, caller: Caller, *, staff_number: str, statement: Statement
) -> Effect:
    """What the statement would change once it counts; nothing is recorded.

    Raises what recording it would raise.
    """
    stated = _stated(work, caller, staff_number, statement)
    counted = replace(stated, state=State.ACCEPTED)
    return weigh(work, [counted], caller.today)[0]


def answer_evidence(
    work: SkillsWork,
    caller: Caller,
    *,
    identity: str,
    verdict: State,
    level: int | None,
    note: str | None,
) -> Evidence:
    """Answer a claim; the same answer again changes nothing. Raises NotFound or Forbidden."""
    evidence = work.evidence_by(identity)
    if evidence is None:
        raise NotFound("There is no such evidence.")
    person = _see(work, caller, evidence)
    if not policy.ASSESS.allows(caller.principal, person):
        raise Forbidden("Only a manager of the person may answer this.")
    given = Verdict(
        verdict=verdict,
        by=caller.principal.staff_number or caller.principal.subject,
        on=caller.today,
        at=work.now,
        level=level,
        note=note,
    )
    answered = answer(evidence, given)
    if answered != evidence:
        work.evidence.put(answered)
        renew_levels(work, [evidence.staff_number])
    return answered


def _stated(work: SkillsWork, caller: Caller, staff_number: str, statement: Statement) -> Evidence:
    """The evidence that a statement makes. Raises where the caller may not make it so."""
    _check_may_state(caller, see_record(work, caller, staff_number), statement.source)
    if work.skills.get(statement.skill) is None:
        raise UnknownSkill(
            "Must be a skill of the framework.", pointer="/skill", value=statement.skill
        )
    return record(_evidence(work, caller, staff_number, statement))


def _newest_first(evidence: Evidence) -> tuple[int, str]:
    return -evidence.observed_on.toordinal(), evidence.id


def _check_may_state(caller: Caller, person: Whose, source: Source) -> None:
    """Raise Forbidden unless the caller may make statements of this source about the person."""
    if source is Source.MANAGER:
        if not policy.ASSESS.allows(caller.principal, person):
            raise Forbidden("Only a manager of the person may assess them.")
    elif not policy.STATE_OWN.allows(caller.principal, person):
        raise Forbidden("Only the person may assess themselves or add a credential.")


def _evidence(
    work: SkillsWork, caller: Caller, staff_number: str, statement: Statement
) -> Evidence:
    return Evidence(
        id=str(uuid4()),
        staff_number=staff_number,
        skill=statement.skill,
        level=statement.level,
        source=statement.source,
        title=statement.title,
        observed_on=statement.observed_on or caller.today,
        expires_on=statement.expires_on,
        note=statement.note,
        link=statement.link,
        author=caller.principal.staff_number or caller.principal.subject,
        recorded_on=caller.today,
        recorded_at=work.now,
    )


def _see(work: SkillsWork, caller: Caller, evidence: Evidence) -> Whose:
    """Whose evidence it is. Raises NotFound where the caller may not know of it."""
    try:
        return see_record(work, caller, evidence.staff_number)
    except NotFound as error:
        raise NotFound("There is no such evidence.") from error
