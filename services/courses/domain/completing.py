"""What a completion does to the one record that it is about."""

from dataclasses import replace
from datetime import date

from services.courses.domain.catalogue import Course
from services.courses.domain.dates import add_months
from services.courses.domain.records import (
    Answer,
    Confirmation,
    Details,
    LoggedBy,
    Outside,
    State,
    Terms,
    TrainingRecord,
    terms_of,
)
from services.courses.domain.statements import Statement


def completed(
    record: TrainingRecord,
    subject: Course | Outside,
    statement: Statement,
    *,
    completed_on: date,
) -> TrainingRecord:
    """The record once the statement has completed it; the same record where it says nothing new.

    What a learning system reports counts at once, with its date, score and hours; what the person
    claims waits for an answer, unless a learning system has reported it.
    """
    if statement.by is LoggedBy.SYSTEM:
        return _reported(record, subject, statement, completed_on=completed_on)
    if record.state is not State.COMPLETED or record.confirmation.state is Answer.REJECTED:
        return _claimed(record, subject, statement, completed_on=completed_on)
    if record.logged_by is LoggedBy.SYSTEM and record.claimed_on is None:
        return replace(
            record,
            claimed_on=completed_on,
            details=record.details.over(statement.details),
            confirmation=Confirmation(Answer.ACCEPTED, on=statement.on),
        )
    return record


def _reported(
    record: TrainingRecord, subject: Course | Outside, statement: Statement, *, completed_on: date
) -> TrainingRecord:
    confirmation = record.confirmation
    if record.claimed_on is None:
        confirmation = Confirmation()
    elif confirmation.state is not Answer.ACCEPTED:
        confirmation = Confirmation(Answer.ACCEPTED, on=statement.on)
    return _closed(
        record,
        subject,
        statement,
        completed_on=completed_on,
        claimed_on=record.claimed_on,
        confirmation=confirmation,
    )


def _claimed(
    record: TrainingRecord, subject: Course | Outside, statement: Statement, *, completed_on: date
) -> TrainingRecord:
    return _closed(
        record,
        subject,
        statement,
        completed_on=completed_on,
        claimed_on=completed_on,
        confirmation=Confirmation(Answer.WAITING),
    )


def _closed(
    record: TrainingRecord,
    subject: Course | Outside,
    statement: Statement,
    *,
    completed_on: date,
    claimed_on: date | None,
    confirmation: Confirmation,
) -> TrainingRecord:
    terms = _kept_terms(record, subject)
    months = terms.valid_months
    return replace(
        record,
        state=State.COMPLETED,
        percent=100,
        terms=terms,
        logged_by=statement.by,
        logged_on=_logged_on(record, statement, confirmation),
        completed_on=completed_on,
        claimed_on=claimed_on,
        expires_on=None if months is None else add_months(completed_on, months),
        details=statement.details.over(_standing_details(record)),
        confirmation=confirmation,
    )


def _logged_on(record: TrainingRecord, statement: Statement, confirmation: Confirmation) -> date:
    """A claim waits from the day it is made; a report does not change when it was logged."""
    new = record.is_open or confirmation.state is Answer.WAITING
    return statement.on if new else record.logged_on


def _standing_details(record: TrainingRecord) -> Details:
    """What was said before still holds, unless the record was withdrawn in between."""
    return Details() if record.state is State.WITHDRAWN else record.details


def _kept_terms(record: TrainingRecord, subject: Course | Outside) -> Terms:
    """Once completed, a course's record keeps what the course was then, whatever it is now."""
    if record.completed_on is not None and record.course is not None:
        return record.terms
    return terms_of(subject)
