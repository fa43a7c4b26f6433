"""Evidence: statements about a person's level in a skill, how they come about and are answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from services.chassis.errors import Conflict, DomainError
from services.skills.domain.scale import HIGHEST, day_in_words, in_words


class Source(StrEnum):
    """Who or what a piece of evidence comes from."""

    SELF = "self"
    MANAGER = "manager"
    COURSE = "course"
    CREDENTIAL = "credential"


ASSESSING = (Source.MANAGER, Source.SELF)


class State(StrEnum):
    """Whether evidence counts: a claim waits for a manager, what is accepted counts at once."""

    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A manager's answer to a claim; `level` only where another one than claimed was given."""

    verdict: State
    by: str
    on: date
    at: datetime
    level: int | None = None
    note: str | None = None


class Evidence(Struct, frozen=True):
    """One statement about a person's level in a skill, as it was made.

    `expires_on` is the last day it counts. `recorded_on` is the business day of `recorded_at`.
    Evidence of source course names its training record, where it is answered.
    """

    id: str
    staff_number: str
    skill: str
    level: int
    source: Source
    observed_on: date
    author: str
    recorded_on: date
    recorded_at: datetime
    title: str | None = None
    expires_on: date | None = None
    note: str | None = None
    link: str | None = None
    state: State = State.CLAIMED
    verdict: Verdict | None = None
    training: str | None = None

    @property
    def is_judgement(self) -> bool:
        """A manager's assessment, or a self-assessment that a manager accepted."""
        return self.source in ASSESSING and self.state is State.ACCEPTED

    @property
    def judged(self) -> Verdict | None:
        """The answer that turned a self-assessment into a judgement, if one did."""
        return self.verdict if self.verdict and self.is_judgement else None

    @property
    def counted_level(self) -> int:
        """The level it stands for: the manager's where they gave another one, else its own."""
        answer = self.judged
        return self.level if answer is None or answer.level is None else answer.level

    @property
    def counted_from(self) -> date:
        """The first day it counts: an accepted self-assessment is observed at the answer."""
        return self.observed_on if self.judged is None else self.judged.on

    @property
    def settled_at(self) -> datetime:
        """When it was recorded; an accepted self-assessment is recorded at the answer."""
        return self.recorded_at if self.judged is None else self.judged.at

    @property
    def judge(self) -> str:
        """Who stands for a judgement: the one who answered, else the author."""
        return self.author if self.verdict is None else self.verdict.by


class ObservedInFuture(DomainError):
    """What is still to come is no evidence."""


class ExpiresBeforeObserved(DomainError):
    """Evidence cannot run out before it was observed."""


class CredentialWithoutTitle(DomainError):
    """A credential is known by its title."""


class LevelOffScale(DomainError):
    """A level is 0 to 4."""


class AnsweredLevel(DomainError):
    """This answer cannot carry this level."""


class AnsweredAlready(Conflict):
    """Somebody gave another answer before."""


class AnsweredElsewhere(Conflict):
    """Evidence of a course is answered at its training record."""


def record(evidence: Evidence) -> Evidence:
    """Give the evidence as it is kept: a manager's counts at once, anything else is a claim.

    Raises a DomainError naming the field where a value cannot stand; `recorded_on` is today.
    """
    _check(evidence)
    accepted = evidence.source is Source.MANAGER
    return replace(evidence, state=State.ACCEPTED if accepted else State.CLAIMED)


def _check(evidence: Evidence) -> None:
    if not 0 <= evidence.level <= HIGHEST:
        raise LevelOffScale(
            f"Must be between 0 and {HIGHEST}.", pointer="/level", value=evidence.level
        )
    if evidence.observed_on > evidence.recorded_on:
        raise ObservedInFuture(
            f"Must be today, {evidence.recorded_on}, or earlier.",
            pointer="/observed_on",
            value=evidence.observed_on.isoformat(),
        )
    if evidence.expires_on and evidence.expires_on < evidence.observed_on:
        raise ExpiresBeforeObserved(
            f"Must be on or after the day it was observed, {evidence.observed_on}.",
            pointer="/expires_on",
            value=evidence.expires_on.isoformat(),
        )
    if evidence.source is Source.CREDENTIAL and not evidence.title:
        raise CredentialWithoutTitle("Must be given for a credential.", pointer="/title")


def repeated(evidence: Evidence, among: Iterable[Evidence]) -> Evidence | None:
    """Give the evidence that already says the same, unless that was rejected.

    The same is: one person, skill, source, author, day of observation and level.
    """
    said = _statement(evidence)
    return next(
        (
            other
            for other in among
            if other.state is not State.REJECTED and _statement(other) == said
        ),
        None,
    )


def _statement(evidence: Evidence) -> tuple[str, str, Source, str, date, int]:
    return (
        *(evidence.staff_number, evidence.skill, evidence.source),
        *(evidence.author, evidence.observed_on, evidence.level),
    )


def answer(evidence: Evidence, verdict: Verdict) -> Evidence:
    """Give the evidence with a manager's answer; the same answer again changes nothing.

    An accepted self-assessment takes the level of the answer, if it gives one. Raises
    AnsweredElsewhere for evidence of a course, AnsweredAlready where the answer was another one,
    AnsweredLevel where a rejection or the acceptance of a credential brings a level of its own.
    """
    if evidence.source is Source.COURSE:
        raise AnsweredElsewhere(
            f"This follows the training record {evidence.training}; it is answered there."
        )
    _check_level(evidence, verdict)
    if evidence.state is State.CLAIMED:
        return replace(evidence, state=verdict.verdict, verdict=verdict)
    if _differs(evidence, verdict):
        raise AnsweredAlready(_answered(evidence))
    return evidence


def _check_level(evidence: Evidence, verdict: Verdict) -> None:
    if verdict.level is None:
        return
    if verdict.verdict is State.REJECTED:
        raise AnsweredLevel(
            "Must be left out of a rejection.", pointer="/level", value=verdict.level
        )
    if not 0 <= verdict.level <= HIGHEST:
        raise LevelOffScale(
            f"Must be between 0 and {HIGHEST}.", pointer="/level", value=verdict.level
        )
    if evidence.source is Source.CREDENTIAL and verdict.level != evidence.level:
        raise AnsweredLevel(
            f"Must be left out or {evidence.level}: a credential keeps its level.",
            pointer="/level",
            value=verdict.level,
        )


def _differs(evidence: Evidence, verdict: Verdict) -> bool:
    other_level = verdict.level is not None and verdict.level != evidence.counted_level
    return verdict.verdict is not evidence.state or other_level


def _answered(evidence: Evidence) -> str:
    given = evidence.verdict
    if given is None:
        day = day_in_words(evidence.recorded_on)
        return f"{evidence.author} assessed this on {day}; it does not wait for an answer."
    at_level = f" at {in_words(evidence.counted_level)}," if evidence.is_judgement else ""
    return f"{given.by} {given.verdict} this{at_level} on {day_in_words(given.on)}."
