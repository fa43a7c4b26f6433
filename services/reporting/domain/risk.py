"""Where a team stands on one pair of feet: skills that one person holds, or nobody."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.domain.expiry import Ending
from services.reporting.domain.matrix import Cell
from services.reporting.domain.team import Member

FEW = 1


@dataclass(frozen=True, slots=True)
class Thin:
    """A skill at a level that roles of the team need, and the few people who hold it there.

    `needed` counts those whose role needs this level or more and who are not excused.
    """

    skill: str
    name: str
    level: int
    needed: int
    holders: tuple[Member, ...]


def thin_skills(members: Sequence[Member]) -> tuple[Thin, ...]:
    """What only one person of the team holds at the level needed, or nobody.

    First what nobody holds, then what most people need.
    """
    asked = defaultdict(list)
    for one in members:
        for cell in one.cells.values():
            if cell.exempt is None:
                asked[cell.skill].append(cell)
    found = [
        thin
        for skill, cells in asked.items()
        for thin in _of_skill(cells, [one for one in members if one.verified(skill)])
    ]
    return tuple(
        sorted(found, key=lambda one: (len(one.holders), -one.needed, one.name, one.level))
    )


def _of_skill(cells: Sequence[Cell], able: Sequence[Member]) -> list[Thin]:
    skill, name = cells[0].skill, cells[0].name or cells[0].skill
    found = []
    for level in {cell.required for cell in cells}:
        holders = tuple(one for one in able if one.verified(skill) >= level)
        if len(holders) <= FEW:
            needed = sum(cell.required >= level for cell in cells)
            found.append(Thin(skill, name, level, needed, holders))
    return found


@dataclass(frozen=True, slots=True)
class RunsOut:
    """A level of somebody in the team runs out; `holders` is how many hold it there today."""

    member: Member
    name: str
    ending: Ending
    holders: int


def running_out(members: Sequence[Member]) -> tuple[RunsOut, ...]:
    """What runs out in a team within 90 days and is needed by the person's role, soonest first."""
    found = [
        RunsOut(
            one,
            one.cells[ending.skill].name or ending.skill,
            ending,
            sum(each.verified(ending.skill) >= ending.required for each in members),
        )
        for one in members
        for ending in one.ending
    ]
    return tuple(
        sorted(found, key=lambda one: (one.ending.last_day, one.member.person.name, one.name))
    )
