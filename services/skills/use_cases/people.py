"""People: kept with their line of managers, found again, taken out."""

from dataclasses import dataclass
from typing import NamedTuple

from services.chassis.access import Caller, require
from services.chassis.errors import DomainError, Forbidden
from services.chassis.kinds import Query, holding
from services.chassis.paging import Page, PageWanted, page
from services.chassis.preconditions import Precondition
from services.skills import events, policy
from services.skills.domain import Person, check_dates
from services.skills.store import SkillsWork
from services.skills.use_cases import trees
from services.skills.use_cases.exemptions import drop_exemptions
from services.skills.use_cases.seeing import path_of_unit, see_person, units_below, visible


class Kept(NamedTuple):
    """A person as they stand, the version, and whether they are new."""

    person: Person
    version: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The caller: as a person where there is one, and what they may act as."""

    staff_number: str | None
    roles: tuple[str, ...]
    scopes: tuple[str, ...]
    manages: bool
    person: Person | None


class UnknownRoleLevel(DomainError):
    """A role level that the framework does not have."""


def put_person(
    work: SkillsWork, caller: Caller, *, person: Person, precondition: Precondition
) -> Kept:
    """Create or replace a person, with the lines of all below them."""
    number = person.staff_number
    before = work.people.get(number)
    check_may_write(work, caller, before, person)
    precondition.check(work.people.version(number), there=before is not None)
    check_person(work, person)
    kept = trees.keep(work, trees.PEOPLE, person)
    return Kept(kept, work.people.version(number), before is None)


def get_person(work: SkillsWork, caller: Caller, *, staff_number: str) -> Kept:
    """A person that the caller may see."""
    found = see_person(work, caller, staff_number)
    return Kept(found, work.people.version(staff_number), new=False)


def remove_person(
    work: SkillsWork, caller: Caller, *, staff_number: str, precondition: Precondition
) -> None:
    """Take a person out with their exemptions; all else about them stays, unseen.

    Again: nothing happens.
    To whoever is bounded to a unit nobody is not there in another way than somebody of elsewhere.
    """
    before = work.people.get(staff_number)
    if before is None:
        require(policy.WRITE_PEOPLE.allows_unit(caller.principal, ()), "such person")
        return
    check_may_write(work, caller, before, before)
    precondition.check_if_given(work.people.version(staff_number))
    trees.lock(work, trees.PEOPLE)
    events.person_removed(work, staff_number, work.people.remove(staff_number))
    trees.follow(work, trees.PEOPLE, [staff_number])
    drop_exemptions(work, staff_number)


def find_people(
    work: SkillsWork, caller: Caller, *, unit: str | None, q: str | None, wanted: PageWanted
) -> Page[Person]:
    """A page of the people that the caller may see: of a unit and below, or whose name has `q`."""
    return page(work.people, people_query(work, caller, unit=unit, q=q), wanted)


def people_query(
    work: SkillsWork, caller: Caller, *, unit: str | None, q: str | None, lacking: str | None = None
) -> Query:
    """The same people as a query; with `lacking` those for whom that attribute is not known."""
    conditions = [visible(work, caller, policy.READ_PERSON)]
    if unit is not None:
        conditions.append({"unit": {"$in": sorted(units_below(work, unit))}})
    if q:
        looks_like = holding(q)
        conditions.append({"$or": [{"name": looks_like}, {"staff_number": looks_like}]})
    if lacking:
        conditions.append({lacking: None})
    return {"$and": conditions}


def me(work: SkillsWork, caller: Caller) -> Me:
    """Who is calling."""
    number = caller.principal.staff_number
    return Me(
        staff_number=number,
        roles=tuple(sorted(caller.principal.roles)),
        scopes=tuple(sorted(caller.principal.scopes)),
        manages=number is not None and bool(work.people.find({"line": number}, limit=1)),
        person=work.people.get(number),
    )


def check_may_write(work: SkillsWork, caller: Caller, before: Person | None, after: Person) -> None:
    """Raise NotFound or Forbidden unless the caller may write the person, before and after."""
    rule, principal = policy.WRITE_PEOPLE, caller.principal
    if before is not None:
        require(rule.allows_unit(principal, path_of_unit(work, before.unit)), "such person")
    if not rule.allows_unit(principal, path_of_unit(work, after.unit)):
        raise Forbidden(f"You may write people of the unit {principal.unit} and below only.")


def check_person(work: SkillsWork, person: Person) -> None:
    """Raise a DomainError where a person cannot stand, whatever their line."""
    check_dates(person)
    if person.role_level is not None and work.role_levels.get(person.role_level) is None:
        raise UnknownRoleLevel(
            "Must be a role level of the framework.",
            pointer="/role_level",
            value=person.role_level,
        )
