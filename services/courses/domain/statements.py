"""What is said about a person's training, and what came of it."""

from dataclasses import dataclass
from datetime import date

from services.courses.domain.records import Details, LoggedBy, TrainingRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody's word about one person's training: who says it, when, and what goes with it.

    `new_id` is the id of the record that the statement makes, should it make one.
    """

    staff_number: str
    by: LoggedBy
    on: date
    new_id: str
    details: Details = Details()


@dataclass(frozen=True, slots=True)
class Change:
    """The record that a statement is about, before and after it; both None where there is none."""

    before: TrainingRecord | None
    after: TrainingRecord | None

    @property
    def made(self) -> bool:
        """Whether there was no such record before."""
        return self.before is None and self.after is not None

    @property
    def changed(self) -> bool:
        """Whether there is anything to save and to tell."""
        return self.before != self.after
