"""What the database of reporting holds; the only file that knows its collections."""

from collections.abc import Collection, Iterable
from datetime import date

from services.chassis.kinds import Index, Kind, Query
from services.chassis.shelf import Basis
from services.chassis.work import Work
from services.reporting.domain import (
    Initiative,
    Levels,
    Organisation,
    Person,
    PlanChange,
    RoleLevel,
    Skill,
    Unit,
)

INITIATIVES: Kind[Initiative] = Kind(name="initiatives", of=Initiative, key="initiative")
PLAN_CHANGES: Kind[PlanChange] = Kind(
    name="plan_changes",
    of=PlanChange,
    key="id",
    indexes=(Index(fields=(("initiative", 1), ("at", -1))), Index(fields=(("at", -1),))),
)
PEOPLE: Kind[Person] = Kind(
    name="people",
    of=Person,
    key="staff_number",
    read_model=True,
    indexes=(
        Index(fields=(("line", 1),)),
        Index(fields=(("manager", 1),)),
        Index(fields=(("unit", 1), ("_id", 1))),
    ),
)
LEVELS: Kind[Levels] = Kind(name="levels", of=Levels, key="staff_number", read_model=True)
SKILLS: Kind[Skill] = Kind(name="skills", of=Skill, key="skill", read_model=True)
UNITS: Kind[Unit] = Kind(name="units", of=Unit, key="unit", read_model=True)
ROLE_LEVELS: Kind[RoleLevel] = Kind(
    name="role_levels", of=RoleLevel, key="role_level", read_model=True
)


class ReportingWork(Work):
    """The shelves of reporting: its plan, and its copies of what skills owns."""

    kinds = (INITIATIVES, PLAN_CHANGES, PEOPLE, LEVELS, UNITS, ROLE_LEVELS, SKILLS)

    def __init__(self, basis: Basis) -> None:
        super().__init__(basis)
        self.initiatives = self.shelf(INITIATIVES)
        self.plan_changes = self.shelf(PLAN_CHANGES)
        self.people = self.shelf(PEOPLE)
        self.levels = self.shelf(LEVELS)
        self.units = self.shelf(UNITS)
        self.role_levels = self.shelf(ROLE_LEVELS)
        self.skills = self.shelf(SKILLS)

    def path(self, unit: str | None) -> tuple[str, ...]:
        """The units from the root down to this one; of an unknown unit itself alone."""
        found = self.units.get(unit)
        return found.path if found else tuple(filter(None, [unit]))

    def organisation(self) -> Organisation:
        """All units and role levels that are known."""
        return Organisation(
            {unit.unit: unit for unit in self.units.find({})},
            {one.role_level: one for one in self.role_levels.find({})},
        )

    def workforce(self, *, on: date) -> tuple[tuple[Person, ...], dict[str, Levels]]:
        """Everybody at work on the day, and the levels by staff number."""
        levels = {one.staff_number: one for one in self.levels.find({})}
        return self.people.find(at_work(on)), levels

    def newest_plan_changes(self, query: Query, *, limit: int) -> tuple[PlanChange, ...]:
        """The newest changes of the plan that the query finds, the newest first."""
        return self.plan_changes.find(query, sort=(("at", -1), ("_id", -1)), limit=limit)

    def people_of(self, units: Collection[str], *, on: date) -> tuple[Person, ...]:
        """The people of these units who are at work on the day."""
        return self.people.find({"$and": [{"unit": {"$in": sorted(units)}}, at_work(on)]})

    def levels_of(self, people: Iterable[Person]) -> dict[str, Levels]:
        """The levels of these people by staff number, where there are any."""
        numbers = [person.staff_number for person in people]
        found = self.levels.find({"_id": {"$in": numbers}})
        return {one.staff_number: one for one in found}

    def names_of(self, skills: Iterable[str]) -> dict[str, str]:
        """The names of these skills, where they are known."""
        found = self.skills.find({"_id": {"$in": sorted(set(skills))}})
        return {one.skill: one.name for one in found}

    def units_hiding_someone(self, visible: Query, *, on: date) -> frozenset[str]:
        """The units with somebody at work whom the query `visible` does not find."""
        unseen = self.people.find({"$and": [{"$nor": [visible]}, at_work(on)]})
        return frozenset(person.unit for person in unseen if person.unit)

    def has_below(self, staff_number: str | None, *, on: date, unit: str | None = None) -> bool:
        """Whether anybody at work (in this unit, if one is given) has the person in their line."""
        if staff_number is None:
            return False
        wanted: Query = {"line": staff_number} | ({} if unit is None else {"unit": unit})
        return self.people.count({"$and": [wanted, at_work(on)]}) > 0


def at_work(on: date) -> Query:
    """A query for the people who count on the day, first and last day included."""
    day = on.isoformat()
    return {
        "$and": [
            {"$or": [{"starts_on": None}, {"starts_on": {"$lte": day}}]},
            {"$or": [{"leaves_on": None}, {"leaves_on": {"$gte": day}}]},
        ]
    }
