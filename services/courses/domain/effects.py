"""What a completion would do to a person's levels once it counts, and what speaks against it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.courses.domain.records import TrainingRecord
from services.courses.domain.skills import NOTHING_HELD, Profile, RoleLevel
from services.courses.domain.words import day_in_words, hours_in_words, level_in_words, short_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One skill: the verified level now and after it counts, and what the role requires (or 0)."""

    skill: str
    verified: int
    reached: int
    required: int

    @property
    def raises(self) -> bool:
        """Whether the level is higher afterwards."""
        return self.reached > self.verified

    @property
    def closes(self) -> bool:
        """Whether it closes a gap."""
        return self.verified < self.required <= self.reached

    @property
    def short(self) -> int:
        """How many levels would still be missing."""
        return max(0, self.required - self.reached)


def effects_of(
    record: TrainingRecord, profile: Profile, role_level: RoleLevel | None, *, on: date
) -> tuple[Effect, ...]:
    """What the completion would change, skill by skill, what it raises first.

    It raises nothing once it has run out, nor in a skill that was judged on its day or later.
    """
    held = profile.on(on)
    asked = role_level.without(profile.exempt_on(on)).requires if role_level else ()
    required = {one.skill: one.level for one in asked}
    gives: dict[str, int] = {}
    for one in record.terms.outcomes:
        counts = not has_run_out(record, on) and not _judged_since(record, profile, one.skill)
        gives[one.skill] = max(gives.get(one.skill, 0), one.level if counts else 0)
    effects = (
        Effect(
            skill=skill,
            verified=held.get(skill, NOTHING_HELD).verified,
            reached=max(level, held.get(skill, NOTHING_HELD).verified),
            required=required.get(skill, 0),
        )
        for skill, level in gives.items()
    )
    return tuple(sorted(effects, key=lambda one: (not one.closes, not one.raises)))


def gaps_closed(effects: Iterable[tuple[str, Effect]]) -> int:
    """How many gaps several completions close together; each effect with whose it is."""
    return len({(whose, effect.skill) for whose, effect in effects if effect.closes})


def doubts(
    record: TrainingRecord, profile: Profile, names: Mapping[str, str], *, on: date
) -> Iterator[str]:
    """What whoever confirms a completion should know first, a sentence each."""
    if not record.details.link:
        yield "No certificate was given."
    if record.course is None and record.terms.outcomes:
        yield "It is not in the catalogue, so the level is their own word."
    if not record.terms.outcomes:
        yield "It gives no level in any skill."
    if record.expires_on and has_run_out(record, on):
        yield f"It ran out on {day_in_words(record.expires_on)}."
    for skill in dict.fromkeys(one.skill for one in record.terms.outcomes):
        if judged_on := _judged_since(record, profile, skill):
            name = names.get(skill, skill)
            yield f"Their level in {name} was assessed on {day_in_words(judged_on)}, after it."
    usual, stated = record.terms.hours, record.details.hours
    if usual and stated is not None and stated * 2 < usual:
        yield f"They give {hours_in_words(stated)}; it usually takes {hours_in_words(usual)}."


def effect_in_short(effect: Effect) -> str:
    """What would change, for a table: From 1 awareness to 2 working. Closes a gap."""
    if not effect.raises:
        return f"Stays at {short_level(effect.verified)}."
    change = f"From {short_level(effect.verified)} to {short_level(effect.reached)}."
    if effect.closes:
        return f"{change} Closes a gap."
    return f"{change} Still {_levels(effect.short)} short." if effect.short else change


def effect_in_full(effect: Effect, confirmer: str) -> str:
    """What would change, said to the person; `confirmer` is who is asked to confirm it."""
    if not effect.raises:
        change = f"You stay at {level_in_words(effect.verified)}."
    else:
        change = (
            f"From {level_in_words(effect.verified)}, to {level_in_words(effect.reached)}, "
            f"once {confirmer} confirms it."
        )
    if not effect.required:
        return f"{change} Your role does not need this skill."
    needs = f"{change} Your role needs {level_in_words(effect.required)}"
    if effect.short:
        return f"{needs}, so you would still be {_levels(effect.short)} short."
    return f"{needs}, so this closes the gap." if effect.closes else f"{needs}."


def has_run_out(record: TrainingRecord, on: date) -> bool:
    """Whether the result does not count any more."""
    return record.expires_on is not None and record.expires_on < on


def _judged_since(record: TrainingRecord, profile: Profile, skill: str) -> date | None:
    """The day on which somebody judged the skill, unless the completion is newer."""
    judged_on = profile.judged_on(skill)
    if judged_on is None or record.completed_on is None or record.completed_on > judged_on:
        return None
    return judged_on


def _levels(number: int) -> str:
    return f"{number} level{'s' if number != 1 else ''}"
