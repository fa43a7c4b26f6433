"""What happened in skills, said in the data of its contracts."""

from typing import Any

from services.chassis.documents import to_document
from services.chassis.work import Work
from services.skills.domain import Person, Unit

LEVELS = "skills.levels.changed.v1"


def person_changed(work: Work, person: Person, version: int) -> None:
    """Publish a person; the e-mail address stays here."""
    data = to_document(person)
    del data["email"]
    work.publish("skills.person.changed.v1", person.staff_number, data, version)


def unit_changed(work: Work, unit: Unit, version: int) -> None:
    """Publish a unit with its path."""
    work.publish("skills.unit.changed.v1", unit.unit, to_document(unit), version)


def levels_changed(work: Work, levels: Any, version: int) -> None:
    """Publish the whole profile of a person."""
    work.publish(LEVELS, levels.staff_number, to_document(levels), version)
