"""Exemptions: granted and ended by managers, read by those who may see the record."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from services.chassis.access import Caller
from services.chassis.errors import Forbidden, NotFound
from services.chassis.preconditions import Precondition
from services.skills import events, policy
from services.skills.domain import Exemption, exempt_from, exemption_id, grant
from services.skills.store import PersonLevels, SkillsWork
from services.skills.use_cases.seeing import see_record


class Kept(NamedTuple):
    """An exemption as it stands, the version, and whether it is new."""

    exemption: Exemption
    version: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemptions:
    """The exemptions of a person, by skill; they come whole, so there is no next page."""

    items: tuple[Exemption, ...]
    next: None = None


def find_exemptions(work: SkillsWork, caller: Caller, *, staff_number: str) -> Exemptions:
    """All exemptions of a person with their reasons, those that have run out included."""
    see_record(work, caller, staff_number)
    known = work.exemptions.group(staff_number)
    return Exemptions(items=tuple(sorted(known, key=lambda each: each.skill)))


def get_exemption(work: SkillsWork, caller: Caller, *, staff_number: str, skill: str) -> Kept:
    """The exemption of a person from a skill. Raises NotFound."""
    see_record(work, caller, staff_number)
    identity = exemption_id(staff_number, skill)
    found = work.exemptions.get(identity)
    if found is None:
        raise NotFound("There is no such exemption.")
    return Kept(found, work.exemptions.version(identity), new=False)


def put_exemption(
    work: SkillsWork,
    caller: Caller,
    *,
    staff_number: str,
    skill: str,
    reason: str,
    until: date,
    precondition: Precondition,
) -> Kept:
    """Excuse a person from a skill from today on, or say anew why and until when."""
    _check_may_excuse(work, caller, staff_number)
    if work.skills.get(skill) is None:
        raise NotFound("There is no such skill.")
    identity = exemption_id(staff_number, skill)
    before = work.exemptions.get(identity)
    precondition.check(work.exemptions.version(identity), there=before is not None)
    by = caller.principal.staff_number or caller.principal.subject
    granted = grant(Exemption(staff_number, skill, reason, until, by, caller.today))
    version = work.exemptions.put(granted)
    _renew_exempt(work, staff_number)
    return Kept(granted, version, before is None)


def remove_exemption(
    work: SkillsWork, caller: Caller, *, staff_number: str, skill: str, precondition: Precondition
) -> None:
    """End an exemption at once. Again: nothing happens."""
    _check_may_excuse(work, caller, staff_number)
    identity = exemption_id(staff_number, skill)
    if work.exemptions.get(identity) is None:
        return
    precondition.check_if_given(work.exemptions.version(identity))
    work.exemptions.remove(identity)
    _renew_exempt(work, staff_number)


def drop_exemptions(work: SkillsWork, staff_number: str) -> None:
    """End all exemptions of somebody who is taken out: whoever is made anew gets none of them."""
    for each in work.exemptions.group(staff_number):
        work.exemptions.remove(each.id)
    _renew_exempt(work, staff_number)


def _check_may_excuse(work: SkillsWork, caller: Caller, staff_number: str) -> None:
    """Raise NotFound where the caller may not see the record, else Forbidden."""
    person = see_record(work, caller, staff_number)
    if not policy.EXCUSE.allows(caller.principal, person):
        raise Forbidden("Only a manager of the person may excuse them from a skill.")


def _renew_exempt(work: SkillsWork, staff_number: str) -> None:
    """Publish what the person is exempt from where it changed.

    The stored profile is written each time, changed or not: whoever changes levels, exemptions or
    takes the person out at the same time meets on it.
    """
    before = work.levels.get(staff_number) or PersonLevels(staff_number)
    now = replace(before, exempt=exempt_from(work.exemptions.group(staff_number)))
    version = work.levels.put(now)
    if now != before:
        events.levels_changed(work, now, version)
