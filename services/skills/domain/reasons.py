"""Why a level is what it is, in words, said to the person or about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.skills.domain.evidence import Evidence, Source, State
from services.skills.domain.levels import Decision, level_on
from services.skills.domain.scale import day_in_words, in_words


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is spoken of and who can be named.

    `about` is the person's name, None when they read it themselves. `names` maps staff numbers
    to names; whoever is not in it is called by number. `confirmer` is whom claims wait for.
    """

    names: Mapping[str, str]
    about: str | None = None
    confirmer: str | None = None

    @property
    def you(self) -> str:
        """The person, as the one who does something."""
        return self.about or "You"

    @property
    def your(self) -> str:
        """What is theirs, within a sentence."""
        return "their" if self.about else "your"

    @property
    def manager(self) -> str:
        """Whom claims wait for, by name where somebody is there."""
        return "a manager" if self.confirmer is None else self.name(self.confirmer)

    def name(self, staff_number: str) -> str:
        """Call somebody by name, by number where the name is not known."""
        return self.names.get(staff_number, staff_number)


def reason(evidence: Iterable[Evidence], day: date, telling: Telling) -> str:
    """Say why the levels in one skill are what they are on a day, from all evidence in it.

    First what the verified level rests on (or what ran out), then what waits to raise it.
    """
    known = tuple(evidence)
    decision = level_on(known, day)
    sentences = (*_held(known, decision, day, telling), *_waiting(decision.claim, telling))
    if sentences:
        return " ".join(sentences)
    if known:
        return f"Nothing on {telling.your} record about this skill counts."
    return f"There is nothing on {telling.your} record about this skill yet."


def _held(
    known: tuple[Evidence, ...], decision: Decision, day: date, telling: Telling
) -> tuple[str, ...]:
    lapsed = _lapsed(known, decision, day)
    if lapsed is not None:
        return (_ran_out(lapsed, telling), *_still_held(decision, lapsed, telling))
    if decision.by is None:
        return ()
    if decision.by.is_judgement and decision.claim is None and decision.by.expires_on is None:
        return (_rests_on(decision.by, telling), "Nothing since then shows more.")
    return (_rests_on(decision.by, telling), *_until(decision.by))


def _lapsed(known: tuple[Evidence, ...], decision: Decision, day: date) -> Evidence | None:
    """Find what gave a higher level until it ran out, unless something newer decides now."""
    begun = decision.since or date.min
    ended = (
        (each.expires_on, each)
        for each in known
        if each.expires_on and begun <= each.expires_on < day
        if each.state is State.ACCEPTED and each.counted_level > decision.verified
        if level_on(known, each.expires_on).by is each
    )
    _, lapsed = max(ended, key=lambda found: (found[0], found[1].id), default=(None, None))
    return lapsed


def _rests_on(evidence: Evidence, telling: Telling) -> str:
    day = day_in_words(evidence.counted_from)
    if evidence.is_judgement:
        level = in_words(evidence.counted_level)
        return f"{telling.name(evidence.judge)} confirmed {level}, on {day}."
    if evidence.source is Source.COURSE:
        return f"{telling.you} completed “{evidence.title}” on {day}."
    judge = telling.name(evidence.judge)
    return f"{judge} confirmed {telling.your} certificate “{evidence.title}” of {day}."


def _until(evidence: Evidence) -> tuple[str, ...]:
    return (f"Counts until {day_in_words(evidence.expires_on)}.",) if evidence.expires_on else ()


def _ran_out(lapsed: Evidence, telling: Telling) -> str:
    day = day_in_words(lapsed.expires_on or lapsed.counted_from)
    if lapsed.is_judgement:
        what = f"What {telling.name(lapsed.judge)} confirmed, {in_words(lapsed.counted_level)},"
    else:
        kind = "training" if lapsed.source is Source.COURSE else "certificate"
        what = f"{telling.your.capitalize()} “{lapsed.title}” {kind}"
    return f"{what} ran out on {day}, so it no longer counts."


def _still_held(decision: Decision, lapsed: Evidence, telling: Telling) -> tuple[str, ...]:
    if decision.by is None:
        return ()
    source = f"“{decision.by.title}” on"
    if decision.by.is_judgement:
        source = f"what {telling.name(decision.by.judge)} confirmed on"
    earlier = decision.by.counted_from < lapsed.counted_from
    when, be = ("Before it", "were") if earlier else ("Since then", "are")
    who = "they" if telling.about else "you"
    level, day = in_words(decision.verified), day_in_words(decision.by.counted_from)
    return (f"{when} {who} {be} at {level}, from {source} {day}.",)


def _waiting(claim: Evidence | None, telling: Telling) -> tuple[str, ...]:
    if claim is None:
        return ()
    said = f"{telling.you} logged “{claim.title}” on {day_in_words(claim.recorded_on)}."
    if claim.source is Source.SELF:
        themselves = "themselves" if telling.about else "yourself"
        day = day_in_words(claim.observed_on)
        said = f"{telling.you} assessed {themselves} at {in_words(claim.level)}, on {day}."
    if claim.source is Source.CREDENTIAL:
        day = day_in_words(claim.recorded_on)
        said = f"{telling.you} added {telling.your} certificate “{claim.title}” on {day}."
    return (said, f"It counts once {telling.manager} confirms it.")
