"""In which order the chosen courses are taken, and what each of them closes in its place."""

from collections.abc import Iterator, Sequence

from services.courses.domain.advice import Advice, Closing, Gap, Learner, Recommendation
from services.courses.domain.catalogue import Course
from services.courses.domain.reaching import Offer, Standing


def arrange(
    chosen: frozenset[str], offer: Offer, start: Standing, gaps: Sequence[Gap], learner: Learner
) -> Advice:
    """Order the chosen courses, all within reach, and say what each closes and what comes first.

    Of those that can be taken next, the one comes first that closes the widest gap or leads on to
    one that does; then what is started already, then the least effort.
    """
    order = _order(chosen, offer, start, gaps, learner)
    standing, recommendations = start, []
    for place, course in enumerate(order):
        recommendations.append(
            Recommendation(
                course=course,
                closes=tuple(_closings(course, standing, gaps)),
                first=tuple(_first(course, order[:place], offer, start)),
                started=course.course in learner.started,
                cost_pence=learner.pays(course),
            )
        )
        standing = standing.after(course)
    return Advice(tuple(recommendations), tuple(_unclosed(gaps, standing)))


def _order(
    chosen: frozenset[str], offer: Offer, start: Standing, gaps: Sequence[Gap], learner: Learner
) -> list[Course]:
    widths = _widths([offer.courses[one] for one in sorted(chosen)], start, gaps)
    standing, order, left = start, list[Course](), set(chosen)
    while left:
        ready = [one for one in left if offer.may_start(offer.courses[one], standing)]
        following = min(
            ready,
            key=lambda one: (-widths[one], one not in learner.started, offer.efforts[one], one),
        )
        order.append(offer.courses[following])
        standing = standing.after(offer.courses[following])
        left.remove(following)
    return order


def _widths(chosen: list[Course], start: Standing, gaps: Sequence[Gap]) -> dict[str, int]:
    """The widest gap that each course closes, or that a course closes which may need it."""
    widths = {course.course: _width(course, start, gaps) for course in chosen}
    # Each round hands the width one step back along a chain, and no chain is longer than the set.
    for _ in chosen:
        for later in chosen:
            for earlier in chosen:
                if _leads_to(earlier, later):
                    widths[earlier.course] = max(widths[earlier.course], widths[later.course])
    return widths


def _width(course: Course, start: Standing, gaps: Sequence[Gap]) -> int:
    closings = _closings(course, start, gaps)
    return max((closing.required - closing.from_level for closing in closings), default=0)


def _leads_to(earlier: Course, later: Course) -> bool:
    asked = {one.skill for one in later.prerequisites}
    return earlier.course in later.after or any(one.skill in asked for one in earlier.outcomes)


def _closings(course: Course, standing: Standing, gaps: Sequence[Gap]) -> Iterator[Closing]:
    gives = {outcome.skill: outcome.level for outcome in course.outcomes}
    for gap in gaps:
        held = standing.levels.get(gap.skill, 0)
        if held < gap.required and gives.get(gap.skill, 0) > held:
            yield Closing(gap.skill, held, gives[gap.skill], gap.required)


def _first(
    course: Course, before: Sequence[Course], offer: Offer, start: Standing
) -> Iterator[str]:
    """Which of the courses before it this one depends on, in their order."""
    needed = set(offer.predecessors(course, start))
    for asked in course.prerequisites:
        if start.levels.get(asked.skill, 0) < asked.level:
            needed.add(next(one.course for one in before if _gives(one, asked.skill, asked.level)))
    yield from (one.course for one in before if one.course in needed)


def _gives(course: Course, skill: str, level: int) -> bool:
    return any(one.skill == skill and one.level >= level for one in course.outcomes)


def _unclosed(gaps: Sequence[Gap], standing: Standing) -> Iterator[Gap]:
    for gap in gaps:
        reached = max(gap.verified, standing.levels.get(gap.skill, 0))
        if reached < gap.required:
            yield Gap(gap.skill, gap.required, reached)
