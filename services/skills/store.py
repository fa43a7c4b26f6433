"""What the database of skills holds; the only file that knows its collections."""

from dataclasses import dataclass

from services.chassis.documents import rename
from services.chassis.kinds import Index, Kind
from services.chassis.work import Basis, Work
from services.skills.domain import (
    Evidence,
    Person,
    SkillLevels,
    Step,
    Training,
    Unit,
    Waiting,
    course_evidence,
)


@dataclass(frozen=True, slots=True)
class PersonLevels:
    """The profile of a person as it was last published."""

    staff_number: str
    levels: tuple[SkillLevels, ...] = ()
    waiting: tuple[Waiting, ...] = ()


rename(Step, from_="from")

PEOPLE: Kind[Person] = Kind(
    name="people",
    of=Person,
    key="staff_number",
    indexes=(
        Index(fields=(("line", 1),)),
        Index(fields=(("unit", 1), ("_id", 1))),
        Index(fields=(("manager", 1),)),
    ),
)
UNITS: Kind[Unit] = Kind(name="units", of=Unit, key="unit", indexes=(Index(fields=(("path", 1),)),))
EVIDENCE: Kind[Evidence] = Kind(
    name="evidence",
    of=Evidence,
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
    indexes=(Index(fields=(("staff_number", 1),)),),
)


class SkillsWork(Work):
    """The shelves of skills."""

    kinds = (PEOPLE, UNITS, EVIDENCE, LEVELS, TRAINING)

    def __init__(self, basis: Basis) -> None:
        super().__init__(basis)
        self.people = self.shelf(PEOPLE)
        self.units = self.shelf(UNITS)
        self.evidence = self.shelf(EVIDENCE)
        self.levels = self.shelf(LEVELS)
        self.training = self.shelf(TRAINING)

    def evidence_of(self, staff_number: str) -> tuple[Evidence, ...]:
        """All evidence about a person, that of their training included."""
        own = self.evidence.group(staff_number)
        trained = (course_evidence(t) for t in self.training.group(staff_number))
        return (*own, *(each for made in trained for each in made))
