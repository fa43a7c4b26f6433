"""The level rule: what a person's evidence in one skill comes to on a day, and over time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from services.skills.domain.evidence import Evidence, State

_A_DAY = timedelta(days=1)


class Decision(Struct, frozen=True):
    """The levels in one skill on a day, and the evidence that decided each.

    `by` decides the verified level; `claim` is what would raise it once it is confirmed.
    """

    verified: int
    claimed: int
    by: Evidence | None = None
    claim: Evidence | None = None

    @property
    def since(self) -> date | None:
        """The day from which the deciding evidence counts."""
        return self.by.counted_from if self.by else None

    @property
    def expires_on(self) -> date | None:
        """The last day on which the deciding evidence counts, if there is one."""
        return self.by.expires_on if self.by else None


class Step(Struct, frozen=True, rename={"from_": "from"}):
    """From a day on the levels are these, until the next step."""

    from_: date
    verified: int
    claimed: int


def level_on(evidence: Iterable[Evidence], day: date) -> Decision:
    """Decide the levels in one skill on a day, from all of a person's evidence in it.

    Verified: of what is accepted, observed by that day and not expired, the newest judgement
    (by day of observation, then time recorded) and all that was observed after its day; the
    highest of these. Without a judgement, the highest of all. Claimed: the same with claims let
    in, which are never judgements. The verified level is therefore never above the claimed one.
    """
    counting = [each for each in evidence if _counts(each, day)]
    if not counting:
        return Decision(0, 0)
    if len(counting) == 1:  # as nearly always: nothing to compare
        return _decided_by(counting[0])
    accepted = [each for each in counting if each.state is State.ACCEPTED]
    judgement = newest_judgement(accepted)
    by = _highest(_uncovered(accepted, judgement))
    claims_count = len(accepted) < len(counting)
    top = _highest(_uncovered(counting, judgement)) if claims_count else by
    verified = by.counted_level if by else 0
    claimed = max(verified, top.counted_level if top else 0)
    return Decision(verified, claimed, by, top if claimed > verified else None)


def _decided_by(only: Evidence) -> Decision:
    level = only.counted_level
    if only.state is State.ACCEPTED:
        return Decision(level, level, only)
    return Decision(0, level, None, only if level else None)


def newest_judgement(evidence: Iterable[Evidence]) -> Evidence | None:
    """Give the judgement that was observed last, of one day the one that was recorded last."""
    judgements = [each for each in evidence if each.is_judgement]
    if not judgements:
        return None
    return max(judgements, key=lambda each: (each.counted_from, each.settled_at, each.id))


def steps(evidence: Sequence[Evidence]) -> tuple[Step, ...]:
    """Give the course of the levels in one skill over time, from the first day observed.

    Neighbouring steps differ. The last one stands for ever: it begins after the last expiry.
    """
    course: list[Step] = []
    for day in sorted(_turning_days(evidence)):
        decision = level_on(evidence, day)
        levels = (decision.verified, decision.claimed)
        if not course or levels != (course[-1].verified, course[-1].claimed):
            course.append(Step(day, *levels))
    return tuple(course)


def _turning_days(evidence: Iterable[Evidence]) -> Iterable[date]:
    """Give every day on which something begins to count or has ceased to."""
    days: set[date] = set()
    for each in evidence:
        if each.state is State.REJECTED:
            continue
        days.add(each.counted_from)
        if each.expires_on and each.counted_from <= each.expires_on < date.max:
            days.add(each.expires_on + _A_DAY)
    return days


def _counts(evidence: Evidence, day: date) -> bool:
    if evidence.state is State.REJECTED or evidence.counted_from > day:
        return False
    return evidence.expires_on is None or day <= evidence.expires_on


def _uncovered(evidence: Iterable[Evidence], judgement: Evidence | None) -> list[Evidence]:
    """Leave out what the judgement covers: all that was observed up to its day."""
    if judgement is None:
        return list(evidence)
    later = [each for each in evidence if each.counted_from > judgement.counted_from]
    return [judgement, *later]


def _highest(evidence: Sequence[Evidence]) -> Evidence | None:
    """Give what decides: the highest level, of equal ones what lasts longest.

    Then a judgement goes before other evidence and what was observed first before what came
    later; the id makes the choice the same each time.
    """
    return max(
        evidence,
        default=None,
        key=lambda each: (
            each.counted_level,
            each.expires_on or date.max,
            each.is_judgement,
            -each.counted_from.toordinal(),
            each.id,
        ),
    )
