"""What the database of skills holds; the only file that knows its collections."""

from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct

from services.chassis.intake import INBOX
from services.chassis.kinds import Index, Kind
from services.chassis.shelf import Basis
from services.chassis.work import Work
from services.skills.domain import (
    Evidence,
    Exempt,
    Exemption,
    Person,
    RoleLevel,
    Skill,
    SkillLevels,
    State,
    Training,
    Unit,
    Waiting,
    course_evidence,
)


class PersonLevels(Struct, frozen=True):
    """The profile of a person as it was last published, and what they are exempt from."""

    staff_number: str
    levels: tuple[SkillLevels, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    exempt: tuple[Exempt, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """What the last import brought about; there is one, and two imports meet on it."""

    id: str
    imported_at: datetime | None = None
    skills: int = 0
    role_levels: int = 0
    requirements: int = 0


@dataclass(frozen=True, slots=True)
class Lock:
    """Written by whoever changes what is above something, so that two changes meet on it."""

    id: str


FRAMEWORK_ID = "framework"
PEOPLE: Kind[Person] = Kind(
    name="people",
    of=Person,
    key="staff_number",
    group="manager",
    indexes=(
        Index(fields=(("line", 1),)),
        Index(fields=(("unit", 1), ("_id", 1))),
        Index(fields=(("manager", 1),)),
    ),
)
UNITS: Kind[Unit] = Kind(
    name="units",
    of=Unit,
    key="unit",
    group="parent",
    indexes=(Index(fields=(("path", 1),)), Index(fields=(("parent", 1),))),
)
LOCKS: Kind[Lock] = Kind(name="locks", of=Lock, key="id")
SKILLS: Kind[Skill] = Kind(name="skills", of=Skill, key="skill")
ROLE_LEVELS: Kind[RoleLevel] = Kind(name="role_levels", of=RoleLevel, key="role_level")
FRAMEWORK: Kind[Framework] = Kind(name="framework", of=Framework, key="id")
EVIDENCE: Kind[Evidence] = Kind(
    name="evidence",
    of=Evidence,
    key="id",
    group="staff_number",
    indexes=(
        Index(fields=(("staff_number", 1),)),
        Index(
            fields=(("recorded_at", 1), ("_id", 1)),
            where={"state": State.CLAIMED.value},
        ),
    ),
)
EXEMPTIONS: Kind[Exemption] = Kind(
    name="exemptions",
    of=Exemption,
    key="id",
    group="staff_number",
    indexes=(Index(fields=(("staff_number", 1),)),),
)
LEVELS: Kind[PersonLevels] = Kind(name="levels", of=PersonLevels, key="staff_number")
TRAINING: Kind[Training] = Kind(
    name="training",
    of=Training,
    key="training",
    group="staff_number",
    read_model=True,
    indexes=(Index(fields=(("staff_number", 1),)), Index(fields=(("evidence", 1),))),
)


class SkillsWork(Work):
    """The shelves of skills."""

    kinds = (
        *(PEOPLE, UNITS, LOCKS, SKILLS, ROLE_LEVELS, FRAMEWORK),
        *(EVIDENCE, EXEMPTIONS, LEVELS, TRAINING, INBOX),
    )

    def __init__(self, basis: Basis) -> None:
        super().__init__(basis)
        self.people = self.shelf(PEOPLE)
        self.units = self.shelf(UNITS)
        self.locks = self.shelf(LOCKS)
        self.skills = self.shelf(SKILLS)
        self.role_levels = self.shelf(ROLE_LEVELS)
        self.framework = self.shelf(FRAMEWORK)
        self.evidence = self.shelf(EVIDENCE)
        self.exemptions = self.shelf(EXEMPTIONS)
        self.levels = self.shelf(LEVELS)
        self.training = self.shelf(TRAINING)
        self.inbox = self.shelf(INBOX)

    def evidence_of(self, staff_number: str) -> tuple[Evidence, ...]:
        """All evidence about a person, that of their training included."""
        own = self.evidence.group(staff_number)
        trained = (course_evidence(record) for record in self.training.group(staff_number))
        return (*own, *(each for made in trained for each in made))

    def evidence_by(self, identity: str) -> Evidence | None:
        """One piece of evidence by its id, that of a training record included."""
        own = self.evidence.get(identity)
        if own is not None:
            return own
        records = self.training.take({"evidence": identity})
        made = (each for record in records for each in course_evidence(record))
        return next((each for each in made if each.id == identity), None)
