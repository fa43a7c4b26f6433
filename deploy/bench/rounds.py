"""The measured rounds: the same completions from HTTP through log, Kafka and two consumers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from deploy.bench import following, intake, organisation, relaying
from deploy.bench.figures import Figure, Pair, middle
from deploy.bench.following import BY_REPORTING, BY_SKILLS
from deploy.bench.instants import now_in_versions
from deploy.bench.system import System
from deploy.bench.workload import Completions

ROUNDS = 3
# How many batches of how many events each round posts; together a little more than 48,000 events.
BATCHES = {1: 300, 100: 80, 1_000: 40}
FIRST_PERSON = 1_000
HELD = tuple(
    f"{service}-{kind}"
    for service in ("skills", "courses", "reporting")
    for kind in ("relay", "consumer")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: its completions are those from number `first` on."""

    system: System
    number: int
    courses: tuple[str, ...]
    day: date

    @property
    def total(self) -> int:
        """How many events it has."""
        return sum(batch * count for batch, count in BATCHES.items())

    def pairs(self) -> Iterator[tuple[str, Pair]]:
        """Measure each part of the path beside its limit; nothing else of ours runs meanwhile."""
        since = now_in_versions()
        begins = following.ends(self.system.kafka, (*BY_SKILLS.topics, *BY_REPORTING.topics))
        first = FIRST_PERSON + self.number * self.total
        people = organisation.add_people(self.system, first, first + self.total)
        for completions in self._completions(first):
            self._note(f"HTTP, batches of {completions.batch}")
            pair = intake.pair(self.system, completions)
            yield f"HTTP to MongoDB, batches of {completions.batch:,}", pair
        self._note("relay")
        yield "relay", relaying.pair(self.system)
        self._note("consumer of skills")
        yield (
            "consumer of skills",
            following.pair(self.system, BY_SKILLS, begins=begins, since=since, total=self.total),
        )
        self._note("sending what skills says")
        relaying.drain(self.system, "skills")
        self._note("consumer of reporting")
        yield (
            "consumer of reporting",
            following.pair(
                self.system, BY_REPORTING, begins=begins, since=since, total=self.total + people
            ),
        )

    def _completions(self, first: int) -> Iterator[Completions]:
        for batch, count in BATCHES.items():
            end = first + batch * count
            yield Completions(first=first, end=end, batch=batch, courses=self.courses, day=self.day)
            first = end

    def _note(self, doing: str) -> None:
        self.system.note(f"round {self.number + 1} of {ROUNDS}: {doing}")


def figures(system: System, *, courses: tuple[str, ...], day: date) -> list[Figure]:
    """The medians of all rounds."""
    pairs: dict[str, list[Pair]] = {}
    for number in range(ROUNDS):
        round_ = Round(system=system, number=number, courses=courses, day=day)
        for name, pair in round_.pairs():
            pairs.setdefault(name, []).append(pair)
    return [middle(name, found) for name, found in pairs.items()]
