"""Posts of the plan that cannot all be filled by the people of their units."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.counting import Counts
from services.reporting.domain.matrix import Cell
from services.reporting.domain.plan import Initiative, Post, in_order_of_service
from services.reporting.domain.team import Member
from services.reporting.domain.workforce import Organisation, RoleLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """One line of posts with fewer people who meet its role level than it has posts.

    The line is taken by itself, so other posts may want the same people besides. `people` are all
    who work in its units, whether they meet it or not.
    """

    initiative: str
    title: str
    deadline: date
    role: str
    unit: str
    headcount: int
    meeting: int
    people: int
    nearest: tuple["Near", ...] = ()

    @property
    def missing(self) -> int:
        """How many posts stay empty."""
        return self.headcount - self.meeting


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody of the team who does not meet the role level of a post, and what they lack."""

    member: Member
    lacks: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of posts that concerns a team, with its units."""

    initiative: Initiative
    post: Post
    role_level: RoleLevel
    units: frozenset[str]


def wanted_of(
    plan: Iterable[Initiative], *, team: Sequence[Member], organisation: Organisation
) -> tuple[Wanted, ...]:
    """The lines of posts that concern a team, the first deadline first.

    They are those in a unit of its people, and those above that ask for a role that one of them
    has. A role level that is not known, or that requires nothing, concerns nobody.
    """
    units = {one.person.unit for one in team if one.person.unit}
    roles = {one.person.role_level for one in team if one.person.role_level}
    found = []
    for initiative in sorted(in_order_of_service(plan), key=lambda one: one.deadline):
        for post in initiative.posts:
            role_level = organisation.role_levels.get(post.role_level)
            reach = organisation.below(post.unit)
            theirs = post.unit in units or (
                post.role_level in roles and not units.isdisjoint(reach)
            )
            if role_level and role_level.requires and theirs:
                found.append(Wanted(initiative, post, role_level, reach))
    return tuple(found)


def shortages(
    wanted: Iterable[Wanted],
    *,
    team: Sequence[Member],
    counts: Counts,
    organisation: Organisation,
) -> tuple[Shortage, ...]:
    """Those of the lines that are short of people, with whom of the team lacks least."""
    measured = (_measure(one, team, counts, organisation) for one in wanted)
    return tuple(one for one in measured if one.missing > 0)


def _measure(
    one: Wanted, team: Sequence[Member], counts: Counts, organisation: Organisation
) -> Shortage:
    return Shortage(
        initiative=one.initiative.initiative,
        title=one.initiative.title,
        deadline=one.initiative.deadline,
        role=one.role_level.name,
        unit=organisation.units[one.post.unit].name,
        headcount=one.post.headcount,
        meeting=counts.meeting(one.post.role_level, one.units),
        people=counts.people(one.units),
        nearest=_nearest(team, one.post.role_level, one.units),
    )


def _nearest(team: Sequence[Member], role_level: str, units: Collection[str]) -> tuple[Near, ...]:
    """People of the team with this very role who lack something of it, who lacks least first.

    What one is excused from the post needs all the same.
    """
    found = []
    for one in team:
        lacks = tuple(cell for cell in one.cells.values() if cell.short)
        if one.person.role_level == role_level and one.person.unit in units and lacks:
            found.append(Near(one, lacks))
    return tuple(sorted(found, key=lambda near: sum(cell.short for cell in near.lacks)))
