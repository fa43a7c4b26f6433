"""What stands around every page: who is signed in, where they can go, how much waits for them."""

from dataclasses import dataclass
from typing import Any, Protocol

from services.chassis.access import Caller
from services.chassis.context import read
from services.chassis.kinds import Query
from services.chassis.shelf import Shelf
from services.frontend.navigation import Link, links_for


class KnowsLevels(Protocol):
    """A Work with people (`name`, `manager`, `line`) and levels (`waiting`), both by number."""

    people: Shelf[Any]
    levels: Shelf[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`waiting` is how many claims wait for this person as somebody's manager."""

    name: str
    links: tuple[Link, ...]
    waiting: int


def frame() -> Frame:
    """The frame of the page that is being made."""
    return read(_frame)


def _frame(work: KnowsLevels, caller: Caller) -> Frame:
    number = caller.principal.staff_number
    person = work.people.get(number)
    own = work.people.find({"line": number, "manager": number}) if number else ()
    numbers = [each.staff_number for each in own]
    waiting: Query = {"_id": {"$in": numbers}, "waiting.0": {"$exists": True}}
    levels = work.levels.find(waiting) if own else ()
    return Frame(
        name=person.name if person else "",
        links=tuple(links_for(caller.principal, manages=bool(own) or _is_in_a_line(work, number))),
        waiting=sum(len(each.waiting) for each in levels),
    )


def _is_in_a_line(work: KnowsLevels, number: str | None) -> bool:
    return number is not None and bool(work.people.find({"line": number}, limit=1))
