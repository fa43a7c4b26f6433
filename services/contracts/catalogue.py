"""The system on one page: every topic, every event type, who publishes it and who follows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.contracts import courses, reporting, skills
from services.contracts.fields import Contract, Removed

PARTITIONS = 12
TOPIC_SETTINGS: Mapping[str, str] = {
    "cleanup.policy": "compact",
    "delete.retention.ms": str(7 * 24 * 3600 * 1000),
    "max.compaction.lag.ms": str(24 * 3600 * 1000),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """A compacted topic. `of_people`: partitioned by the staff number, the key up to `/`."""

    name: str
    key: str
    producer: str
    consumers: tuple[str, ...]
    of_people: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """One version of one event: its topic and the schema of its data."""

    name: str
    topic: str
    schema: type[Contract]

    @property
    def subject(self) -> str:
        """The type without its version: a later version of it is known, but cannot be read."""
        return self.name.rpartition(".v")[0]


TOPICS: Mapping[str, Topic] = {
    topic.name: topic
    for topic in (
        Topic("skills.people", "staff number", "skills", ("courses", "reporting"), of_people=True),
        Topic("skills.units", "unit", "skills", ("courses", "reporting")),
        Topic("skills.framework", "skill/… or role-level/…", "skills", ("courses", "reporting")),
        Topic("skills.levels", "staff number", "skills", ("courses", "reporting"), of_people=True),
        Topic("courses.catalogue", "course", "courses", ()),
        Topic("courses.training", "staff number/training", "courses", ("skills",), of_people=True),
        Topic("reporting.plan", "initiative", "reporting", ("courses",)),
    )
}

EVENT_TYPES: Mapping[str, EventType] = {
    event.name: event
    for event in (
        EventType("skills.person.changed.v1", "skills.people", skills.PersonChanged),
        EventType("skills.person.removed.v1", "skills.people", Removed),
        EventType("skills.unit.changed.v1", "skills.units", skills.UnitChanged),
        EventType("skills.unit.removed.v1", "skills.units", Removed),
        EventType("skills.skill.changed.v1", "skills.framework", skills.SkillChanged),
        EventType("skills.skill.removed.v1", "skills.framework", Removed),
        EventType("skills.role-level.changed.v1", "skills.framework", skills.RoleLevelChanged),
        EventType("skills.role-level.removed.v1", "skills.framework", Removed),
        EventType("skills.levels.changed.v1", "skills.levels", skills.LevelsChanged),
        EventType("courses.course.changed.v1", "courses.catalogue", courses.CourseChanged),
        EventType("courses.course.withdrawn.v1", "courses.catalogue", courses.CourseChanged),
        EventType("courses.training.enrolled.v1", "courses.training", courses.TrainingChanged),
        EventType("courses.training.progressed.v1", "courses.training", courses.TrainingChanged),
        EventType("courses.training.completed.v1", "courses.training", courses.TrainingChanged),
        EventType("courses.training.withdrawn.v1", "courses.training", courses.TrainingChanged),
        EventType("reporting.initiative.changed.v1", "reporting.plan", reporting.InitiativeChanged),
        EventType("reporting.initiative.removed.v1", "reporting.plan", Removed),
    )
}

DERIVED_TYPES = frozenset({"skills.levels.changed.v1"})
"""Made from other things at any time again, so the event log forgets them 30 days after sending."""


def topics_followed_by(service: str) -> tuple[str, ...]:
    """The topics that a service's consumer reads, by name."""
    return tuple(name for name, topic in TOPICS.items() if service in topic.consumers)
