"""What happened in skills, said in the data of its contracts."""

from typing import Protocol

from services.chassis.documents import to_document
from services.chassis.work import Work
from services.skills.domain import Person, RoleLevel, Skill, Unit

REMOVED = {"removed": True}


class Levels(Protocol):
    """A whole profile and whose it is."""

    @property
    def staff_number(self) -> str:
        """Whose it is."""
        ...


def person_changed(work: Work, person: Person, version: int) -> None:
    """Publish a person; the e-mail address stays here."""
    data = to_document(person)
    del data["email"]
    work.publish("skills.person.changed.v1", person.staff_number, data, version)


def person_removed(work: Work, staff_number: str, version: int) -> None:
    """Publish that there is no such person any more."""
    work.publish("skills.person.removed.v1", staff_number, REMOVED, version)


def unit_changed(work: Work, unit: Unit, version: int) -> None:
    """Publish a unit with its path."""
    work.publish("skills.unit.changed.v1", unit.unit, to_document(unit), version)


def unit_removed(work: Work, unit: str, version: int) -> None:
    """Publish that there is no such unit any more."""
    work.publish("skills.unit.removed.v1", unit, REMOVED, version)


def skill_changed(work: Work, skill: Skill, version: int) -> None:
    """Publish a skill; its descriptors stay here."""
    data = {"skill": skill.skill, "name": skill.name}
    work.publish("skills.skill.changed.v1", f"skill/{skill.skill}", data, version)


def role_level_changed(work: Work, role_level: RoleLevel, version: int) -> None:
    """Publish a role level and what it requires; its descriptions stay here."""
    named = ("role_level", "name", "role", "requires")
    data = {name: value for name, value in to_document(role_level).items() if name in named}
    subject = f"role-level/{role_level.role_level}"
    work.publish("skills.role-level.changed.v1", subject, data, version)


def levels_changed(work: Work, levels: Levels, version: int) -> None:
    """Publish the whole profile of a person; the field `exempt` only where it says something."""
    data = to_document(levels)
    if not data["exempt"]:
        del data["exempt"]
    work.publish("skills.levels.changed.v1", levels.staff_number, data, version)
