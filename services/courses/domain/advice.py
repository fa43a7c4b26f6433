"""What advice on courses is made from and what it says: gaps in, recommendations out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from services.courses.domain.catalogue import Course


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill in which the verified level is below the required one."""

    skill: str
    required: int
    verified: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What one person brings along.

    `levels` is the verified level by skill. `done` are the courses ever completed, which is enough
    for those that come after them; `current` those whose result counts still or waits for an
    answer, so that taking them again gives nothing; `started` those with an open attempt, which
    are paid for.
    """

    levels: Mapping[str, int] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    current: frozenset[str] = frozenset()
    started: frozenset[str] = frozenset()

    def pays(self, course: Course) -> int | None:
        """What taking the course would still cost, in pence; None where nobody has stated it."""
        return 0 if course.course in self.started else course.cost_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the recommended courses may cost and last together; None for no limit."""

    budget_pence: int | None = None
    hours: float | None = None

    def hold(self, courses: Iterable[Course], learner: Learner) -> bool:
        """Whether the courses stay inside. One that does not state its figure never does."""
        courses = tuple(courses)
        return _within((learner.pays(c) for c in courses), self.budget_pence) and _within(
            (c.hours for c in courses), self.hours
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """What a course does to one gap, taken in its place in the order: from one level to another."""

    skill: str
    from_level: int
    to_level: int
    required: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A course worth taking; `first` are the recommended courses that must come before it."""

    course: Course
    closes: tuple[Closing, ...]
    first: tuple[str, ...]
    started: bool
    cost_pence: int | None


@dataclass(frozen=True, slots=True)
class Advice:
    """Courses in the order to take them, and the gaps as they remain after all of them."""

    recommendations: tuple[Recommendation, ...]
    unclosed: tuple[Gap, ...]


class Recommender(Protocol):
    """A way to choose courses. Pure: the same question has the same answer."""

    def __call__(
        self,
        learner: Learner,
        gaps: Sequence[Gap],
        catalogue: Iterable[Course],
        *,
        limits: Limits,
    ) -> Advice:
        """Choose and order courses that close the gaps within the limits."""


def _within(figures: Iterable[float | None], limit: float | None) -> bool:
    if limit is None:
        return True
    total: float = 0
    for figure in figures:
        if figure is None:
            return False
        total += figure
    return total <= limit
