"""Who may sign in at all: not once they have left or were removed, whatever their token holds."""

from datetime import date
from typing import Any, Protocol

from services.chassis.access import Principal
from services.chassis.shelf import Shelf


class KnowsPeople(Protocol):
    """A Work with a shelf of people who have a `leaves_on`."""

    people: Shelf[Any]


def admits(work: KnowsPeople, principal: Principal, today: date) -> bool:
    """Whether this person may sign in on this day.

    A number that this service has never heard of may: the news may be late, and it sees only
    itself.
    """
    number = principal.staff_number or ""
    person = work.people.get(number)
    if person is None:
        return work.people.version(number) == 0
    return person.leaves_on is None or today <= person.leaves_on
