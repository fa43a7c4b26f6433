"""What people and systems can do with skills: load, decide, save with its events."""

from collections.abc import Sequence
from datetime import date

from services.chassis.access import Caller, Principal, Whose, require
from services.chassis.preconditions import Precondition
from services.contracts.envelope import Event
from services.skills import events, policy, projections
from services.skills.domain import Decision, Person, counts_on, levels_on, profile
from services.skills.store import PersonLevels, SkillsWork


def admits(work: SkillsWork, principal: Principal, today: date) -> bool:
    """Whether this person may sign in: not once they have left or were removed."""
    number = principal.staff_number or ""
    person = work.people.get(number)
    if person is None:
        return work.people.version(number) == 0  # never heard of: HR may be late
    return person.leaves_on is None or today <= person.leaves_on


def put_person(
    work: SkillsWork, caller: Caller, *, person: Person, precondition: Precondition
) -> tuple[Person, int, bool]:
    """Create or replace a person; returns them, the version, and whether they are new."""
    require(policy.WRITE_PEOPLE.allows_unit(caller.principal, ()), "such person")
    before = work.people.get(person.staff_number)
    precondition.check(work.people.version(person.staff_number), there=before is not None)
    version = work.people.put(person)
    events.person_changed(work, person, version)
    return person, version, before is None


def person(work: SkillsWork, caller: Caller, *, staff_number: str) -> tuple[Person, int]:
    """A person that the caller may see, and the version."""
    found = work.people.get(staff_number)
    may = found is not None and policy.READ_PERSON.allows(
        caller.principal, whose(work, found, caller.today)
    )
    require(may, "such person")
    return work.people.need(staff_number), work.people.version(staff_number)


def levels(
    work: SkillsWork, caller: Caller, *, staff_number: str, on: date | None
) -> dict[str, Decision]:
    """The levels of a person on a day (today without one), by skill."""
    found = work.people.get(staff_number)
    may = found is not None and policy.READ_RECORD.allows(
        caller.principal, whose(work, found, caller.today)
    )
    require(may, "such person")
    return levels_on(work.evidence_of(staff_number), on or caller.today)


def note_training(work: SkillsWork, happened: Sequence[Event]) -> None:
    """Follow training records, and publish the levels that they change."""
    kept = projections.keep_newest(work.training, happened)
    numbers = list(dict.fromkeys(event.subject.partition("/")[0] for event in kept))
    if not work.basis.rebuilding:
        traces = {event.subject.partition("/")[0]: event.traceparent for event in kept}
        renew_levels(work, numbers, traces)


def renew_levels(
    work: SkillsWork, numbers: Sequence[str], traces: dict[str, str | None] | None = None
) -> None:
    """Work out the levels of these people anew, and publish those that changed.

    The stored profile is written each time, changed or not: two transactions that add evidence
    about one person must meet on it, else neither would see what the other adds.
    """
    work.levels.fetch(numbers)
    work.evidence.fetch_groups(numbers)
    work.training.fetch_groups(numbers)
    for number in numbers:
        made = profile(work.evidence_of(number))
        now = PersonLevels(number, made.levels, made.waiting)
        changed = now != (work.levels.get(number) or PersonLevels(number))
        version = work.levels.put(now)
        if changed:
            work.trace = (traces or {}).get(number, work.trace)
            events.levels_changed(work, now, version)


def whose(work: SkillsWork, person: Person, today: date) -> Whose:
    """What a rule needs to know of a person."""
    unit = work.units.get(person.unit)
    work.people.fetch(person.line)
    managers = (work.people.get(number) for number in person.line)
    return Whose(
        staff_number=person.staff_number,
        line=person.line,
        path=unit.path if unit else tuple(filter(None, [person.unit])),
        managed=any(manager and counts_on(manager, today) for manager in managers),
    )
