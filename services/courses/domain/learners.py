"""What a person's records say about which courses are still worth taking."""

from collections.abc import Iterable, Mapping
from datetime import date

from services.courses.domain.advice import Learner
from services.courses.domain.records import Answer, State, TrainingRecord


def learner_from(
    levels: Mapping[str, int], records: Iterable[TrainingRecord], *, on: date
) -> Learner:
    """The learner with these verified levels and training records, as of a day.

    A rejected completion counts for nothing; one that waits is not sent for again.
    """
    of_courses = [record for record in records if record.course is not None]
    done = [
        record
        for record in of_courses
        if record.state is State.COMPLETED and record.confirmation.state is not Answer.REJECTED
    ]
    return Learner(
        levels=levels,
        done=_courses(done),
        current=_courses(r for r in done if r.expires_on is None or on <= r.expires_on),
        started=_courses(record for record in of_courses if record.is_open),
    )


def _courses(records: Iterable[TrainingRecord]) -> frozenset[str]:
    return frozenset(record.course for record in records if record.course is not None)
