"""Which units to choose from when looking at people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.reporting.domain.workforce import Person, Unit


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit with how many of the people are in it or below; None where nobody counted."""

    unit: str
    name: str
    depth: int
    people: int | None = None


def choices_for(people: Iterable[Person], units: Mapping[str, Unit]) -> tuple[UnitChoice, ...]:
    """The units where these people work, and those above that hold several of them.

    A unit that holds everybody and is nobody's own would be no choice and is left out.
    """
    own = Counter(one.unit for one in people if one.unit in units)
    within: Counter[str] = Counter()
    branches: Counter[str] = Counter()
    for unit in own:
        path = units[str(unit)].path
        for name in path:
            within[name] += own[unit]
        branches.update(path)
    everybody = sum(own.values())
    chosen = [
        units[name]
        for name in within
        if name in units and (name in own or (branches[name] > 1 and within[name] < everybody))
    ]
    return tuple(
        UnitChoice(one.unit, one.name, depth, within[one.unit]) for one, depth in _as_tree(chosen)
    )


def choices_among(units: Iterable[Unit]) -> tuple[UnitChoice, ...]:
    """All of these units as a tree, without numbers."""
    return tuple(UnitChoice(one.unit, one.name, depth) for one, depth in _as_tree(units))


def _as_tree(units: Iterable[Unit]) -> list[tuple[Unit, int]]:
    """Each below its nearest unit above that is among them, else by name; with its depth."""
    known = {one.unit: one for one in units}

    def above(one: Unit) -> list[Unit]:
        return [known[name] for name in one.path if name in known]

    ordered = sorted(known.values(), key=lambda one: [(x.name, x.unit) for x in above(one)])
    return [(one, len(above(one)) - 1) for one in ordered]
