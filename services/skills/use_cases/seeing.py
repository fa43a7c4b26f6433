"""Whom a caller may see, and whose record; who may sign in at all."""

from datetime import date

from services.chassis.access import Caller, Rule, Whose, require
from services.skills import policy
from services.skills.domain import Person, counts_on
from services.skills.store import SkillsWork


def see_person(work: SkillsWork, caller: Caller, staff_number: str) -> Person:
    """Give the person that the caller may see. Raises NotFound, also where there is none."""
    person = work.people.get(staff_number)
    may = person is not None and policy.READ_PERSON.allows(
        caller.principal, whose(work, person, caller.today)
    )
    require(may, "such person")
    return work.people.need(staff_number)


def see_record(work: SkillsWork, caller: Caller, staff_number: str) -> Whose:
    """Give what rules need to know of the person whose record the caller may see.

    Someone not heard of yet has a record of their own, which they alone see. Raises NotFound.
    """
    person = work.people.get(staff_number)
    if person is None:
        own = caller.principal.staff_number == staff_number
        require(own and work.people.version(staff_number) == 0, "such person")
        return Whose(staff_number=staff_number)
    found = whose(work, person, caller.today)
    require(policy.READ_RECORD.allows(caller.principal, found), "such person")
    return found


def whose(work: SkillsWork, person: Person, today: date) -> Whose:
    """What a rule needs to know of a person."""
    return Whose(
        staff_number=person.staff_number,
        line=person.line,
        path=path_of_unit(work, person.unit),
        managed=nearest_at_work(work, person, today) is not None,
    )


def path_of_unit(work: SkillsWork, unit: str | None) -> tuple[str, ...]:
    """The units from the root down to this one; one not known yet stands alone."""
    if unit is None:
        return ()
    known = work.units.get(unit)
    return known.path if known else (unit,)


def nearest_at_work(work: SkillsWork, person: Person, today: date) -> Person | None:
    """The nearest manager of a person who counts on this day; those who do not are passed over."""
    work.people.fetch(person.line)
    managers = (work.people.get(number) for number in person.line)
    return next((each for each in managers if each and counts_on(each, today)), None)


def units_below(work: SkillsWork, unit: str | None) -> frozenset[str]:
    """A unit and all that lies under it, by id."""
    if unit is None:
        return frozenset()
    return frozenset({unit, *(each.unit for each in work.units.find({"path": unit}))})


def visible(work: SkillsWork, caller: Caller, rule: Rule) -> dict[str, object]:
    """The people a rule lets the caller see, as a query."""
    return dict(rule.filter(caller.principal, units_below(work, caller.principal.unit)))
