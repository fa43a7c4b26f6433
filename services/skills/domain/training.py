"""Training records as the courses service publishes them, and the evidence that they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha1
from typing import Literal
from uuid import UUID

from services.chassis.errors import DomainError
from services.skills.domain.evidence import Evidence, Source, State

Attempt = Literal["enrolled", "in-progress", "completed", "withdrawn"]
Confirmation = Literal["not-needed", "waiting", "accepted", "rejected"]

_STATES: dict[Confirmation, State] = {
    "not-needed": State.ACCEPTED,
    "accepted": State.ACCEPTED,
    "waiting": State.CLAIMED,
    "rejected": State.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A skill and the level that a course leads to in it, 1 to 4."""

    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class Training:
    """One attempt of one person, as far as levels depend on it.

    `evidence` are the ids of the evidence that it makes, so that it can be found by them.
    """

    training: str
    staff_number: str
    title: str
    state: Attempt
    confirmation: Confirmation
    course: str | None = None
    completed_on: date | None = None
    expires_on: date | None = None
    logged_on: date | None = None
    outcomes: tuple[Outcome, ...] = ()
    evidence: tuple[str, ...] = ()


class UnknownTrainingId(DomainError):
    """Training records are known by a UUID, on which the ids of their evidence rest."""


def course_evidence(training: Training) -> tuple[Evidence, ...]:
    """Give what the record says about the person's levels: nothing until it is completed.

    A completion that waits for its answer is claimed, a rejected one is kept as such. The ids
    depend on the record and the skill alone, so reading it again makes the same evidence.
    Raises UnknownTrainingId.
    """
    if training.state != "completed" or training.completed_on is None:
        return ()
    levels = _highest(training.outcomes)
    ids = training.evidence or evidence_ids(training.training, levels)
    logged_on = training.logged_on or training.completed_on
    return tuple(
        Evidence(
            id=identity,
            staff_number=training.staff_number,
            skill=skill,
            level=level,
            source=Source.COURSE,
            title=training.title,
            observed_on=training.completed_on,
            expires_on=training.expires_on,
            author="courses",
            recorded_on=logged_on,
            recorded_at=datetime.combine(logged_on, time(), UTC),
            state=_STATES[training.confirmation],
            training=training.training,
        )
        for identity, (skill, level) in zip(ids, levels.items(), strict=True)
    )


def evidence_ids(training: str, skills: Iterable[str]) -> tuple[str, ...]:
    """Give the ids of the evidence that a record of these skills makes once it is completed.

    One for each skill, in the order in which they are first named. Raises UnknownTrainingId.
    """
    namespace = _uuid(training).bytes
    return tuple(_uuid5(namespace, skill) for skill in dict.fromkeys(skills))


def _uuid5(namespace: bytes, name: str) -> str:
    """What `str(uuid.uuid5(…))` gives, in a third of its time: a consumer makes thousands."""
    digest = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) % 4]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def _uuid(training: str) -> UUID:
    try:
        return UUID(training)
    except ValueError as error:
        raise UnknownTrainingId("Must be a UUID.", pointer="/training", value=training) from error


def _highest(outcomes: tuple[Outcome, ...]) -> dict[str, int]:
    levels: dict[str, int] = {}
    for outcome in outcomes:
        levels[outcome.skill] = max(outcome.level, levels.get(outcome.skill, 0))
    return levels
