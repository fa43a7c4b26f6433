"""Units as they lie in one another, in the order in which people look for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.skills.domain.people import Unit


@dataclass(frozen=True, slots=True)
class Node:
    """A unit and those that lie directly in it, by name."""

    unit: Unit
    below: tuple["Node", ...] = ()


def forest(units: Iterable[Unit]) -> tuple[Node, ...]:
    """Give the units at the top with all that lies in them.

    One whose parent is not among the units stands at the top, too.
    """
    ordered = sorted(units, key=lambda each: (each.name.casefold(), each.unit))
    known = {each.unit for each in ordered}
    inside: dict[str | None, list[Unit]] = defaultdict(list)
    for each in ordered:
        inside[each.parent if each.parent in known else None].append(each)

    def node(unit: Unit) -> Node:
        return Node(unit, tuple(node(each) for each in inside[unit.unit]))

    return tuple(node(each) for each in inside[None])


def in_order(nodes: Iterable[Node], depth: int = 0) -> Iterator[tuple[int, Unit]]:
    """Give each unit with its depth, those that lie in it right behind it."""
    for node in nodes:
        yield depth, node.unit
        yield from in_order(node.below, depth + 1)
