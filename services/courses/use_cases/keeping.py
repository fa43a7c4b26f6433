"""Keeping training records: what they are about, their ids, saving them with their events."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from services.chassis.errors import NotFound
from services.courses import events
from services.courses.domain import Change, Course, Outside, TrainingRecord
from services.courses.store import CoursesWork

_RECORDS = UUID("0d6d1f5c-3d43-4f0e-8f0a-5a5b6c0f4c11")


def next_id(records: Iterable[TrainingRecord], staff_number: str, subject: Course | Outside) -> str:
    """The id of the person's next record of this subject.

    It follows from the records there are, so that two requests that would both make the next one
    make the same one: the database lets one of them through, and the other runs again.
    """
    about = (
        subject.course
        if isinstance(subject, Course)
        else f"{subject.title}\n{subject.provider or ''}"
    )
    number = sum(record.is_about(subject) for record in records)
    return str(uuid5(_RECORDS, "\n".join((staff_number, about, str(number)))))


def keep(work: CoursesWork, change: Change) -> None:
    """Save what a change has made of a record, and say so; no change, nothing said."""
    record = change.after
    if record is None or not change.changed:
        return
    # All records of the person have been read, so a new one needs no look for it.
    version = work.training.add(record) if change.made else work.training.put(record)
    events.training_changed(work, record, version)


def subject_of(work: CoursesWork, record: TrainingRecord) -> Course | Outside:
    """What a record is about, as it is now."""
    return record.outside or work.courses.need(str(record.course))


def record_of(work: CoursesWork, training: str) -> TrainingRecord:
    """A record by its id, whoever asks. Raises NotFound."""
    found = work.training.get(training)
    if found is None:
        raise NotFound("There is no such training record.")
    return found


def republish_training(work: CoursesWork, identity: str) -> None:
    """Say again what a training record is now."""
    record = work.training.get(identity)
    if record is not None:
        events.training_changed(work, record, work.training.put(record))
