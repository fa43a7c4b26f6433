"""A person's evidence as they read it: what was said, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.skills.domain.evidence import Evidence, Source, State
from services.skills.domain.reasons import Telling
from services.skills.domain.scale import day_in_words, in_words


class EntryState(StrEnum):
    """What has become of a piece of evidence, as a word to read."""

    WAITING = "Waiting"
    CONFIRMED = "Confirmed"
    REJECTED = "Rejected"
    RAN_OUT = "Ran out"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence in words.

    `answer` says who answered it and how long it counts, `reason` what they wrote with it.
    """

    evidence: Evidence
    what: str
    state: EntryState
    answer: str
    reason: str | None


def entries(evidence: Iterable[Evidence], day: date, telling: Telling) -> tuple[Entry, ...]:
    """Tell each piece of evidence, the newest first."""
    newest = sorted(
        evidence, key=lambda each: (each.observed_on, each.recorded_at, each.id), reverse=True
    )
    return tuple(entry(each, day, telling) for each in newest)


def entry(evidence: Evidence, day: date, telling: Telling) -> Entry:
    """Tell one piece of evidence as it stands on the day."""
    state = _state(evidence, day)
    answer = " ".join((*_answered(evidence, state, telling), *_lasts(evidence, state)))
    given = evidence.verdict
    return Entry(evidence, _what(evidence, telling), state, answer, given.note if given else None)


def _state(evidence: Evidence, day: date) -> EntryState:
    if evidence.state is State.REJECTED:
        return EntryState.REJECTED
    if evidence.expires_on and evidence.expires_on < day:
        return EntryState.RAN_OUT
    return EntryState.WAITING if evidence.state is State.CLAIMED else EntryState.CONFIRMED


def _what(evidence: Evidence, telling: Telling) -> str:
    level = in_words(evidence.level)
    if evidence.source is Source.SELF:
        themselves = "themselves" if telling.about else "yourself"
        return f"{telling.you} assessed {themselves} at {level}"
    if evidence.source is Source.MANAGER:
        return f"{telling.name(evidence.author)} assessed {telling.about or 'you'} at {level}"
    if evidence.source is Source.COURSE:
        return f"{telling.you} completed “{evidence.title}”, which leads to {level}"
    return f"{telling.you} added {telling.your} certificate “{evidence.title}” for {level}"


def _answered(evidence: Evidence, state: EntryState, telling: Telling) -> tuple[str, ...]:
    if evidence.state is State.CLAIMED:
        waits = state is EntryState.WAITING
        return (f"Counts once {telling.manager} confirms it.",) if waits else ()
    rejected = state is EntryState.REJECTED
    given = evidence.verdict
    if given is None:
        if rejected:
            return (f"The answer is with {telling.your} training.",)
        return () if evidence.expires_on else ("It counts.",)
    by, on = telling.name(given.by), day_in_words(given.on)
    if rejected:
        return (f"{by} rejected it on {on}.",)
    other = evidence.counted_level != evidence.level
    at = f" at {in_words(evidence.counted_level)}," if other else ""
    return (f"{by} confirmed it{at} on {on}.",)


def _lasts(evidence: Evidence, state: EntryState) -> tuple[str, ...]:
    if evidence.expires_on is None or state is EntryState.REJECTED:
        return ()
    last = day_in_words(evidence.expires_on)
    if state is EntryState.RAN_OUT:
        return (f"It ran out on {last}, so it no longer counts.",)
    return (f"{'Counts' if state is EntryState.CONFIRMED else 'Lasts'} until {last}.",)
