"""What stands around every page: who is signed in, where they can go, how much waits for them."""

from dataclasses import dataclass
from typing import Any, Protocol

from services.chassis.access import Caller
from services.chassis.context import read
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
    below = work.people.find({"line": number}) if number else ()
    own = [each.staff_number for each in below if each.manager == number]
    levels = work.levels.find({"_id": {"$in": own}}) if own else ()
    return Frame(
        name=person.name if person else "",
        links=tuple(links_for(caller.principal, manages=bool(below))),
        waiting=sum(len(each.waiting) for each in levels),
    )
