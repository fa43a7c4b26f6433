"""What taking courses leads to: which can be taken when, and the levels held afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.courses.domain.advice import Learner
from services.courses.domain.catalogue import Course

# What an hour of a member of staff is reckoned at, to weigh time against money.
HOUR_IN_PENCE = 2_500
# A course that does not say how long it takes is reckoned at a working day.
UNSTATED_HOURS = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """Levels held and courses completed at some point along the way."""

    levels: Mapping[str, int]
    done: frozenset[str]

    def after(self, course: Course) -> "Standing":
        """Where one stands once the course is completed; it never lowers a level."""
        gained = {
            outcome.skill: max(outcome.level, self.levels.get(outcome.skill, 0))
            for outcome in course.outcomes
        }
        return Standing({**self.levels, **gained}, self.done | {course.course})


@dataclass(frozen=True, slots=True)
class Offer:
    """The courses that a learner can take, by id, and what each would still take of them."""

    courses: Mapping[str, Course]
    efforts: Mapping[str, int]

    def may_start(self, course: Course, standing: Standing) -> bool:
        """Whether nothing has to come first any more."""
        return all(
            standing.levels.get(asked.skill, 0) >= asked.level for asked in course.prerequisites
        ) and not self.predecessors(course, standing)

    def predecessors(self, course: Course, standing: Standing) -> tuple[str, ...]:
        """The courses that must come before it and are not completed.

        One that nobody can take any more, since it was withdrawn, holds nobody back.
        """
        return tuple(
            earlier
            for earlier in course.after
            if earlier not in standing.done and earlier in self.courses
        )

    def reach(self, chosen: Iterable[str], standing: Standing) -> Standing:
        """Where one stands after taking of the chosen courses all that can be taken, in any order.

        Levels never fall, so the order in which they are tried makes no difference.
        """
        left = set(chosen)
        while ready := [one for one in left if self.may_start(self.courses[one], standing)]:
            for one in ready:
                standing = standing.after(self.courses[one])
            left.difference_update(ready)
        return standing

    def effort(self, courses: Iterable[str]) -> int:
        """Money and time of the courses together, in pence."""
        return sum(self.efforts[course] for course in courses)


def offer_to(learner: Learner, catalogue: Iterable[Course]) -> Offer:
    """What the learner can take: no course twice while its result counts, none withdrawn.

    A withdrawn course that they have started can still be completed.
    """
    takeable = sorted(
        (
            course
            for course in catalogue
            if course.course not in learner.current
            and (not course.withdrawn or course.course in learner.started)
        ),
        key=lambda course: course.course,
    )
    return Offer(
        courses={course.course: course for course in takeable},
        efforts={course.course: _effort(course, learner) for course in takeable},
    )


def _effort(course: Course, learner: Learner) -> int:
    hours = UNSTATED_HOURS if course.hours is None else course.hours
    # Whole pence, so that sums are the same in any order.
    return (learner.pays(course) or 0) + round(hours * HOUR_IN_PENCE)
