"""People under managers and units under parents: what lies below follows what changes above."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from services.chassis.errors import DomainError
from services.chassis.shelf import Shelf
from services.skills import events
from services.skills.domain import FARTHEST, Person, Unit, line_of, path_of
from services.skills.store import Lock, SkillsWork

T = TypeVar("T", Person, Unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Generic[T]):
    """How things of one kind hang together.

    `up` names what is above a thing; `place` works out its line or path, given what is above
    what, and raises where the way leads back to the thing.
    """

    name: str
    shelf: Callable[[SkillsWork], Shelf[T]]
    key: Callable[[T], str]
    up: Callable[[T], str | None]
    place: Callable[[T, Mapping[str, str | None]], T]
    publish: Callable[[SkillsWork, T, int], None]


PEOPLE: Tree[Person] = Tree(
    name="people",
    shelf=lambda work: work.people,
    key=lambda person: person.staff_number,
    up=lambda person: person.manager,
    place=lambda person, above: replace(person, line=line_of(person.staff_number, above)),
    publish=events.person_changed,
)
UNITS: Tree[Unit] = Tree(
    name="units",
    shelf=lambda work: work.units,
    key=lambda unit: unit.unit,
    up=lambda unit: unit.parent,
    place=lambda unit, above: replace(unit, path=path_of(unit.unit, above)),
    publish=events.unit_changed,
)


def keep(work: SkillsWork, tree: Tree[T], thing: T) -> T:
    """Save a thing in its place, and the places of all below it; publish what changed.

    Raises the DomainError of the tree where the way up leads back to the thing. What stands as it
    is already is not written again.
    """
    return keep_all(work, tree, {tree.key(thing): placed(work, tree, thing, {})})[0]


def keep_all(work: SkillsWork, tree: Tree[T], things: Mapping[str, T]) -> tuple[T, ...]:
    """Save things that are in their places; returns them as they stand."""
    shelf = tree.shelf(work)
    moved = [key for key, thing in things.items() if _moves(tree, shelf.get(key), thing)]
    if moved:
        lock(work, tree)
    for thing in things.values():
        _save(work, tree, thing)
    follow(work, tree, moved)
    return tuple(shelf.need(key) for key in things)


def lock(work: SkillsWork, tree: Tree[T]) -> None:
    """Make this change and any other of the kind meet, so that two cannot close a circle."""
    work.locks.put(Lock(tree.name))


def follow(work: SkillsWork, tree: Tree[T], keys: Iterable[str]) -> None:
    """Work out anew the places of all that lies below these, as far down as they change."""
    shelf, changed = tree.shelf(work), list(keys)
    for _ in range(FARTHEST):
        shelf.fetch_groups(changed)
        below = [thing for key in changed for thing in shelf.group(key) if tree.up(thing) == key]
        changed = [
            tree.key(thing) for thing in below if _save(work, tree, placed(work, tree, thing, {}))
        ]
        if not changed:
            return


def placed(work: SkillsWork, tree: Tree[T], thing: T, wanted: Mapping[str, T]) -> T:
    """Give the thing in its place, what is wanted counting before what is there. May raise."""
    shelf, key = tree.shelf(work), tree.key(thing)
    here = tree.up(thing)
    above = {key: here}
    while here is not None and here not in above and len(above) <= FARTHEST:
        found = wanted.get(here) or shelf.get(here)
        if found is None:
            break
        above[here] = tree.up(found)
        here = above[here]
    return tree.place(thing, above)


def places(
    work: SkillsWork, tree: Tree[T], wanted: Mapping[str, T], check: Callable[[T], None]
) -> tuple[dict[str, T], dict[str, DomainError]]:
    """Place things that may name one another: those that stand, and why the others do not.

    `check` raises for what cannot stand for another reason than its place. What is refused stays
    as it was before, so that all are placed again without it, which may refuse another one.
    """
    standing, refused = dict(wanted), dict[str, DomainError]()
    while True:
        found, faults = dict[str, T](), dict[str, DomainError]()
        for key, thing in tuple(standing.items()):
            try:
                found[key] = placed(work, tree, thing, standing)
                check(found[key])
            except DomainError as error:
                faults[key] = error
                del standing[key]
        if not faults:
            return found, refused
        refused |= faults


def fetch_above(work: SkillsWork, tree: Tree[T], keys: Iterable[str]) -> None:
    """Read these and everything above them, level by level instead of one by one."""
    shelf, wanted = tree.shelf(work), list(keys)
    for _ in range(FARTHEST):
        shelf.fetch(wanted)
        found = (shelf.get(key) for key in wanted)
        wanted = list({up for thing in found if thing and (up := tree.up(thing))})
        if not wanted:
            return


def _moves(tree: Tree[T], before: T | None, now: T) -> bool:
    return before is None or tree.up(before) != tree.up(now)


def _save(work: SkillsWork, tree: Tree[T], thing: T) -> bool:
    """Save and publish unless it stands so already; says whether it did."""
    shelf = tree.shelf(work)
    if shelf.get(tree.key(thing)) == thing:
        return False
    tree.publish(work, thing, shelf.put(thing))
    return True
