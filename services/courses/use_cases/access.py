"""Whether the caller may: what the rules need to know of the person that a request is about."""

from dataclasses import replace
from datetime import date

from services.chassis.access import Caller, Rule, Whose, require
from services.chassis.errors import Forbidden
from services.courses import policy
from services.courses.domain import Person, nearest_at_work
from services.courses.store import CoursesWork


def authorise(
    work: CoursesWork, caller: Caller, rule: Rule, staff_number: str, what: str = "such person"
) -> None:
    """Raise NotFound or, of what the caller may read at least, Forbidden."""
    if _allows(work, caller, rule, staff_number):
        return
    require(_allows(work, caller, policy.READ_TRAINING, staff_number), what)
    raise Forbidden("You may read this, but not do this to it.")


def manager_at_work(work: CoursesWork, person: Person, today: date) -> str | None:
    """The nearest manager of the person who is at work."""
    work.people.fetch(person.line)
    managers = {number: work.people.get(number) for number in person.line}
    return nearest_at_work(person.line, managers, today)


def whose(work: CoursesWork, person: Person, today: date) -> Whose:
    """What a rule needs to know of a person."""
    unit = work.units.get(person.unit)
    return Whose(
        staff_number=person.staff_number,
        line=person.line,
        path=unit.path if unit else tuple(filter(None, [person.unit])),
        managed=manager_at_work(work, person, today) is not None,
    )


def _allows(work: CoursesWork, caller: Caller, rule: Rule, staff_number: str) -> bool:
    person = work.people.get(staff_number)
    if person is not None:
        return rule.allows(caller.principal, whose(work, person, caller.today))
    # Of somebody who is not known here only they themselves know, and systems.
    narrow = replace(rule, line=False, roles=frozenset(), unmanaged=frozenset())
    return narrow.allows(caller.principal, Whose(staff_number=staff_number))
