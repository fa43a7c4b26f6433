"""A team: its matrix, what is at risk in it, and who of it holds a skill."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.chassis.access import Caller
from services.reporting.domain import Person, Skill
from services.reporting.domain.finding import Found, find_holders
from services.reporting.domain.risk import RunsOut, Thin, running_out, thin_skills
from services.reporting.domain.shortages import Shortage
from services.reporting.domain.team import Column, Order, Team, arrange, columns_of
from services.reporting.store import ReportingWork
from services.reporting.use_cases.shortfalls import short_posts
from services.reporting.use_cases.sight import Sight, look, members


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamWanted:
    """Which people and skills of a team, and in which order."""

    unit: str | None = None
    below: bool = False
    role: str | None = None
    skill: str | None = None
    gaps_only: bool = False
    order: Order = Order.GAPS


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSeen:
    """The people looked at as wanted, and the roles, skills and units of all of them.

    `everybody` is how many they are; `roles` has id and name, `units` the names.
    """

    sight: Sight
    team: Team
    everybody: int
    roles: tuple[tuple[str, str], ...]
    skills: tuple[Column, ...]
    units: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """What a team may soon not be able to do."""

    sight: Sight
    people: int
    thin: tuple[Thin, ...]
    ending: tuple[RunsOut, ...]
    posts: tuple[Shortage, ...]

    @property
    def nobody(self) -> int:
        """How many skills nobody holds at the level needed."""
        return sum(not one.holders for one in self.thin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Who holds a skill among those whom the caller may see, and which skills there are.

    `skill` and `found` are None until one is asked for that is known. `roles` and `units` hold
    names.
    """

    sight: Sight
    skills: tuple[Skill, ...]
    skill: Skill | None
    found: Found | None
    roles: dict[str, str]
    units: dict[str, str]


def see_team(work: ReportingWork, caller: Caller, *, wanted: TeamWanted) -> TeamSeen:
    """The matrix of a team."""
    sight = look(work, caller, unit=wanted.unit, below=wanted.below)
    everybody = members(work, caller, sight.people)
    roles = {one.person.role_level: one.role for one in everybody if one.role}
    return TeamSeen(
        sight=sight,
        team=arrange(
            everybody,
            role=wanted.role,
            skill=wanted.skill,
            gaps_only=wanted.gaps_only,
            order=wanted.order,
        ),
        everybody=len(everybody),
        roles=tuple(sorted(((str(x), name) for x, name in roles.items()), key=lambda x: x[1])),
        skills=tuple(sorted(columns_of(everybody), key=lambda one: one.name.casefold())),
        units=_unit_names(work, sight.people),
    )


def see_risks(work: ReportingWork, caller: Caller, *, unit: str | None, below: bool) -> AtRisk:
    """What only one of the team can do or nobody, what runs out, and posts left empty."""
    sight = look(work, caller, unit=unit, below=below)
    team = members(work, caller, sight.people)
    return AtRisk(
        sight=sight,
        people=len(team),
        thin=thin_skills(team),
        ending=running_out(team),
        posts=short_posts(work, caller, team),
    )


def find_help(
    work: ReportingWork, caller: Caller, *, skill: str | None, level: int, unit: str | None
) -> Help:
    """Look for a skill in the whole line of the caller, or as an auditor in a unit."""
    sight = look(work, caller, unit=unit, below=True)
    asked = work.skills.get(skill)
    people = sight.people if asked else ()
    work.role_levels.fetch({one.role_level for one in people if one.role_level})
    roles = (work.role_levels.get(one.role_level) for one in people)
    return Help(
        sight=sight,
        skills=tuple(sorted(work.skills.find({}), key=lambda one: one.name.casefold())),
        skill=asked,
        found=find_holders(
            people,
            levels=work.levels_of(people),
            skill=asked.skill,
            level=level,
            on=caller.today,
        )
        if asked
        else None,
        roles={one.role_level: one.name for one in roles if one},
        units=_unit_names(work, people),
    )


def _unit_names(work: ReportingWork, people: Iterable[Person]) -> dict[str, str]:
    wanted = {one.unit for one in people if one.unit}
    work.units.fetch(wanted)
    found = (work.units.get(unit) for unit in wanted)
    return {one.unit: one.name for one in found if one}
