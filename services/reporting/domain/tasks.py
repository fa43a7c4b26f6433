"""What is for one person to do, most pressing first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.expiry import Ending
from services.reporting.domain.matrix import Cell
from services.reporting.domain.risk import RunsOut, running_out
from services.reporting.domain.shortages import Shortage
from services.reporting.domain.team import Member, State, state_of
from services.reporting.domain.workforce import Levels

MOST_ALIKE = 2
MOST_ENDINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `since`: the day from which somebody waits for it; `by`: its date."""

    since: date | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Task):
    """Claims that wait for a verdict; `stands_in`: of people whom nobody manages."""

    claims: int
    people: int
    stands_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renew(Task):
    """A level of one's own runs out."""

    name: str
    ending: Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess(Task):
    """Skills of one's role with nothing on record that counts."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn(Task):
    """Skills of one's role in which one is below the level needed."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSkill(Task):
    """A level of somebody in the team runs out."""

    what: RunsOut


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMoreSkills(Task):
    """Further levels in the team run out."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPosts(Task):
    """Posts of the plan lack people of the team's roles."""

    shortage: Shortage


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOutPlan(Task):
    """The next deadline of the plan with posts that stay empty."""

    initiative: str
    title: str
    posts: int
    filled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay(Task):
    """Events that could not be read were set aside."""

    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindManagers(Task):
    """People who have no manager and manage nobody."""

    names: tuple[str, ...]


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What somebody has waited for longest, then by date, then what has no date.

    Tasks of one day keep the order in which they come.
    """
    return tuple(sorted(tasks, key=_pressing))


def own_tasks(own: Member, levels: Levels | None) -> tuple[Task, ...]:
    """What the person's own role asks of them: what runs out, what is missing.

    What waits for their manager is not theirs to do. Many skills of a kind are one task.
    """
    known = {course.skill for course in levels.levels} if levels else set()
    short = [cell for cell in own.gaps if state_of(cell) is State.SHORT]
    renewals = (
        Renew(by=one.last_day, name=_name(own.cells[one.skill]), ending=one) for one in own.ending
    )
    blank = _few([cell for cell in short if cell.skill not in known])
    low = _few([cell for cell in short if cell.skill in known])
    return (
        *renewals,
        *(Assess(cells=cells) for cells in blank),
        *(Learn(cells=cells) for cells in low),
    )


def team_tasks(team: Sequence[Member]) -> tuple[Task, ...]:
    """What runs out in a team within 90 days: the first five by name, the rest as a number."""
    found = running_out(team)
    named = tuple(KeepSkill(by=one.ending.last_day, what=one) for one in found[:MOST_ENDINGS])
    rest = found[MOST_ENDINGS:]
    if not rest:
        return named
    return (*named, KeepMoreSkills(by=rest[0].ending.last_day, number=len(rest)))


def answer_task(profiles: Iterable[Levels], *, stands_in: bool = False) -> tuple[Task, ...]:
    """One task for all claims of these people that wait, if any do."""
    waiting = [one.waiting for one in profiles if one.waiting]
    if not waiting:
        return ()
    return (
        Answer(
            since=min(claim.since for claims in waiting for claim in claims),
            claims=sum(map(len, waiting)),
            people=len(waiting),
            stands_in=stands_in,
        ),
    )


def _pressing(task: Task) -> tuple[int, date]:
    if task.since is not None:
        return 0, task.since
    return (1, task.by) if task.by is not None else (2, date.max)


def _few(cells: list[Cell]) -> list[tuple[Cell, ...]]:
    """Each by itself while they are few, else all together."""
    if len(cells) <= MOST_ALIKE:
        return [(cell,) for cell in cells]
    return [tuple(cells)]


def _name(cell: Cell) -> str:
    return cell.name or cell.skill
