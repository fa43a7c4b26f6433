"""Names for people to read: of skills, of whoever answers."""

from collections.abc import Iterable, Mapping

from services.chassis.access import Caller
from services.courses.domain import Person, TrainingRecord
from services.courses.store import CoursesWork
from services.courses.use_cases.access import manager_at_work

PEOPLE_TEAM = "your people team"


def skill_names(work: CoursesWork, skills: Iterable[str]) -> Mapping[str, str]:
    """The names of skills by id; an id of which nothing is known (yet) stands for itself."""
    wanted = tuple(dict.fromkeys(skills))
    work.skills.fetch(wanted)
    known = {skill: work.skills.get(skill) for skill in wanted}
    return {skill: found.name if found else skill for skill, found in known.items()}


def confirmer_of(work: CoursesWork, caller: Caller, person: Person | None) -> str | None:
    """The name of the manager who would confirm, or None where nobody in the line is at work."""
    number = manager_at_work(work, person, caller.today) if person else None
    manager = work.people.get(number)
    return manager.name if manager else None


def answerer_of(work: CoursesWork, record: TrainingRecord) -> str:
    """Who answered a completion; an administrator who is not on the staff has no name here."""
    by = work.people.get(record.confirmation.by)
    return by.name if by else PEOPLE_TEAM.capitalize()
