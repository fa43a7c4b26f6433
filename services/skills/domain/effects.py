"""What confirming something would change: levels before and after, and the gap to the role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.skills.domain.evidence import Evidence, Source
from services.skills.domain.levels import level_on
from services.skills.domain.scale import NAMES, day_in_words, in_words


@dataclass(frozen=True, slots=True)
class Effect:
    """The verified level in one skill without and with what is looked at.

    `required` is what the role asks for, 0 where it does not ask for the skill.
    """

    before: int
    after: int
    required: int

    @property
    def closes(self) -> bool:
        """Whether a gap is closed."""
        return self.before < self.required <= self.after

    @property
    def opens(self) -> bool:
        """Whether a gap comes about: a newer judgement may stand lower than the one before."""
        return self.after < self.required <= self.before

    @property
    def short(self) -> int:
        """How many levels are still missing."""
        return max(0, self.required - self.after)


def effect_of(
    changed: Iterable[Evidence], known: Iterable[Evidence], *, required: int, day: date
) -> Effect:
    """Compare the verified level of a day with `changed` in place, from all evidence in one skill.

    What is changed takes the place of what is known under the same id.
    """
    before = tuple(known)
    with_it = {each.id: each for each in (*before, *changed)}
    return Effect(
        level_on(before, day).verified, level_on(with_it.values(), day).verified, required
    )


def step_in_words(effect: Effect) -> str:
    """Say the step from level to level: "From 1 awareness to 2 working"."""
    if effect.before == effect.after:
        return f"Stays at {named(effect.after)}"
    way = "From" if effect.before < effect.after else "Down from"
    return f"{way} {named(effect.before)} to {named(effect.after)}"


def effect_in_words(effect: Effect, *, their: str = "their", excused: bool = False) -> str:
    """Say what would change and what that means for the role, `their` or `your` own.

    `excused`: the person is excused from the skill, so that it makes no gap.
    """
    you_are = "You are" if their == "your" else "They are"
    for_the_role = f"{you_are} excused from it." if excused else _for_the_role(effect, their)
    return f"{step_in_words(effect)}. {for_the_role}"


def claim_in_words(claim: Evidence) -> str:
    """Say what a claim that waits states, without its person."""
    if claim.source is Source.SELF:
        return f"Assessed themselves at {in_words(claim.level)}"
    return f"Certificate “{claim.title}” for {in_words(claim.level)}"


def doubts(claim: Evidence, day: date) -> tuple[str, ...]:
    """Say what speaks against confirming a claim."""
    found = []
    if claim.source is Source.SELF and not claim.note:
        found.append("There is only their own word for it.")
    if claim.source is Source.CREDENTIAL and not claim.link:
        found.append("No certificate was given.")
    if claim.expires_on and claim.expires_on < day:
        found.append(f"It ran out on {day_in_words(claim.expires_on)}.")
    return tuple(found)


def named(level: int) -> str:
    """Say a level shortly: "2 working", or "no level"."""
    return f"{level} {NAMES[level]}" if level else "no level"


def _for_the_role(effect: Effect, their: str) -> str:
    role = f"{their.capitalize()} role"
    if not effect.required:
        return f"{role} does not ask for this skill."
    if effect.closes:
        return "Closes a gap."
    if effect.opens:
        return f"Opens a gap: {their} role needs {named(effect.required)}."
    if effect.short:
        levels = "level" if effect.short == 1 else "levels"
        return f"{role} needs {named(effect.required)}: still {effect.short} {levels} short."
    return f"{role} needs {named(effect.required)}, which is met either way."
