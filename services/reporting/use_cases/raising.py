"""What would raise an initiative, in names as far as the caller may see them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller
from services.reporting import policy
from services.reporting.domain import (
    Growth,
    InitiativeReadiness,
    Near,
    Person,
    Raise,
    Raising,
    near_to,
    suppress_raising,
    verified_on,
)
from services.reporting.store import ReportingWork, at_work
from services.reporting.use_cases.readiness import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseLine:
    """What would raise the initiative; `names` are of those of the others whom the caller sees."""

    raised: Raise
    skill: str
    names: tuple[str, ...]


def raising_of(
    work: ReportingWork,
    caller: Caller,
    measured: Measured,
    shown: InitiativeReadiness,
    hidden: frozenset[str],
) -> tuple[Raising, tuple[RaiseLine, ...]]:
    """What would raise it, as far as the caller may see; nothing where its sums are suppressed."""
    if shown.fillable_in_plan is None or shown.fillable_in_plan == shown.posts:
        return Raising(), ()
    near = _nearness(measured, shown.on)
    growth = Growth(
        shown.initiative,
        plan=measured.initiatives,
        people=Counter(near.values()),
        organisation=measured.organisation,
    )
    raising = suppress_raising(growth.most(), hidden=hidden)
    names = names_of_skills(work, (one.skill for one in raising.raises))
    seen = _visible_people(work, caller, measured) if raising.raises else ()
    return raising, tuple(
        RaiseLine(
            raised=one,
            skill=names[one.skill],
            names=tuple(
                each.name
                for each in seen
                if each.staff_number in near
                and growth.opens_a_post(near[each.staff_number], one.growth)
            ),
        )
        for one in raising.raises
    )


def _nearness(measured: Measured, on: date) -> dict[str, Near]:
    role_levels = measured.role_levels
    return {
        one.staff_number: near_to(
            one.unit, verified_on(measured.levels.get(one.staff_number), on), role_levels
        )
        for one in measured.people
        if one.unit is not None
    }


def _visible_people(work: ReportingWork, caller: Caller, measured: Measured) -> tuple[Person, ...]:
    claimed = measured.organisation.below(caller.principal.unit or "")
    visible = policy.READ_MATRIX.filter(caller.principal, claimed)
    found = work.people.find({"$and": [visible, at_work(caller.today)]})
    others = (one for one in found if one.staff_number != caller.principal.staff_number)
    return tuple(sorted(others, key=lambda one: (one.name, one.staff_number)))


def names_of_skills(work: ReportingWork, skills: Iterable[str]) -> dict[str, str]:
    """The names of these skills; of one whose name has not been heard of its id."""
    wanted = tuple(skills)
    return {one: one for one in wanted} | work.names_of(wanted)
