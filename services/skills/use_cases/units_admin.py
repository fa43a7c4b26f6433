"""Units as those see them who keep them: the tree, and one to change."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.chassis.access import Caller, require
from services.skills import policy
from services.skills.domain import Node, Unit, forest, in_order
from services.skills.store import SkillsWork
from services.skills.use_cases.seeing import units_below


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTree:
    """All units as they lie in one another, and the ids of those that the caller may change."""

    roots: tuple[Node, ...]
    total: int
    writable: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedUnit:
    """A unit to change, or None for a new one, with what there is to choose from.

    `parents` are units that it can be put into, with their depth; `at_the_top`: whether it can
    also lie in none. `people` are in the unit itself, `people_below` in those that lie in it.
    """

    unit: Unit | None
    version: int
    parents: tuple[tuple[int, Unit], ...]
    at_the_top: bool
    people: int
    people_below: int
    units_below: int

    @property
    def is_empty(self) -> bool:
        """Whether it can be taken out."""
        return not self.people and not self.units_below


def get_tree(work: SkillsWork, caller: Caller) -> UnitTree:
    """All units."""
    units = work.units.find({})
    return UnitTree(
        roots=forest(units),
        total=len(units),
        writable=frozenset(each.unit for each in units if _may_write(caller, each.path)),
    )


def get_edited_unit(work: SkillsWork, caller: Caller, *, unit: str | None = None) -> EditedUnit:
    """A unit to change, or a form for a new one. Raises NotFound."""
    units = work.units.take({})
    before = work.units.get(unit)
    require(unit is None or (before is not None and _may_write(caller, before.path)), "such unit")
    inside = units_below(work, unit)
    below = sorted(inside - {unit})
    return EditedUnit(
        unit=before,
        version=work.units.version(before.unit) if before else 0,
        parents=_parents(caller, before, [each for each in units if each.unit not in inside]),
        at_the_top=_may_write(caller, ()) or (before is not None and before.parent is None),
        people=work.people.count({"unit": unit}) if before else 0,
        people_below=work.people.count({"unit": {"$in": below}}) if below else 0,
        units_below=len(below),
    )


def _parents(
    caller: Caller, before: Unit | None, others: Iterable[Unit]
) -> tuple[tuple[int, Unit], ...]:
    """Where it can lie: in what the caller may write, and where it lies already."""
    here = before.parent if before else None
    allowed = (each for each in others if each.unit == here or _may_write(caller, each.path))
    return tuple(in_order(forest(allowed)))


def _may_write(caller: Caller, path: Iterable[str]) -> bool:
    return policy.WRITE_PEOPLE.allows_unit(caller.principal, path)
