"""Levels beside what the own role requires, with names: for the line, the auditor and oneself."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from services.chassis.access import Caller, Whose, require
from services.chassis.kinds import Query
from services.chassis.paging import Page, PageWanted, page
from services.reporting import policy
from services.reporting.domain import MatrixRow, Person, matrix_row
from services.reporting.store import ReportingWork, at_work

T = TypeVar("T")


def unit_matrix(
    work: ReportingWork, caller: Caller, *, unit: str, wanted: PageWanted
) -> Page[MatrixRow]:
    """The people of a unit, and of what lies under it, whom the caller may see, today."""
    organisation = work.organisation()
    claimed = organisation.below(caller.principal.unit or "")
    query: Query = {
        "$and": [
            {"unit": {"$in": sorted(organisation.below(unit))}},
            policy.READ_MATRIX.filter(caller.principal, claimed),
            at_work(caller.today),
        ]
    }
    may = policy.READ_MATRIX.allows_unit(caller.principal, organisation.path(unit))
    require(unit in organisation.units and (may or work.people.count(query) > 0), "such unit")
    found = page(work.people, query, wanted)
    return Page(beside_roles(work, caller, found.items, matrix_row), found.next)


def person_matrix(work: ReportingWork, caller: Caller, *, staff_number: str) -> Page[MatrixRow]:
    """One person's row, today."""
    person = work.people.get(staff_number)
    whose = Whose(
        staff_number=staff_number,
        line=person.line if person else (),
        path=work.path(person.unit if person else None),
    )
    require(
        person is not None and policy.READ_MATRIX.allows(caller.principal, whose), "such person"
    )
    return Page(beside_roles(work, caller, [work.people.need(staff_number)], matrix_row), None)


def beside_roles(
    work: ReportingWork, caller: Caller, people: Iterable[Person], make: Callable[..., T]
) -> tuple[T, ...]:
    """What `make` (matrix_row, member_of) makes of each person, their role and levels, today."""
    shown = tuple(people)
    levels = work.levels_of(shown)
    work.role_levels.fetch({person.role_level for person in shown if person.role_level})
    roles = [work.role_levels.get(person.role_level) for person in shown]
    names = work.names_of(one.skill for role in roles if role for one in role.requires)
    return tuple(
        make(
            person,
            role_level=role,
            levels=levels.get(person.staff_number),
            names=names,
            on=caller.today,
        )
        for person, role in zip(shown, roles, strict=True)
    )
