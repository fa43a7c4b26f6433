"""People and units from CSV files: rows may name one another, and every row is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from services.chassis.access import Caller
from services.chassis.errors import DomainError
from services.chassis.imports import Changed, ImportReport, Row, RowReport, RowStatus
from services.chassis.kinds import Query
from services.skills.domain import Person, Unit
from services.skills.store import SkillsWork
from services.skills.use_cases import people, trees, units
from services.skills.use_cases.seeing import units_below
from services.skills.use_cases.trees import Tree

T = TypeVar("T", Person, Unit)
FILE = "file"


def import_people(
    work: SkillsWork, caller: Caller, *, rows: Sequence[Row], refused: Iterable[RowReport]
) -> ImportReport:
    """Add and change people; of a column that the file lacks everybody keeps what they have."""
    work.role_levels.fetch(r.loaded["role_level"] for r in rows if r.loaded.get("role_level"))

    def check(person: Person) -> None:
        before = work.people.get(person.staff_number)
        people.check_may_write(work, caller, before, person)
        people.check_person(work, person)

    bound = caller.principal.unit
    theirs = {"unit": {"$in": sorted(units_below(work, bound))}} if bound else {}
    wanted, repeated = _read(work, trees.PEOPLE, Person, rows)
    return _kept(work, trees.PEOPLE, wanted, check, [*refused, *repeated], theirs)


def import_units(
    work: SkillsWork, caller: Caller, *, rows: Sequence[Row], refused: Iterable[RowReport]
) -> ImportReport:
    """Add and change units; of a column that the file lacks every unit keeps what it has."""

    def check(unit: Unit) -> None:
        before = work.units.get(unit.unit)
        units.check_may_write(caller, before)
        units.check_may_place(caller, before, unit)

    bound = caller.principal.unit
    theirs = {"path": bound} if bound else {}
    wanted, repeated = _read(work, trees.UNITS, Unit, rows)
    return _kept(work, trees.UNITS, wanted, check, [*refused, *repeated], theirs)


def _read(
    work: SkillsWork, tree: Tree[T], kind: type[T], rows: Sequence[Row]
) -> tuple[dict[str, tuple[int, T]], list[RowReport]]:
    """Read what is there, and lay each row over it; of two about one thing the first stands."""
    shelf, key = tree.shelf(work), tree.shelf(work).kind.key
    trees.fetch_above(work, tree, [row.loaded[key] for row in rows])
    wanted: dict[str, tuple[int, T]] = {}
    repeated: list[RowReport] = []
    for row in rows:
        before = shelf.get(row.loaded[key])
        thing = replace(before, **row.loaded) if before else kind(**row.loaded)
        line, standing = wanted.setdefault(row.loaded[key], (row.line, thing))
        if line != row.line:
            repeated.append(_repeated(row.line, line, same=standing == thing))
    return wanted, repeated


def _kept(
    work: SkillsWork,
    tree: Tree[T],
    wanted: Mapping[str, tuple[int, T]],
    check: Callable[[T], None],
    reports: Sequence[RowReport],
    theirs: Query,
) -> ImportReport:
    """Save what can stand, and answer every row; `theirs` are those that the file speaks of."""
    shelf = tree.shelf(work)
    before = {key: shelf.get(key) for key in wanted}
    missing = shelf.count({**theirs, "_id": {"$nin": list(wanted)}})
    trees.fetch_above(work, tree, {up for _, t in wanted.values() if (up := tree.up(t))})
    standing, refused = trees.places(work, tree, {k: t for k, (_, t) in wanted.items()}, check)
    trees.keep_all(work, tree, standing)
    changed = {key for key, thing in standing.items() if thing != before[key]}
    added = sum(before[key] is None for key in changed)
    answers: list[RowReport] = [
        _answer(wanted[key][0], refused.get(key), same=key not in changed) for key in wanted
    ]
    return ImportReport(
        rows=tuple(sorted((*reports, *answers), key=lambda row: row.line)),
        changed=Changed(added=added, changed=len(changed) - added, missing=missing),
    )


def _answer(line: int, error: DomainError | None, *, same: bool) -> RowReport:
    if error is not None:
        reason = " ".join(f"{e.pointer.strip('/')}: {e.detail}" for e in error.errors)
        status, reason = RowStatus.REFUSED, reason or str(error)
        return RowReport(file=FILE, line=line, status=status, reason=reason)
    status = RowStatus.UNCHANGED if same else RowStatus.IMPORTED
    return RowReport(file=FILE, line=line, status=status)


def _repeated(line: int, first: int, *, same: bool) -> RowReport:
    if same:
        reason = f"The same as line {first}."
        return RowReport(file=FILE, line=line, status=RowStatus.IGNORED, reason=reason)
    reason = f"Line {first} says otherwise about this one, and stands."
    return RowReport(file=FILE, line=line, status=RowStatus.REFUSED, reason=reason)
