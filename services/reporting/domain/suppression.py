"""Counts too small to show: nobody may be picked out by those who may not see these people.

`hidden` names the units with somebody at work whom the caller may not see. A figure is left out
only where its people are of such a unit.
"""

from dataclasses import replace
from typing import Any, TypeVar

from services.reporting.domain.raising import Raise, Raising
from services.reporting.domain.readiness import InitiativeReadiness, Line, PlanReadiness, Reach
from services.reporting.domain.units import SkillTotal, UnitReadiness

FEWEST_SHOWN = 5

SUMS_OF_INITIATIVE = (
    "fillable",
    "readiness",
    "fillable_in_plan",
    "readiness_in_plan",
    "skill_coverage",
    "missing_most",
)
SUMS_OF_PLAN = ("fillable_in_plan", "readiness_in_plan")


T = TypeVar("T", InitiativeReadiness, Line, PlanReadiness, Raise, SkillTotal, UnitReadiness)


def suppress_plan(plan: PlanReadiness, *, hidden: frozenset[str]) -> PlanReadiness:
    """The plan as the caller may see it."""
    items = tuple(suppress_initiative(one, hidden=hidden) for one in plan.items)
    shown = replace(plan, items=items)
    return _without(shown, SUMS_OF_PLAN) if _few(plan.reach, hidden) else shown


def suppress_initiative(
    measured: InitiativeReadiness, *, hidden: frozenset[str]
) -> InitiativeReadiness:
    """One initiative as the caller may see it: its sums need five people to hide among."""
    shown = replace(measured, lines=tuple(suppress_line(one, hidden) for one in measured.lines))
    return _without(shown, SUMS_OF_INITIATIVE) if _few(measured.reach, hidden) else shown


def suppress_line(line: Line, hidden: frozenset[str]) -> Line:
    """A line of posts as the caller may see it.

    What can be filled is left out of a small unit whatever its number is, else a post made for one
    person would tell that person's skills.
    """
    small = ("fillable", "fillable_in_plan") if _few(line.reach, hidden) else ()
    meeting = ("meeting",) if line.reach.units & hidden and _is_small(line.meeting) else ()
    return _without(line, (*small, *meeting))


def suppress_raising(raising: Raising, *, hidden: frozenset[str]) -> Raising:
    """What would raise an initiative, as the caller may see it.

    A skill whose posts only a few people could take is left out, and with it what all together
    give: the difference would tell these people's skills.
    """
    shown = tuple(
        _without(one, ("people",) if one.reach.units & hidden and _is_small(one.people) else ())
        for one in raising.raises
        if not _few(one.reach, hidden)
    )
    together = raising.together if len(shown) == len(raising.raises) else None
    combined = raising.combined
    if combined is not None and _few(combined.reach, hidden):
        combined = None
    return Raising(shown, together, combined)


def suppress_unit(unit: UnitReadiness, *, hidden: frozenset[str]) -> UnitReadiness:
    """The totals of a unit as the caller may see them."""
    posts = tuple(suppress_line(line, hidden) for line in unit.posts)
    shown = replace(unit, posts=posts)
    if not unit.reach.units & hidden:
        return shown
    skills = tuple(_without(one, _small(one, "needed", "held")) for one in unit.skills)
    return _without(replace(shown, skills=skills), _small(unit, "people", "meeting_own_role"))


def _few(reach: Reach, hidden: frozenset[str]) -> bool:
    return bool(reach.units & hidden) and _is_small(reach.people)


def _is_small(count: int | None) -> bool:
    return count is not None and 0 < count < FEWEST_SHOWN


def _small(measured: SkillTotal | UnitReadiness, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if _is_small(getattr(measured, name)))


def _without(measured: T, names: tuple[str, ...]) -> T:
    changes: dict[str, Any] = {**dict.fromkeys(names), "suppressed": names}
    return replace(measured, **changes) if names else measured
