"""Measuring the plan, as far as the caller may see it."""

from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller, require
from services.chassis.errors import DomainError, Forbidden
from services.chassis.paging import Page, PageWanted, page_of
from services.reporting import policy
from services.reporting.domain import (
    Counts,
    InitiativeReadiness,
    Organisation,
    PlanReadiness,
    UnitReadiness,
    measure,
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
    """The whole plan on a day, and what it was measured with."""

    plan: PlanReadiness
    counts: Counts
    organisation: Organisation


def plan_readiness(
    work: ReportingWork, caller: Caller, *, on: date | None, page: PageWanted
) -> tuple[PlanReadiness, Page[InitiativeReadiness]]:
    """The initiatives that the caller may see with their sums, and one page of them."""
    measured, items = _measure_visible(work, caller, on)
    shown = suppress_plan(
        sum_up(items, counts=measured.counts, on=measured.plan.on),
        hidden=_hidden(work, caller, measured),
    )
    return shown, page_of(shown.items, page, by=_order_of_service)


def initiative_readiness(
    work: ReportingWork, caller: Caller, *, initiative: str, on: date | None
) -> InitiativeReadiness:
    """One initiative, post by post, measured with the whole plan."""
    measured, items = _measure_visible(work, caller, on)
    found = [one for one in items if one.initiative == initiative]
    require(bool(found), "such initiative")
    return suppress_initiative(found[0], hidden=_hidden(work, caller, measured))


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
    return suppress_unit(totals, hidden=_hidden(work, caller, measured))


def _measure_visible(
    work: ReportingWork, caller: Caller, on: date | None
) -> tuple[Measured, tuple[InitiativeReadiness, ...]]:
    """The whole plan, and those of its initiatives that the caller may see."""
    whole = _sees_whole_plan(work, caller)
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
    named = {post.role_level for one in plan for post in one.posts}
    wanted = [one for one in organisation.role_levels.values() if one.role_level in named]
    counts = work.counts(wanted, on=on)
    measured = measure(plan, counts=counts, organisation=organisation, on=on)
    return Measured(measured, counts, organisation)


def _sees_whole_plan(work: ReportingWork, caller: Caller) -> bool:
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
    """The initiatives with a post in the unit of the caller's claim or under it.

    One without posts lies in no unit: every lead may write it, so every lead sees it.
    """
    principal, path = caller.principal, measured.organisation.path
    writes = policy.WRITE_PLAN.may_ever(principal)
    return tuple(
        one
        for one in measured.plan.items
        if (writes and not one.lines)
        or any(policy.READ_READINESS.allows_unit(principal, path(x.unit)) for x in one.lines)
    )


def _sees_unit(work: ReportingWork, caller: Caller, unit: str) -> bool:
    principal = caller.principal
    own = work.people.get(principal.staff_number)
    return (
        policy.READ_UNIT.allows_unit(principal, work.path(unit))
        or (own is not None and own.unit == unit)
        or work.has_below(principal.staff_number, on=caller.today, unit=unit)
    )


def _hidden(work: ReportingWork, caller: Caller, measured: Measured) -> frozenset[str]:
    """The units with somebody whom the caller may not see by name."""
    claimed = measured.organisation.below(caller.principal.unit or "")
    visible = policy.READ_MATRIX.filter(caller.principal, claimed)
    return work.units_hiding_someone(visible, on=measured.plan.on)
