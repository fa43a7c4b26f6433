"""Which of a learning system's events still count when they arrive out of order."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class CompletionHeard:
    """When a source last spoke about the completion of one day."""

    completed_on: date
    time: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """The times at which one source spoke about one person and course.

    Events about one completion are ordered among themselves, and so are those about the attempt.
    An older event is not heard; of equal times the later arrival is. An event about the attempt
    that is older than a completion belongs to an attempt that is over, so it opens nothing either.
    """

    attempt: datetime | None = None
    completed: datetime | None = None
    completions: tuple[CompletionHeard, ...] = ()

    def hears_attempt(self, time: datetime) -> bool:
        """Whether an event about the attempt still counts."""
        return all(last is None or last <= time for last in (self.attempt, self.completed))

    def hears_completion(self, completed_on: date, time: datetime) -> bool:
        """Whether an event that gives or takes back the completion of that day still counts."""
        return all(
            heard.time <= time for heard in self.completions if heard.completed_on == completed_on
        )

    def with_attempt(self, time: datetime) -> "Heard":
        """After an event about the attempt that counted."""
        return replace(self, attempt=time)

    def with_completion(
        self, completed_on: date, time: datetime, *, taken_back: bool = False
    ) -> "Heard":
        """After an event that gave or took back the completion of that day and counted."""
        others = (heard for heard in self.completions if heard.completed_on != completed_on)
        completions = tuple(
            sorted((*others, CompletionHeard(completed_on, time)), key=attrgetter("completed_on"))
        )
        if taken_back or (self.completed is not None and self.completed > time):
            return replace(self, completions=completions)
        return replace(self, completed=time, completions=completions)
