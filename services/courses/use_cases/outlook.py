"""What completions would change for their people, with the names to say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.chassis.access import Caller, require
from services.courses import policy
from services.courses.domain import (
    Effect,
    NotOpenToChange,
    Person,
    Profile,
    Stage,
    TrainingRecord,
    doubts,
    effects_of,
    stage_of,
)
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.keeping import record_of
from services.courses.use_cases.naming import answerer_of, confirmer_of, skill_names
from services.courses.use_cases.training import NO_SUCH_RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A record, whose it is, and what it would change.

    `role` and `confirmer` are names, None where there is none; `names` are those of its skills.
    """

    record: TrainingRecord
    person: Person | None
    role: str | None
    confirmer: str | None
    effects: tuple[Effect, ...]
    doubts: tuple[str, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One record as its page shows it, its version, and who answered it, where somebody did."""

    outlook: Outlook
    version: int
    answered_by: str
    own: bool

    @property
    def record(self) -> TrainingRecord:
        """The record itself."""
        return self.outlook.record


def see_training(work: CoursesWork, caller: Caller, *, training: str) -> Seen:
    """A record with what there is to say about it. Raises NotFound."""
    record = record_of(work, training)
    authorise(work, caller, policy.READ_TRAINING, record.staff_number, NO_SUCH_RECORD)
    return seen(work, caller, record)


def see_completion(work: CoursesWork, caller: Caller, *, training: str) -> Seen:
    """The same of a completion that nobody has rejected. Raises NotFound."""
    found = see_training(work, caller, training=training)
    require(stage_of(found.record) in (Stage.WAITING, Stage.DONE), NO_SUCH_RECORD)
    return found


def see_changeable(work: CoursesWork, caller: Caller, *, training: str) -> Seen:
    """The same of the caller's own record that they can still change or withdraw.

    Raises NotFound, and NotOpenToChange.
    """
    found = see_own_training(work, caller, training=training)
    if not (found.record.is_open or found.record.waits):
        raise NotOpenToChange("It is finished or withdrawn, so it cannot be changed any more.")
    return found


def see_own_training(work: CoursesWork, caller: Caller, *, training: str) -> Seen:
    """The same of the caller's own record alone. Raises NotFound."""
    found = see_training(work, caller, training=training)
    require(found.own, NO_SUCH_RECORD)
    return found


def seen(work: CoursesWork, caller: Caller, record: TrainingRecord) -> Seen:
    """The same of a record that the caller may see."""
    return Seen(
        outlook=outlook_of(work, caller, record),
        version=work.training.version(record.id),
        answered_by=answerer_of(work, record),
        own=record.staff_number == caller.principal.staff_number,
    )


def outlook_of(work: CoursesWork, caller: Caller, record: TrainingRecord) -> Outlook:
    """What a record that the caller may see would change."""
    return outlooks_of(work, caller, (record,))[0]


def outlooks_of(
    work: CoursesWork, caller: Caller, records: Sequence[TrainingRecord]
) -> tuple[Outlook, ...]:
    """The same of several records, each collection read once."""
    numbers = {record.staff_number for record in records}
    work.people.fetch(numbers)
    work.levels.fetch(numbers)
    people = [person for person in map(work.people.get, numbers) if person]
    work.role_levels.fetch(person.role_level for person in people if person.role_level)
    work.people.fetch(number for person in people for number in person.line)
    names = skill_names(work, (one.skill for r in records for one in r.terms.outcomes))
    return tuple(_outlook(work, caller, record, names) for record in records)


def _outlook(
    work: CoursesWork, caller: Caller, record: TrainingRecord, names: Mapping[str, str]
) -> Outlook:
    person = work.people.get(record.staff_number)
    role = work.role_levels.get(person.role_level) if person else None
    profile = work.levels.get(record.staff_number) or Profile(record.staff_number)
    return Outlook(
        record=record,
        person=person,
        role=role.name if role else None,
        confirmer=confirmer_of(work, caller, person),
        effects=effects_of(record, profile, role, on=caller.today),
        doubts=tuple(doubts(record, profile, names, on=caller.today)),
        names=names,
    )
