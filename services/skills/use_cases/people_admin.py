"""People as those see them who keep them: searched, with who waits for somebody to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.chassis.access import Caller, Whose, require
from services.chassis.errors import NotFound
from services.chassis.paging import PageWanted, page
from services.skills import policy
from services.skills.domain import Person, RoleLevel, Unit, forest, in_order
from services.skills.store import SkillsWork
from services.skills.use_cases.claims import WAITING, unmanaged
from services.skills.use_cases.people import check_may_write, people_query
from services.skills.use_cases.seeing import path_of_unit, see_record, whose

MOST_FOUND = 10
UNCONFIRMED = {"state": "completed", "confirmation": "waiting"}
MOST_WITHOUT_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Which people: whose name or number has `q`, of a unit and below, without something."""

    q: str | None = None
    unit: str | None = None
    lacking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person with the names of what they have; a manager whom the caller may not see by number.

    `may_write`: whether the caller may change them.
    """

    person: Person
    unit: str | None
    role: str | None
    manager: str | None
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """Somebody whom nobody at work manages, and what of theirs waits, the first since when."""

    person: Person
    unit: str | None
    claims: int
    training: int
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """Some of the people that were asked for; `total` are all of those."""

    items: tuple[Listed, ...]
    next: str | None
    total: int
    unconfirmed: tuple[Unconfirmed, ...]
    units: tuple[tuple[int, Unit], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A person to change, or None for a new one, with what there is to choose from.

    `units` are those that the caller may put people into, with their depth; `anywhere`: whether
    they need no unit. `reports` is how many people report to the person directly.
    """

    person: Person | None
    version: int
    listed: Listed | None
    units: tuple[tuple[int, Unit], ...]
    anywhere: bool
    roles: tuple[RoleLevel, ...]
    may_see_record: bool
    reports: int


def list_people(
    work: SkillsWork, caller: Caller, *, search: Search, wanted: PageWanted
) -> PeopleList:
    """A page of people, and those who wait for somebody to confirm something of theirs."""
    units = work.units.take({})
    query = people_query(work, caller, unit=search.unit, q=search.q, lacking=search.lacking)
    found = page(work.people, query, wanted)
    return PeopleList(
        items=listed(work, caller, found.items),
        next=found.next,
        total=work.people.count(query),
        unconfirmed=find_unconfirmed(work, caller),
        units=_writable(caller, units),
    )


def find_unconfirmed(work: SkillsWork, caller: Caller) -> tuple[Unconfirmed, ...]:
    """People for whom the caller stands in, and something of theirs waits; the longest first."""
    people = {each.staff_number: each for each in unmanaged(work, caller)}
    people |= {each.staff_number: each for each in _without_line(work, caller)}
    about = {"staff_number": {"$in": sorted(people)}}
    claims, training = dict[str, list[date]](), dict[str, list[date]]()
    for claim in work.evidence.find({**WAITING, **about}):
        claims.setdefault(claim.staff_number, []).append(claim.recorded_on)
    for record in work.training.find({**UNCONFIRMED, **about}):
        since = record.logged_on or record.completed_on or caller.today
        training.setdefault(record.staff_number, []).append(since)
    found = (
        Unconfirmed(
            person=person,
            unit=_unit_name(work, person),
            claims=len(claims.get(number, ())),
            training=len(training.get(number, ())),
            since=min((*claims.get(number, ()), *training.get(number, ()))),
        )
        for number, person in people.items()
        if number in claims or number in training
    )
    return tuple(sorted(found, key=lambda each: (each.since, each.person.staff_number)))


def get_edited(work: SkillsWork, caller: Caller, *, staff_number: str | None = None) -> Edited:
    """A person to change, or a form for a new one. Raises NotFound."""
    units = work.units.take({})
    person = work.people.get(staff_number)
    require(staff_number is None or person is not None, "such person")
    if person is not None:
        check_may_write(work, caller, person, person)
    return Edited(
        person=person,
        version=work.people.version(person.staff_number) if person else 0,
        listed=listed(work, caller, [person])[0] if person else None,
        units=_writable(caller, units),
        anywhere=policy.WRITE_PEOPLE.allows_unit(caller.principal, ()),
        roles=tuple(sorted(work.role_levels.find({}), key=lambda each: each.name.casefold())),
        may_see_record=person is not None and _may_see_record(work, caller, person),
        reports=work.people.count({"manager": staff_number}) if staff_number else 0,
    )


def find_managers(work: SkillsWork, caller: Caller, *, said: str) -> tuple[Listed, ...]:
    """Who is meant: the one with this staff number, else those the caller sees with this name.

    One more than `MOST_FOUND` at most, so that it shows when there are too many.
    """
    exact = work.people.get(said) or work.people.get(said.upper())
    if exact is not None:
        return listed(work, caller, [exact])
    query = people_query(work, caller, unit=None, q=said)
    return listed(work, caller, page(work.people, query, PageWanted(limit=MOST_FOUND + 1)).items)


def listed(work: SkillsWork, caller: Caller, people: Iterable[Person]) -> tuple[Listed, ...]:
    """People with the names of what they have."""
    known = tuple(people)
    work.people.fetch(each.manager for each in known if each.manager)
    work.role_levels.fetch(each.role_level for each in known if each.role_level)
    managers = (work.people.get(each.manager) for each in known)
    work.units.fetch(each.unit for each in (*known, *managers) if each and each.unit)
    return tuple(
        Listed(
            person=each,
            unit=_unit_name(work, each),
            role=role.name if role else each.role_level,
            manager=_manager_name(work, caller, each),
            may_write=policy.WRITE_PEOPLE.allows_unit(
                caller.principal, path_of_unit(work, each.unit)
            ),
        )
        for each in known
        for role in [work.role_levels.get(each.role_level)]
    )


def _without_line(work: SkillsWork, caller: Caller) -> tuple[Person, ...]:
    if not caller.principal.roles & policy.ASSESS.unmanaged:
        return ()
    found = work.people.find({"line": []}, limit=MOST_WITHOUT_LINE)
    work.units.fetch(each.unit for each in found if each.unit)
    return tuple(
        each
        for each in found
        if policy.ASSESS.allows(caller.principal, whose(work, each, caller.today))
    )


def _writable(caller: Caller, units: Iterable[Unit]) -> tuple[tuple[int, Unit], ...]:
    may = policy.WRITE_PEOPLE.allows_unit
    return tuple(in_order(forest(each for each in units if may(caller.principal, each.path))))


def _may_see_record(work: SkillsWork, caller: Caller, person: Person) -> bool:
    try:
        see_record(work, caller, person.staff_number)
    except NotFound:
        return False
    return True


def _unit_name(work: SkillsWork, person: Person) -> str | None:
    unit = work.units.get(person.unit)
    return unit.name if unit else person.unit


def _manager_name(work: SkillsWork, caller: Caller, person: Person) -> str | None:
    manager = work.people.get(person.manager)
    if manager is None:
        return person.manager
    about = Whose(
        staff_number=manager.staff_number,
        line=manager.line,
        path=path_of_unit(work, manager.unit),
    )
    seen = policy.READ_PERSON.allows(caller.principal, about)
    return manager.name if seen else manager.staff_number
