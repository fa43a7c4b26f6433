"""What the database of courses holds; the only file that knows its collections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.chassis.intake import INBOX
from services.chassis.kinds import Index, Kind, Query, holding
from services.chassis.shelf import Basis
from services.chassis.work import Work
from services.courses.domain import (
    OPEN,
    Answer,
    Course,
    ExternalId,
    Heard,
    Hidden,
    Initiative,
    Person,
    Profile,
    RoleLevel,
    Skill,
    TrainingRecord,
    Unit,
)


@dataclass(frozen=True, slots=True)
class HeardFrom:
    """What was last heard from one source about one person and course."""

    id: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class Lock:
    """Written by whoever changes which course comes after which, so that two changes meet."""

    id: str


_WAITING: Query = {"confirmation.state": Answer.WAITING.value}

COURSES: Kind[Course] = Kind(
    name="courses",
    of=Course,
    key="course",
    indexes=(
        Index(fields=(("outcomes.skill", 1),)),
        Index(
            fields=(("external_ids.source", 1), ("external_ids.id", 1)),
            unique=True,
            where={"external_ids.source": {"$exists": True}},
        ),
    ),
)
TRAINING: Kind[TrainingRecord] = Kind(
    name="training",
    of=TrainingRecord,
    key="id",
    group="staff_number",
    indexes=(
        Index(fields=(("staff_number", 1),)),
        Index(fields=(("staff_number", 1), ("logged_on", 1)), where=_WAITING),
    ),
)
HEARD: Kind[HeardFrom] = Kind(name="heard", of=HeardFrom, key="id")
HIDDEN: Kind[Hidden] = Kind(name="hidden", of=Hidden, key="staff_number")
LOCKS: Kind[Lock] = Kind(name="locks", of=Lock, key="id")
PEOPLE: Kind[Person] = Kind(
    name="people",
    of=Person,
    key="staff_number",
    read_model=True,
    indexes=(Index(fields=(("line", 1),)), Index(fields=(("manager", 1),))),
)
UNITS: Kind[Unit] = Kind(name="units", of=Unit, key="unit", read_model=True)
SKILLS: Kind[Skill] = Kind(name="skills", of=Skill, key="skill", read_model=True)
ROLE_LEVELS: Kind[RoleLevel] = Kind(
    name="role_levels", of=RoleLevel, key="role_level", read_model=True
)
LEVELS: Kind[Profile] = Kind(name="levels", of=Profile, key="staff_number", read_model=True)
PLAN: Kind[Initiative] = Kind(name="plan", of=Initiative, key="initiative", read_model=True)


class CoursesWork(Work):
    """The shelves of courses."""

    kinds = (
        *(COURSES, TRAINING, HEARD, HIDDEN, LOCKS, INBOX),
        *(PEOPLE, UNITS, SKILLS, ROLE_LEVELS, LEVELS, PLAN),
    )

    def __init__(self, basis: Basis) -> None:
        super().__init__(basis)
        self.courses = self.shelf(COURSES)
        self.training = self.shelf(TRAINING)
        self.heard = self.shelf(HEARD)
        self.hidden = self.shelf(HIDDEN)
        self.locks = self.shelf(LOCKS)
        self.inbox = self.shelf(INBOX)
        self.people = self.shelf(PEOPLE)
        self.units = self.shelf(UNITS)
        self.skills = self.shelf(SKILLS)
        self.role_levels = self.shelf(ROLE_LEVELS)
        self.levels = self.shelf(LEVELS)
        self.plan = self.shelf(PLAN)
        self._holders: dict[tuple[str, str], str | None] = {}

    def fetch_named(self, names: Iterable[tuple[str, str]]) -> None:
        """Read the courses of these pairs of (source, what the source calls the course)."""
        wanted = [pair for pair in dict.fromkeys(names) if pair not in self._holders]
        if not wanted:
            return
        self._holders.update(dict.fromkeys(wanted))
        for course in self.courses.take(_called(wanted)):
            self._holders.update(
                {(own.source, own.id): course.course for own in course.external_ids}
            )
        self.courses.fetch(self._holders[pair] or pair[1] for pair in wanted)

    def named(self, source: str, name: str) -> Course | None:
        """The course that this source calls so, else the course of that id."""
        if (source, name) not in self._holders:
            self.fetch_named([(source, name)])
        return self.courses.get(self._holders[source, name] or name)

    def holder_of(self, pair: ExternalId) -> str | None:
        """The id of the course that has this external id."""
        self.fetch_named([(pair.source, pair.id)])
        return self._holders[pair.source, pair.id]

    def waiting_of(self, staff_numbers: Iterable[str]) -> tuple[TrainingRecord, ...]:
        """The completions of these people that wait for an answer."""
        return self.training.find({"staff_number": {"$in": list(staff_numbers)}, **_WAITING})

    def waiting(self) -> tuple[TrainingRecord, ...]:
        """All completions that wait for an answer."""
        return self.training.find(_WAITING)


def _called(pairs: Iterable[tuple[str, str]]) -> Query:
    """A query for courses by these pairs of (source, name): external ids or ids of their own."""
    names: dict[str, list[str]] = {}
    for source, name in pairs:
        names.setdefault(source, []).append(name)
    either: list[Query] = [
        {"external_ids": {"$elemMatch": {"source": source, "id": {"$in": called}}}}
        for source, called in names.items()
    ]
    ids = sorted({name for called in names.values() for name in called})
    return {"$or": [*either, {"_id": {"$in": ids}}]}


def courses_query(text: str | None, skill: str | None, level: int | None) -> Query:
    """Courses that can be taken, by words in title or provider and by what they give at least."""
    query: dict[str, object] = {"withdrawn": False}
    if text:
        query["$or"] = [{field: holding(text)} for field in ("title", "provider", "summary")]
    if skill or level:
        given = ({"skill": skill} if skill else {}) | {"level": {"$gte": level or 1}}
        query["outcomes"] = {"$elemMatch": given}
    return query


def catalogue_query(sought: Query | None, skill: str | None, withdrawn: bool | None) -> Query:
    """Courses of those that are sought, by a skill they give and whether they are withdrawn."""
    parts: list[Query] = [sought] if sought else []
    if skill:
        parts.append({"outcomes.skill": skill})
    if withdrawn is not None:
        parts.append({"withdrawn": withdrawn})
    return {"$and": parts} if parts else {}


def after_query(course: str) -> Query:
    """Courses that can be taken and have to come after this one."""
    return {"after": course, "withdrawn": False}


def begun_query(course: str) -> Query:
    """Attempts at a course that are neither completed nor withdrawn."""
    return {"course": course, "state": {"$in": [state.value for state in OPEN]}}


def words_query(words: Iterable[str], skills: Mapping[str, Iterable[str]]) -> Query:
    """Courses, also withdrawn ones, that have each word in title, provider or a skill's name.

    `skills`: by word, the ids of the skills whose names hold it.
    """
    return {"$and": [{"$or": [*_holding(word), *_giving(skills.get(word, ()))]} for word in words]}


def skill_query(words: Iterable[str]) -> Query:
    """Skills whose names hold one of the words."""
    return {"$or": [{"name": holding(word)} for word in words]}


def _holding(word: str) -> list[Query]:
    return [{field: holding(word)} for field in ("title", "provider")]


def _giving(skills: Iterable[str]) -> list[Query]:
    return [{"outcomes.skill": {"$in": list(skills)}}]
