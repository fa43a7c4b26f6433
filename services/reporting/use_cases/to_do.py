"""For you to do: what one person should look at today, from what this service knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.chassis.access import Caller, Role
from services.chassis.kinds import Query
from services.chassis.paging import PageWanted
from services.reporting.domain import InitiativeReadiness, Levels
from services.reporting.domain.expiry import Ending, endings
from services.reporting.domain.tasks import (
    CarryOutPlan,
    FillPosts,
    FindManagers,
    Replay,
    Task,
    answer_task,
    in_order,
    own_tasks,
    team_tasks,
)
from services.reporting.domain.team import Member, State, Team, arrange, state_of
from services.reporting.store import ReportingWork, at_work
from services.reporting.use_cases.readiness import plan_readiness
from services.reporting.use_cases.shortfalls import short_posts
from services.reporting.use_cases.sight import direct_reports, members

MOST_INITIATIVES = 200
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """What is to do, and where the person and their team stand.

    `own` is None for whoever is not on the staff. `next_ending` is the next thing of theirs that
    runs out, however far off.
    """

    own: Member | None
    team: Team
    tasks: tuple[Task, ...]
    next_ending: Ending | None

    @property
    def met(self) -> int:
        """How many skills of the own role are verified."""
        cells = self.own.cells.values() if self.own else ()
        return sum(one.exempt is None and not one.short for one in cells)

    @property
    def waiting(self) -> int:
        """How many of them wait for an answer."""
        return sum(state_of(one) is State.WAITING for one in self.own.gaps) if self.own else 0


def to_do(work: ReportingWork, caller: Caller) -> ToDo:
    """All that is for the caller to do, most pressing first."""
    person = work.people.get(caller.principal.staff_number)
    levels = work.levels.get(caller.principal.staff_number)
    own = members(work, caller, [person])[0] if person else None
    team = members(work, caller, direct_reports(work, caller))
    role_level = work.role_levels.get(person.role_level) if person else None
    tasks: list[Task] = [
        *(own_tasks(own, levels) if own else ()),
        *_of_manager(work, caller, team),
        *_of_roles(work, caller),
    ]
    return ToDo(
        own=own,
        team=arrange(team),
        tasks=in_order(tasks),
        next_ending=next(iter(endings(role_level, levels, on=caller.today)), None),
    )


def _of_manager(work: ReportingWork, caller: Caller, team: Sequence[Member]) -> Iterator[Task]:
    yield from answer_task(work.levels_of(one.person for one in team).values())
    yield from team_tasks(team)
    for shortage in short_posts(work, caller, team):
        yield FillPosts(by=shortage.deadline, shortage=shortage)


def _of_roles(work: ReportingWork, caller: Caller) -> Iterator[Task]:
    roles = caller.principal.roles
    if Role.DIGITAL_LEAD in roles:
        yield from _next_deadline(work, caller)
    if Role.OPERATOR in roles:
        yield from _set_aside(work)
    if Role.PEOPLE_ADMIN in roles:
        yield from _without_manager(work, caller)


def _next_deadline(work: ReportingWork, caller: Caller) -> Iterator[Task]:
    """The next initiative of the plan that lacks people; else the last one that is overdue."""
    wanted = PageWanted(limit=MOST_INITIATIVES)
    plan, _ = plan_readiness(work, caller, on=None, page=wanted)
    short = sorted((one for one in plan.items if _lacks(one)), key=lambda one: one.deadline)
    ahead = [one for one in short if one.deadline >= caller.today]
    for one in (ahead or short[-1:])[:1]:
        yield CarryOutPlan(
            by=one.deadline,
            initiative=one.initiative,
            title=one.title,
            posts=one.posts,
            filled=one.fillable_in_plan or 0,
        )


def _lacks(one: InitiativeReadiness) -> bool:
    return one.fillable_in_plan is not None and one.fillable_in_plan < one.posts


def _set_aside(work: ReportingWork) -> Iterator[Task]:
    number = work.dead_letters.count({})
    oldest = work.dead_letters.find({}, sort=[("at", 1)], limit=1)
    if oldest:
        yield Replay(since=oldest[0].at.date(), events=number)


def _without_manager(work: ReportingWork, caller: Caller) -> Iterator[Task]:
    """Claims of people whom nobody manages, and who of them should have a manager.

    Whoever stands at the top has people below, and no manager by right.
    """
    claim = caller.principal.unit
    query: Query = {"$and": [{"line": []}, at_work(caller.today)]}
    alone = [
        one
        for one in work.people.find(query, sort=[("name", 1)], limit=MOST_PEOPLE)
        if (claim is None or claim in work.path(one.unit))
        and one.staff_number != caller.principal.staff_number
    ]
    profiles: dict[str, Levels] = work.levels_of(alone)
    yield from answer_task(profiles.values(), stands_in=True)
    below = work.people.find({"manager": {"$in": [one.staff_number for one in alone]}})
    managers = {one.manager for one in below}
    lost = [one for one in alone if one.staff_number not in managers]
    if lost:
        yield FindManagers(names=tuple(one.name for one in lost))
