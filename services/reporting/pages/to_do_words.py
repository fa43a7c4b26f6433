"""Each thing to do, in words: what it is called, why, where it leads and when it is due."""

from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from services.frontend.words import count, day, in_sentence, listed, waited
from services.reporting.domain import Cell
from services.reporting.domain.shortages import Near, Shortage
from services.reporting.domain.tasks import (
    Answer,
    Assess,
    CarryOutPlan,
    FillPosts,
    FindManagers,
    KeepMoreSkills,
    KeepSkill,
    Learn,
    Renew,
    Replay,
    Task,
)

NEAREST = 2
NAMED = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A task as a line of the list."""

    text: str
    hint: str
    path: str


def when(task: Task, today: date) -> str:
    """When it is due, or how long somebody has waited."""
    if task.since is not None:
        days = waited(task.since, today)
        return "Waiting since today" if days == "Since today" else f"Waiting {days}"
    if task.by is None:
        return "No date"
    return f"By {day(task.by)}" if task.by >= today else f"Was due {day(task.by)}"


@singledispatch
def say(task: Task) -> Said:
    """A task in words."""
    raise TypeError(f"There are no words for a {type(task).__name__}.")


@say.register
def _(task: Answer) -> Said:
    things = count(task.claims, "thing")
    people = count(task.people, "person", "people")
    if task.stands_in:
        hint = f"People. From {people}, for whom you stand in"
        return Said(f"Confirm {things} from people without a manager", hint, "/courses/to-confirm")
    hint = f"Your team. From {people}"
    return Said(f"Confirm {things} your team sent", hint, "/courses/to-confirm")


@say.register
def _(task: Renew) -> Said:
    end = task.ending
    hint = f"You. After that you are at {_level(end.after)}, and your role needs {end.required}"
    return Said(f"Your {in_sentence(task.name)} runs out", hint, f"/courses/for-you#{end.skill}")


@say.register
def _(task: Assess) -> Said:
    if len(task.cells) > 1:
        hint = f"You. Nothing on your record counts for them yet: {_names(task.cells)}"
        return Said(f"Assess yourself in {len(task.cells)} skills", hint, "/skills/assess")
    (cell,) = task.cells
    hint = "You. Nothing on your record counts for it yet"
    return Said(f"Assess yourself in {_name(cell)}", hint, f"/skills/assess/{cell.skill}")


@say.register
def _(task: Learn) -> Said:
    if len(task.cells) > 1:
        hint = f"You. You are below the level your role needs: {_names(task.cells)}"
        return Said(f"Find courses for {len(task.cells)} skills", hint, "/courses/for-you")
    (cell,) = task.cells
    hint = f"You. You are at {_level(cell.verified)}, and your role needs {cell.required}"
    return Said(f"Find a course for {_name(cell)}", hint, f"/courses/for-you#{cell.skill}")


@say.register
def _(task: KeepSkill) -> Said:
    what = task.what
    person, others = what.member.person, what.holders
    hint = (
        f"Your team. One of {others} people who hold this skill at the level they need"
        if others > 1
        else "Your team. Nobody else of your team holds this skill at that level"
    )
    text = f"{person.name}’s {in_sentence(what.name)} runs out"
    return Said(text, hint, f"/skills/people/{person.staff_number}")


@say.register
def _(task: KeepMoreSkills) -> Said:
    things = "skill runs out" if task.number == 1 else "skills run out"
    hint = "Your team. In the next 90 days, counted from today"
    return Said(f"{task.number} more {things} in your team", hint, "/reporting/at-risk")


@say.register
def _(task: FillPosts) -> Said:
    short = task.shortage
    hint = (
        f"Your team. {short.role}, {short.unit}: {short.meeting} of {short.headcount} can be filled"
    )
    near = [_near(one) for one in short.nearest[:NEAREST]]
    hint += f". {'; '.join(near)}" if near else ""
    return Said(_empty_posts(short), hint, f"/reporting/plan/{short.initiative}")


@say.register
def _(task: CarryOutPlan) -> Said:
    hint = f"The digital plan. {task.filled} of {task.posts} posts can be filled"
    text = f"“{task.title}” lacks {count(task.posts - task.filled, 'person', 'people')}"
    return Said(text, hint, f"/reporting/plan/{task.initiative}")


@say.register
def _(task: Replay) -> Said:
    text = f"Look at {count(task.events, 'event')} set aside"
    hint = "The system. What could not be read has changed nothing so far"
    return Said(text, hint, "/reporting/status")


@say.register
def _(task: FindManagers) -> Said:
    names = [*task.names[:NAMED]]
    more = len(task.names) - len(names)
    people = listed([*names, f"{more} more"] if more else names)
    text = f"Find a manager for {count(len(task.names), 'person', 'people')}"
    return Said(text, f"People. Nobody is their manager: {people}", "/skills/admin/people")


def _empty_posts(short: Shortage) -> str:
    return f"{count(short.missing, 'post')} of “{short.title}” cannot be filled"


def _near(near: Near) -> str:
    name = near.member.person.name
    if len(near.lacks) > 1:
        return f"{name} is short in {len(near.lacks)} skills"
    (cell,) = near.lacks
    return f"{name} is {count(cell.short, 'level')} short in {_name(cell)}"


def _level(level: int) -> str:
    return f"level {level}" if level else "no level"


def _names(cells: tuple[Cell, ...]) -> str:
    names = [_name(cell) for cell in cells[:NAMED]]
    more = len(cells) - len(names)
    return listed([*names, f"{more} more"] if more else names)


def _name(cell: Cell) -> str:
    return in_sentence(cell.name or cell.skill)
