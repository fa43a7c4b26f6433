"""Readiness of the digital plan on one day: which posts can be filled, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.counting import Counts
from services.reporting.domain.coverage import Shortfall, missing_most, skill_needs
from services.reporting.domain.matching import fill
from services.reporting.domain.plan import Initiative, Post, in_order_of_service
from services.reporting.domain.workforce import Organisation, RoleLevel


@dataclass(frozen=True, slots=True)
class Reach:
    """The people whom a figure considers: the units they are of, and how many they are."""

    units: frozenset[str]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of posts of an initiative. A figure that stands in `suppressed` is null."""

    initiative: str
    role_level: str
    unit: str
    headcount: int
    fillable: int | None
    fillable_in_plan: int | None
    meeting: int | None
    note: str | None
    reach: Reach
    suppressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeReadiness:
    """One initiative measured: alone, and with the rest of the plan served by priority.

    Readiness and coverage are shares from 0 to 1, null where there is nothing to share out.
    """

    on: date
    initiative: str
    title: str
    deadline: date
    priority: int
    posts: int
    fillable: int | None
    readiness: float | None
    fillable_in_plan: int | None
    readiness_in_plan: float | None
    skill_coverage: float | None
    missing_most: tuple[Shortfall, ...] | None
    lines: tuple[Line, ...]
    reach: Reach
    suppressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReadiness:
    """The initiatives in the order they are served, and their sums."""

    on: date
    items: tuple[InitiativeReadiness, ...]
    posts: int
    fillable_in_plan: int | None
    readiness_in_plan: float | None
    reach: Reach
    suppressed: tuple[str, ...] = ()


def measure(
    plan: Iterable[Initiative], *, counts: Counts, organisation: Organisation, on: date
) -> PlanReadiness:
    """Measure the whole plan from people counted on the day `on`; every initiative counts."""
    ordered = in_order_of_service(plan)
    posts = [post for initiative in ordered for post in initiative.posts]
    together = iter(fill(posts, classes=counts.classes, organisation=organisation))
    items = [
        _measure_initiative(one, together=together, counts=counts, organisation=organisation, on=on)
        for one in ordered
    ]
    return sum_up(items, counts=counts, on=on)


def role_levels_of(plan: Iterable[Initiative], organisation: Organisation) -> tuple[RoleLevel, ...]:
    """The known role levels that the posts of these initiatives ask for."""
    named = {post.role_level for one in plan for post in one.posts}
    return tuple(one for one in organisation.role_levels.values() if one.role_level in named)


def sum_up(items: Sequence[InitiativeReadiness], *, counts: Counts, on: date) -> PlanReadiness:
    """These measured initiatives, with their sums, as one plan."""
    posts = sum(one.posts for one in items)
    filled = sum(one.fillable_in_plan or 0 for one in items)
    return PlanReadiness(
        on=on,
        items=tuple(items),
        posts=posts,
        fillable_in_plan=filled,
        readiness_in_plan=_share(filled, posts),
        reach=_reach(counts, frozenset().union(*(one.reach.units for one in items))),
    )


def _measure_initiative(
    initiative: Initiative,
    *,
    together: Iterator[int],
    counts: Counts,
    organisation: Organisation,
    on: date,
) -> InitiativeReadiness:
    """Measure one; `together` yields what each line gets with the rest of the plan."""
    needs = skill_needs(initiative.posts, counts=counts, organisation=organisation)
    lines = _lines(initiative, together=together, counts=counts, organisation=organisation)
    headcount = initiative.headcount
    alone = sum(line.fillable or 0 for line in lines)
    in_plan = sum(line.fillable_in_plan or 0 for line in lines)
    return InitiativeReadiness(
        on=on,
        initiative=initiative.initiative,
        title=initiative.title,
        deadline=initiative.deadline,
        priority=initiative.priority,
        posts=headcount,
        fillable=alone,
        readiness=_share(alone, headcount),
        fillable_in_plan=in_plan,
        readiness_in_plan=_share(in_plan, headcount),
        skill_coverage=_share(sum(one.have for one in needs), sum(one.needed for one in needs)),
        missing_most=missing_most(needs),
        lines=lines,
        reach=_reach(counts, frozenset().union(*(line.reach.units for line in lines))),
    )


def _lines(
    initiative: Initiative, *, together: Iterator[int], counts: Counts, organisation: Organisation
) -> tuple[Line, ...]:
    alone = fill(initiative.posts, classes=counts.classes, organisation=organisation)
    in_plan = [next(together) for _ in alone]
    return tuple(
        _line(initiative, place, filled=filled, counts=counts, organisation=organisation)
        for place, filled in enumerate(zip(alone, in_plan, strict=True))
    )


def _line(
    initiative: Initiative,
    place: int,
    *,
    filled: tuple[int, int],
    counts: Counts,
    organisation: Organisation,
) -> Line:
    post = initiative.posts[place]
    units = organisation.below(post.unit)
    return Line(
        initiative=initiative.initiative,
        role_level=post.role_level,
        unit=post.unit,
        headcount=post.headcount,
        fillable=filled[0],
        fillable_in_plan=filled[1],
        meeting=counts.meeting(post.role_level, units),
        note=why_nobody(post, organisation),
        reach=_reach(counts, units),
    )


def why_nobody(post: Post, organisation: Organisation) -> str | None:
    """Why nobody at all can fill these posts, in words, or nothing where somebody could."""
    role_level = organisation.role_levels.get(post.role_level)
    reasons = []
    if role_level is None:
        reasons.append(f"No role level “{post.role_level}” is known yet.")
    elif not role_level.requires:
        reasons.append(f"“{role_level.name}” requires no skills, so nobody can be said to meet it.")
    if post.unit not in organisation.units:
        reasons.append(f"No unit “{post.unit}” is known yet.")
    return " ".join(reasons) or None


def _reach(counts: Counts, units: frozenset[str]) -> Reach:
    return Reach(units, counts.people(units))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
