"""Whom the caller looks at: the people who report to them, or, as an auditor, those of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.kinds import Query
from services.reporting import policy
from services.reporting.domain import Person, Unit
from services.reporting.domain.choices import UnitChoice, choices_among, choices_for
from services.reporting.domain.team import Member, member_of
from services.reporting.store import ReportingWork, at_work
from services.reporting.use_cases.matrix import beside_roles

MOST_PEOPLE = 1_000
MOST_UNITS = 300

Seen = tuple[tuple[Person, ...], tuple[UnitChoice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The people looked at, and what else could be.

    `unit`: the one chosen. `below`: whether the whole line was asked for, `has_below`: whether it
    is more than those who report directly. `reports`: whether anybody reports to the caller at
    all. `by_unit`: whether the caller may look at units. `too_many`: there are more people than
    can be shown, so none are.
    """

    people: tuple[Person, ...]
    unit: str | None
    below: bool
    has_below: bool
    reports: bool
    by_unit: bool
    units: tuple[UnitChoice, ...]
    too_many: bool

    @property
    def nothing_chosen(self) -> bool:
        """Whether a unit must be chosen before there is anybody to see."""
        return self.by_unit and not self.reports and self.unit is None


def look(work: ReportingWork, caller: Caller, *, unit: str | None, below: bool) -> Sight:
    """The people at work whom the caller may see, of this unit and below where one is named.

    A unit that is not known, or where the caller may see nobody, has no people.
    """
    by_unit = bool(caller.principal.roles & policy.READ_MATRIX.roles)
    deeper = _has_below(work, caller)
    direct = () if below and deeper else direct_reports(work, caller)
    reports = deeper or bool(direct)
    if by_unit and not reports:
        unit = unit or caller.principal.unit
    if by_unit and (unit or not reports):
        found, units = _look_at_unit(work, caller, unit)
    else:
        everybody = _line(work, caller) if below and deeper else direct
        found, units = _look_at_line(work, caller, everybody, unit)
    return Sight(
        people=() if len(found) > MOST_PEOPLE else found,
        unit=unit,
        below=below,
        has_below=deeper,
        reports=reports,
        by_unit=by_unit,
        units=units,
        too_many=len(found) > MOST_PEOPLE,
    )


def members(work: ReportingWork, caller: Caller, people: Iterable[Person]) -> tuple[Member, ...]:
    """These people beside their roles, today."""
    return beside_roles(work, caller, people, member_of)


def direct_reports(work: ReportingWork, caller: Caller) -> tuple[Person, ...]:
    """The people at work whose manager the caller is."""
    number = caller.principal.staff_number
    return _people(work, caller, {"line": number, "manager": number}) if number else ()


def _line(work: ReportingWork, caller: Caller) -> tuple[Person, ...]:
    return _people(work, caller, {"line": caller.principal.staff_number})


def _look_at_line(
    work: ReportingWork, caller: Caller, everybody: tuple[Person, ...], unit: str | None
) -> Seen:
    """Of the caller's own people those of a unit; what there is to choose are the units of all."""
    if len(everybody) > MOST_PEOPLE:
        within: Query = {"unit": {"$in": _below(work, unit)}} if unit else {}
        own = {"line": caller.principal.staff_number}
        return _people(work, caller, {**own, **within}), choices_among(_units(work, None, unit))
    units = _units_of(work, everybody)
    chosen = (one for one in everybody if not unit or unit in work.path(one.unit))
    return tuple(chosen), choices_for(everybody, units)


def _look_at_unit(work: ReportingWork, caller: Caller, unit: str | None) -> Seen:
    """The people of a unit whom the caller may see; to choose are all units of their claim."""
    claim = caller.principal.unit
    choices = choices_among(_units(work, claim, unit))
    if unit is None:
        return (), choices
    visible = policy.READ_MATRIX.filter(caller.principal, _below(work, claim) if claim else ())
    query: Query = {"$and": [{"unit": {"$in": _below(work, unit)}}, visible]}
    return _people(work, caller, query), choices


def _has_below(work: ReportingWork, caller: Caller) -> bool:
    number = caller.principal.staff_number
    further: Query = {"line": number, "manager": {"$ne": number}}
    return bool(number) and bool(_people(work, caller, further, most=1))


def _people(
    work: ReportingWork, caller: Caller, query: Query, *, most: int = MOST_PEOPLE + 1
) -> tuple[Person, ...]:
    return work.people.find({"$and": [query, at_work(caller.today)]}, limit=most)


def _below(work: ReportingWork, unit: str) -> list[str]:
    return [one.unit for one in work.units.find({"path": unit})]


def _units(work: ReportingWork, claim: str | None, unit: str | None) -> tuple[Unit, ...]:
    """All units within the claim; of too many those around the one chosen."""
    within: Query = {"path": claim} if claim else {}
    found = work.units.find(within, limit=MOST_UNITS + 1)
    if len(found) <= MOST_UNITS:
        return found
    around: Query = {"$or": [{"parent": unit or claim}, {"_id": {"$in": list(work.path(unit))}}]}
    return work.units.find({"$and": [within, around]}, limit=MOST_UNITS)


def _units_of(work: ReportingWork, people: Iterable[Person]) -> dict[str, Unit]:
    """The units of these people and all above."""
    own = {one.unit for one in people if one.unit}
    work.units.fetch(own)
    above = {name for unit in own for name in work.path(unit)}
    work.units.fetch(above)
    return {name: found for name in above if (found := work.units.get(name))}
