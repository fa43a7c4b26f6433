"""A person's whole profile of levels, and what it lacks against a role level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msgspec import Struct

from services.skills.domain.evidence import Evidence, Source, State
from services.skills.domain.framework import RoleLevel
from services.skills.domain.levels import Decision, Step, level_on, newest_judgement, steps


class SkillLevels(Struct, frozen=True):
    """The levels in one skill over time; `judged_on` is the day of the newest judgement."""

    skill: str
    judged_on: date | None
    steps: tuple[Step, ...]


class Waiting(Struct, frozen=True):
    """A claim that waits for an answer, here or at its training record, and since when."""

    skill: str
    level: int
    since: date


class Profile(Struct, frozen=True):
    """All levels of a person, by skill, and the claims that wait, the longest wait first."""

    levels: tuple[SkillLevels, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that a role level requires beside the levels held; `short` counts verified ones.

    `exempt` is the last day on which the person is excused from the skill, None where they are
    not. The levels are what they are all the same.
    """

    skill: str
    required: int
    verified: int
    claimed: int
    exempt: date | None = None

    @property
    def short(self) -> int:
        """How many levels are missing, never below 0."""
        return max(0, self.required - self.verified)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the required skills are met, missing and excused: each is one of the three."""

    met: int
    missing: int
    exempt: int


def profile(evidence: Iterable[Evidence]) -> Profile:
    """Give the profile that all of one person's evidence comes to, whatever its order."""
    known = tuple(evidence)
    levels = (
        SkillLevels(skill, judged.counted_from if judged else None, course)
        for skill, about in by_skill(known)
        for judged, course in [(newest_judgement(about), steps(about))]
        if course
    )
    return Profile(tuple(levels), _waiting(known))


def by_skill(evidence: Iterable[Evidence]) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Give the evidence skill by skill, in order of their ids."""
    ordered = sorted(evidence, key=lambda each: (each.skill, each.id))
    return tuple(
        (skill, tuple(about)) for skill, about in groupby(ordered, key=lambda each: each.skill)
    )


def levels_on(evidence: Iterable[Evidence], day: date) -> dict[str, Decision]:
    """Decide the levels of a day in every skill that the evidence speaks of."""
    return {skill: level_on(about, day) for skill, about in by_skill(evidence)}


def gaps(
    role_level: RoleLevel, held: Mapping[str, Decision], exempt: Mapping[str, date]
) -> tuple[Gap, ...]:
    """Set the levels held beside what the role level requires, skill by skill.

    `exempt` has the skills from which the person is excused, and until when.
    """
    nothing = Decision(verified=0, claimed=0)
    return tuple(
        Gap(skill, required.level, levels.verified, levels.claimed, exempt.get(skill))
        for required in role_level.requires
        for skill, levels in [(required.skill, held.get(required.skill, nothing))]
    )


def count_gaps(found: Iterable[Gap]) -> Counts:
    """Count the required skills; an excused one is neither met nor missing, whatever is held."""
    known = tuple(found)
    asked = [gap for gap in known if gap.exempt is None]
    missing = sum(gap.short > 0 for gap in asked)
    return Counts(met=len(asked) - missing, missing=missing, exempt=len(known) - len(asked))


def waits_here(evidence: Evidence) -> bool:
    """Whether a manager must answer it in this service; a course is answered at its record."""
    return evidence.state is State.CLAIMED and evidence.source is not Source.COURSE


def _waiting(evidence: Iterable[Evidence]) -> tuple[Waiting, ...]:
    """One for each thing that a manager answers: a training record is one, whatever it gives."""
    claims = sorted(
        (each for each in evidence if each.state is State.CLAIMED),
        key=lambda each: (each.recorded_at, each.id),
    )
    answered_at: dict[str, Evidence] = {}
    for each in claims:
        answered_at.setdefault(each.training or each.id, each)
    found = answered_at.values()
    return tuple(Waiting(each.skill, each.level, each.recorded_on) for each in found)
