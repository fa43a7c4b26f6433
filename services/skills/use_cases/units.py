"""Units: kept with their paths from the root, found again, taken out."""

from typing import NamedTuple

from services.chassis.access import Caller
from services.chassis.errors import Conflict, Forbidden, NotFound
from services.chassis.paging import Page, PageWanted, page
from services.chassis.preconditions import Precondition
from services.skills import events, policy
from services.skills.domain import Unit
from services.skills.store import SkillsWork
from services.skills.use_cases import trees


class Kept(NamedTuple):
    """A unit as it stands, the version, and whether it is new."""

    unit: Unit
    version: int
    new: bool


class UnitInUse(Conflict):
    """People or other units are still in it."""


def put_unit(work: SkillsWork, caller: Caller, *, unit: Unit, precondition: Precondition) -> Kept:
    """Create or replace a unit, with the paths of all below it."""
    before = work.units.get(unit.unit)
    precondition.check(work.units.version(unit.unit), there=before is not None)
    check_may_write(caller, before)
    check_may_place(caller, before, trees.placed(work, trees.UNITS, unit, {}))
    kept = trees.keep(work, trees.UNITS, unit)
    return Kept(kept, work.units.version(unit.unit), before is None)


def get_unit(work: SkillsWork, _caller: Caller, *, unit: str) -> Kept:
    """A unit. Raises NotFound."""
    found = work.units.get(unit)
    if found is None:
        raise NotFound("There is no such unit.")
    return Kept(found, work.units.version(unit), new=False)


def find_units(work: SkillsWork, _caller: Caller, *, wanted: PageWanted) -> Page[Unit]:
    """A page of all units."""
    return page(work.units, {}, wanted)


def remove_unit(work: SkillsWork, caller: Caller, *, unit: str, precondition: Precondition) -> None:
    """Take an empty unit out. Again: nothing happens. Raises UnitInUse."""
    before = work.units.get(unit)
    if before is None:
        return
    check_may_write(caller, before)
    precondition.check_if_given(work.units.version(unit))
    if work.people.find({"unit": unit}, limit=1) or work.units.find({"parent": unit}, limit=1):
        raise UnitInUse("People or other units are still in it. Move them first.")
    trees.lock(work, trees.UNITS)
    events.unit_removed(work, unit, work.units.remove(unit))


def check_may_place(caller: Caller, before: Unit | None, after: Unit) -> None:
    """Raise Forbidden unless the caller may write what the unit is newly put under.

    So whoever is bounded to a unit changes it where it stands, but makes no root of it.
    """
    stays = before is not None and before.parent == after.parent
    if not stays and not policy.WRITE_PEOPLE.allows_unit(caller.principal, after.path[:-1]):
        unit = caller.principal.unit
        raise Forbidden(f"You may put units into the unit {unit} and those below only.")


def check_may_write(caller: Caller, unit: Unit | None) -> None:
    """Raise Forbidden unless the caller may write the unit as it stands; none is anybody's."""
    principal = caller.principal
    if unit is not None and not policy.WRITE_PEOPLE.allows_unit(principal, unit.path):
        raise Forbidden(f"You may write the unit {principal.unit} and those below only.")
