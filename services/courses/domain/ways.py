"""The cheapest way to each course: itself and all that must come before it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from services.courses.domain.catalogue import Course, Outcome
from services.courses.domain.reaching import Offer, Standing


@dataclass(frozen=True, slots=True)
class Way:
    """Courses to take to complete one of them, and their effort together."""

    effort: int
    courses: frozenset[str]


def cheapest_ways(offer: Offer, standing: Standing, *, leave_out: frozenset[str]) -> dict[str, Way]:
    """For each course within reach what to take, it among that, for about the least effort.

    Ways are improved round by round until none gets cheaper: a chain of prerequisites takes as
    many rounds as it is long, and a circle of them is never entered.
    """
    search = _Search(offer, standing, _givers(offer), {})
    courses = [one for name, one in offer.courses.items() if name not in leave_out]
    improved = True
    while improved:
        improved = False
        for course in courses:
            improved |= search.improves(course)
    return search.ways


@dataclass(frozen=True, slots=True)
class _Search:
    offer: Offer
    standing: Standing
    givers: dict[str, list[tuple[int, str]]]
    ways: dict[str, Way]

    def improves(self, course: Course) -> bool:
        """Look for a cheaper way to the course, and keep it where there is one."""
        steps = list(self._steps(course))
        if None in steps:
            return False
        taken = frozenset({course.course}).union(*(way.courses for way in steps if way))
        effort = self.offer.effort(taken)
        if course.course in self.ways and self.ways[course.course].effort <= effort:
            return False
        self.ways[course.course] = Way(effort, taken)
        return True

    def _steps(self, course: Course) -> Iterator[Way | None]:
        for earlier in self.offer.predecessors(course, self.standing):
            yield self.ways.get(earlier)
        for asked in course.prerequisites:
            if self.standing.levels.get(asked.skill, 0) < asked.level:
                yield self._cheapest_to(asked)

    def _cheapest_to(self, asked: Outcome) -> Way | None:
        ways = (
            self.ways[name]
            for level, name in self.givers[asked.skill]
            if level >= asked.level and name in self.ways
        )
        return min(ways, key=lambda way: way.effort, default=None)


def _givers(offer: Offer) -> dict[str, list[tuple[int, str]]]:
    """Who gives which skill, at what level."""
    givers = defaultdict(list)
    for course in offer.courses.values():
        for outcome in course.outcomes:
            givers[outcome.skill].append((outcome.level, course.course))
    return givers
