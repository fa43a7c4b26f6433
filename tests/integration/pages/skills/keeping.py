"""What the tests of the admin pages start from: a trust with a ward and a lab, and who keeps it."""

import re

from services.skills.domain import Person, RoleLevel, Unit
from services.skills.store import SkillsWork
from services.skills.use_cases import trees

PEOPLE = (
    RoleLevel("tester", "Senior tester", "Tester"),
    *(Unit("trust", "Trust"), Unit("ward", "Ward", "trust"), Unit("lab", "Lab", "trust")),
    Person("MAN", "Mia Manager", unit="ward"),
    Person("MIX", "Mia Mixed", unit="lab"),
    Person("ANN", "Ann Able", unit="ward", role_level="tester", manager="MAN"),
)


def keep(app, *things):
    """Save people, units and role levels in their places, as the use cases would."""

    def do(work: SkillsWork) -> None:
        for thing in things:
            if isinstance(thing, Person):
                trees.keep(work, trees.PEOPLE, thing)
            elif isinstance(thing, Unit):
                trees.keep(work, trees.UNITS, thing)
            elif isinstance(thing, RoleLevel):
                work.role_levels.put(thing)
            else:
                work.skills.put(thing)

    app.extensions["readiness"].mongo.transact(do)


def look(app, do):
    """What a read of the database gives."""
    return app.extensions["readiness"].mongo.read(do)


def person(app, number):
    """The person as they stand, or None."""
    return look(app, lambda work: work.people.get(number))


def unit(app, name):
    """The unit as it stands, or None."""
    return look(app, lambda work: work.units.get(name))


def seen(browser, path):
    """The version that a form carries."""
    return re.search(r'name="seen" value="([^"]*)"', browser.get(path).text)[1]
