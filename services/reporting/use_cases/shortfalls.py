"""Posts of the plan that a team cannot fill, as far as the caller may know."""

from collections.abc import Collection, Sequence

from services.chassis.access import Caller, Whose
from services.reporting import policy
from services.reporting.domain import FEWEST_SHOWN, Organisation, Person, count_classes
from services.reporting.domain.shortages import Shortage, Wanted, shortages, wanted_of
from services.reporting.domain.team import Member
from services.reporting.store import ReportingWork


def short_posts(
    work: ReportingWork, caller: Caller, team: Sequence[Member]
) -> tuple[Shortage, ...]:
    """The lines of posts that concern the team and are short of people, first deadline first.

    Left out are those of fewer than five people, some of whom the caller may not see: what they
    are short of would tell what these people can do.
    """
    plan = work.initiatives.find({}) if team else ()
    if not plan:
        return ()
    organisation = work.organisation()
    wanted = wanted_of(plan, team=team, organisation=organisation)
    people = work.people_of(frozenset().union(*(one.units for one in wanted)), on=caller.today)
    counts = count_classes(
        people,
        levels=work.levels_of(people),
        role_levels={one.role_level for one in wanted},
        on=caller.today,
    )
    hidden = _units_hiding_someone(caller, people, organisation)
    known = [
        one
        for one in wanted
        if _may_know(caller, team, one, organisation)
        and (counts.people(one.units) >= FEWEST_SHOWN or not one.units & hidden)
    ]
    return shortages(known, team=team, counts=counts, organisation=organisation)


def _units_hiding_someone(
    caller: Caller, people: Collection[Person], organisation: Organisation
) -> frozenset[str]:
    """The units with somebody whom the caller may not see."""
    return frozenset(
        one.unit
        for one in people
        if one.unit
        and not policy.READ_MATRIX.allows(
            caller.principal,
            Whose(staff_number=one.staff_number, line=one.line, path=organisation.path(one.unit)),
        )
    )


def _may_know(
    caller: Caller, team: Sequence[Member], wanted: Wanted, organisation: Organisation
) -> bool:
    """Whoever has a reporting line sees the whole plan, an auditor what their claim leaves."""
    principal = caller.principal
    manages = any(principal.staff_number in one.person.line for one in team)
    path = organisation.path(wanted.post.unit)
    return manages or policy.READ_READINESS.allows_unit(principal, path)
