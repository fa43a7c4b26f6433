"""Measuring the plan, as far as the caller may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller, require
from services.chassis.errors import DomainError, Forbidden
from services.chassis.paging import Page, PageWanted, page_of
from services.reporting import policy
from services.reporting.domain import (
    Counts,
    Initiative,
    InitiativeReadiness,
    Levels,
    Organisation,
    Person,
    PlanReadiness,
    RoleLevel,
    UnitReadiness,
    count_classes,
    measure,
    role_levels_of,
    sum_up,
    suppress_initiative,
    suppress_plan,
    suppress_unit,
    total_unit,
)
from services.reporting.store import ReportingWork


class DayInThePast(DomainError):
    """Readiness is measured with what is known now, so of today or a later day."""

    def __init__(self, on: date) -> None:
        super().__init__("Must be today or a later day.", pointer="/on", value=on.isoformat())


@dataclass(frozen=True, slots=True)
class Measured:
    """The whole plan on a day, and what it was measured with; `levels` are by staff number."""

    plan: PlanReadiness
    counts: Counts
    organisation: Organisation
    initiatives: tuple[Initiative, ...]
    people: tuple[Person, ...]
    levels: Mapping[str, Levels]

    @property
    def role_levels(self) -> tuple[RoleLevel, ...]:
        """The role levels that the plan asks for, as far as they are known."""
        return role_levels_of(self.initiatives, self.organisation)


def plan_readiness(
    work: ReportingWork, caller: Caller, *, on: date | None, page: PageWanted
) -> tuple[PlanReadiness, Page[InitiativeReadiness]]:
    """The initiatives that the caller may see with their sums, and one page of them."""
    measured, items = measure_visible(work, caller, on)
    shown = suppress_plan(
        sum_up(items, counts=measured.counts, on=measured.plan.on),
        hidden=hidden_from(work, caller, measured),
    )
    return shown, page_of(shown.items, page, by=_order_of_service)


def initiative_readiness(
    work: ReportingWork, caller: Caller, *, initiative: str, on: date | None
) -> InitiativeReadiness:
    """One initiative, post by post, measured with the whole plan."""
    measured, items = measure_visible(work, caller, on)
    found = [one for one in items if one.initiative == initiative]
    require(bool(found), "such initiative")
    return suppress_initiative(found[0], hidden=hidden_from(work, caller, measured))


def unit_readiness(
    work: ReportingWork, caller: Caller, *, unit: str, on: date | None
) -> UnitReadiness:
    """The totals of a unit and of what lies under it."""
    day = _day(caller, on)
    found = work.units.get(unit)
    require(found is not None and _sees_unit(work, caller, unit), "such unit")
    measured = _measure(work, day)
    people = work.people_of(measured.organisation.below(unit), on=day)
    totals = total_unit(
        unit,
        people=people,
        levels=work.levels_of(people),
        organisation=measured.organisation,
        plan=measured.plan,
    )
    return suppress_unit(totals, hidden=hidden_from(work, caller, measured))


def measure_visible(
    work: ReportingWork, caller: Caller, on: date | None
) -> tuple[Measured, tuple[InitiativeReadiness, ...]]:
    """The whole plan, and those of its initiatives that the caller may see."""
    whole = sees_whole_plan(work, caller)
    measured = _measure(work, _day(caller, on))
    return measured, measured.plan.items if whole else _within_claim(caller, measured)


def _order_of_service(one: InitiativeReadiness) -> tuple[int, str, str]:
    return one.priority, one.deadline.isoformat(), one.initiative


def _day(caller: Caller, on: date | None) -> date:
    if on is not None and on < caller.today:
        raise DayInThePast(on)
    return on or caller.today


def _measure(work: ReportingWork, on: date) -> Measured:
    organisation = work.organisation()
    plan = work.initiatives.find({})
    wanted = role_levels_of(plan, organisation)
    people, levels = work.workforce(on=on)
    counts = count_classes(people, levels=levels, role_levels=wanted, on=on)
    measured = measure(plan, counts=counts, organisation=organisation, on=on)
    return Measured(measured, counts, organisation, plan, people, levels)


def sees_whole_plan(work: ReportingWork, caller: Caller) -> bool:
    """True: all of it; False: what the claim `unit` leaves. Raises Forbidden for nothing at all."""
    principal = caller.principal
    if policy.READ_READINESS.allows_unit(principal, ()):
        return True
    if work.has_below(principal.staff_number, on=caller.today):
        return True
    if not principal.roles & policy.READ_READINESS.roles:
        raise Forbidden("You may not do this.")
    return False


def _within_claim(caller: Caller, measured: Measured) -> tuple[InitiativeReadiness, ...]:
    """The initiatives with a post in the unit of the caller's claim or under it."""
    path = measured.organisation.path
    return tuple(
        one
        for one in measured.plan.items
        if lies_within_claim(caller, (path(line.unit) for line in one.lines))
    )


def lies_within_claim(caller: Caller, paths: Iterable[Iterable[str]]) -> bool:
    """Whether an initiative lies in the unit of the caller's claim, by the units of its posts.

    One without posts lies in no unit: every lead may write it, so every lead sees it.
    """
    principal, units = caller.principal, [tuple(path) for path in paths]
    if not units:
        return policy.WRITE_PLAN.may_ever(principal)
    return any(policy.READ_READINESS.allows_unit(principal, path) for path in units)


def _sees_unit(work: ReportingWork, caller: Caller, unit: str) -> bool:
    principal = caller.principal
    own = work.people.get(principal.staff_number)
    return (
        policy.READ_UNIT.allows_unit(principal, work.path(unit))
        or (own is not None and own.unit == unit)
        or work.has_below(principal.staff_number, on=caller.today, unit=unit)
    )


def hidden_from(work: ReportingWork, caller: Caller, measured: Measured) -> frozenset[str]:
    """The units with somebody whom the caller may not see by name."""
    claimed = measured.organisation.below(caller.principal.unit or "")
    visible = policy.READ_MATRIX.filter(caller.principal, claimed)
    return work.units_hiding_someone(visible, on=measured.plan.on)
