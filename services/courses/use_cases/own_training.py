"""A person's own training: all of it in words, and what logging more would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.chassis.access import Caller
from services.courses import policy
from services.courses.domain import Course, Stage, TrainingRecord, stage_of, story_of
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.naming import PEOPLE_TEAM, answerer_of, confirmer_of, skill_names
from services.courses.use_cases.outlook import Outlook, outlook_of
from services.courses.use_cases.training import Entry, latest_first, log_training

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Told:
    """A record and what it says in words."""

    record: TrainingRecord
    stage: Stage
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All training of a person, the latest first.

    `hours` are those of the last 12 months that count; `confirmer` is the name of who confirms.
    """

    name: str | None
    confirmer: str | None
    items: tuple[Told, ...]
    names: Mapping[str, str]
    hours: float

    def at(self, stage: Stage) -> tuple[Told, ...]:
        """The records of one stage."""
        return tuple(each for each in self.items if each.stage is stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What logging an entry would leave on the record; `changes` says whether that is anything."""

    outlook: Outlook
    course: Course | None
    changes: bool


def history(work: CoursesWork, caller: Caller, *, staff_number: str) -> History:
    """All training of a person in words."""
    authorise(work, caller, policy.READ_TRAINING, staff_number)
    records = sorted(work.training.group(staff_number), key=latest_first)
    person = work.people.get(staff_number)
    confirmer = confirmer_of(work, caller, person)
    work.people.fetch(each.confirmation.by for each in records if each.confirmation.by)
    items = tuple(_told(work, caller, each, confirmer or PEOPLE_TEAM) for each in records)
    return History(
        name=person.name if person else None,
        confirmer=confirmer,
        items=items,
        names=skill_names(work, (one.skill for r in records for one in r.terms.outcomes)),
        hours=_hours_of_a_year(items, caller),
    )


def preview_training(
    work: CoursesWork, caller: Caller, *, staff_number: str, entry: Entry
) -> Preview:
    """What logging the entry would do; to be read only, so that nothing is done.

    Raises what log_training raises.
    """
    before = {each.id: each for each in work.training.group(staff_number)}
    record, _, _ = log_training(work, caller, staff_number=staff_number, entry=entry)
    return Preview(
        outlook=outlook_of(work, caller, record),
        course=work.courses.get(record.course),
        changes=before.get(record.id) != record,
    )


def _told(work: CoursesWork, caller: Caller, record: TrainingRecord, confirmer: str) -> Told:
    story = story_of(
        record, confirmer=confirmer, answered_by=answerer_of(work, record), on=caller.today
    )
    return Told(record, stage_of(record), story)


def _hours_of_a_year(items: tuple[Told, ...], caller: Caller) -> float:
    return sum(
        each.record.hours or 0
        for each in items
        if each.stage is Stage.DONE
        and each.record.completed_on is not None
        and each.record.completed_on > caller.today - A_YEAR
    )
