"""What the benchmark sends: completions of made-up people, no two of them alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from services.chassis.event_log import entry
from services.contracts.envelope import Event

SOURCE = "https://learning.benchmark.example/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    """The completions from number `first` to before `end`, each of another person, in batches."""

    first: int
    end: int
    batch: int
    courses: tuple[str, ...]
    day: date

    def halves(self) -> "tuple[Completions, Completions]":
        """The same for two clients, who share whole batches."""
        batches = (self.end - self.first) // self.batch
        middle = self.first + batches // 2 * self.batch
        return self._part(self.first, middle), self._part(middle, self.end)

    def batches(self) -> Iterator[list[dict[str, Any]]]:
        """The events of each batch, as a learning system sends them."""
        for start in range(self.first, self.end, self.batch):
            yield [self._event(n) for n in range(start, min(start + self.batch, self.end))]

    def _part(self, first: int, end: int) -> "Completions":
        return Completions(
            first=first, end=end, batch=self.batch, courses=self.courses, day=self.day
        )

    def _event(self, number: int) -> dict[str, Any]:
        return completion(
            staff_number(number), self.courses[number % len(self.courses)], day=self.day
        )


def completion(person: str, course: str, *, day: date) -> dict[str, Any]:
    """One event of a learning system, structured as CloudEvents have it."""
    return {
        "specversion": "1.0",
        "id": str(uuid5(NAMESPACE_URL, f"{SOURCE}/{person}/{course}")),
        "source": SOURCE,
        "type": "learning.training.completed.v1",
        "time": f"{day.isoformat()}T00:05:00Z",
        "subject": person,
        "data": {
            "staff_number": person,
            "course": course,
            "completed_on": day.isoformat(),
            "score": 0.86,
            "hours": 6,
        },
    }


def staff_number(number: int) -> str:
    """The staff number of the made-up person of this number."""
    return f"B{number:07}"


def person(number: int, unit: str) -> dict[str, Any]:
    """A made-up person, as skills tells the other services."""
    return {
        "staff_number": staff_number(number),
        "name": f"Person {number} of the benchmark",
        "unit": unit,
        "role_level": None,
        "manager": None,
        "line": [],
        "starts_on": None,
        "leaves_on": None,
    }


def people_entries(people: Iterator[dict[str, Any]], version: int) -> list[dict[str, Any]]:
    """People as they wait in the event log of skills."""
    now = datetime.now(UTC)
    return [
        entry(
            Event(
                id=str(uuid4()),
                type="skills.person.changed.v1",
                source="/skills",
                subject=one["staff_number"],
                time=now,
                sequence=version,
                data=one,
            )
        )
        for one in people
    ]
