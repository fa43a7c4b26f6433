"""What is kept about training: one record for each attempt of one person."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from services.courses.domain.catalogue import Course, Outcome


class State(StrEnum):
    """How far an attempt has come."""

    ENROLLED = "enrolled"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.ENROLLED, State.IN_PROGRESS})


class LoggedBy(StrEnum):
    """Whose word a record rests on: the person's own, or a learning system's."""

    PERSON = "person"
    SYSTEM = "system"


class Answer(StrEnum):
    """Whether somebody else has to confirm a completion, and whether they did."""

    NOT_NEEDED = "not-needed"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The answer to a completion. Accepted by nobody: a learning system's report confirmed it."""

    state: Answer = Answer.NOT_NEEDED
    by: str | None = None
    on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """Training that is not in the catalogue, known by its title and provider."""

    title: str
    provider: str | None = None
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What the training was and gave when it was recorded; a completed record keeps its own."""

    title: str
    provider: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    hours: float | None = None
    cost_pence: int | None = None
    valid_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is said beside the fact itself; None where nothing is said."""

    hours: float | None = None
    cost_pence: int | None = None
    score: float | None = None
    note: str | None = None
    link: str | None = None

    def over(self, other: Self) -> "Details":
        """These details, and the other's where these say nothing."""
        return Details(
            hours=other.hours if self.hours is None else self.hours,
            cost_pence=other.cost_pence if self.cost_pence is None else self.cost_pence,
            score=other.score if self.score is None else self.score,
            note=other.note if self.note is None else self.note,
            link=other.link if self.link is None else self.link,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """One attempt of one person at a course, or at training outside the catalogue (`course` None).

    `completed_on` is the day that counts; `claimed_on` the day that the person gave, which stays
    when a learning system reports another one. `expires_on` is the last day the result counts.
    """

    id: str
    staff_number: str
    course: str | None
    terms: Terms
    state: State
    logged_by: LoggedBy
    logged_on: date
    percent: int | None = None
    completed_on: date | None = None
    claimed_on: date | None = None
    expires_on: date | None = None
    details: Details = Details()
    confirmation: Confirmation = Confirmation()

    @property
    def is_open(self) -> bool:
        """Whether the attempt can still be completed or withdrawn."""
        return self.state in OPEN

    @property
    def waits(self) -> bool:
        """Whether it is a completion that somebody has yet to confirm."""
        return self.state is State.COMPLETED and self.confirmation.state is Answer.WAITING

    @property
    def outside(self) -> Outside | None:
        """The training outside the catalogue that this is an attempt at."""
        if self.course is not None:
            return None
        return Outside(self.terms.title, self.terms.provider, self.terms.outcomes)

    @property
    def hours(self) -> float | None:
        """The hours that somebody stated, else the usual hours of the course."""
        return self.terms.hours if self.details.hours is None else self.details.hours

    @property
    def cost_pence(self) -> int | None:
        """The cost that somebody stated, else the usual cost of the course."""
        return self.terms.cost_pence if self.details.cost_pence is None else self.details.cost_pence

    def is_about(self, subject: Course | Outside) -> bool:
        """Whether this is an attempt at that course or that outside training."""
        if isinstance(subject, Course):
            return self.course == subject.course
        names = (self.terms.title, self.terms.provider)
        return self.course is None and names == (subject.title, subject.provider)

    def withdrawn(self) -> "TrainingRecord":
        """The record withdrawn; nobody has to confirm it any more."""
        confirmation = Confirmation() if self.waits else self.confirmation
        return replace(self, state=State.WITHDRAWN, confirmation=confirmation)


def terms_of(subject: Course | Outside) -> Terms:
    """What a course or outside training is and gives as of now."""
    if isinstance(subject, Outside):
        return Terms(subject.title, subject.provider, subject.outcomes)
    return Terms(
        subject.title,
        subject.provider,
        subject.outcomes,
        subject.hours,
        subject.cost_pence,
        subject.valid_months,
    )
