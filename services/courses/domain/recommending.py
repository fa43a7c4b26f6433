"""Which courses close a person's gaps: one way to choose them, behind the Recommender protocol.

The choice is greedy. Again and again it adds the course that closes most levels for its money and
time, together with what must come before it, and then drops what that has made superfluous.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.courses.domain.advice import Advice, Gap, Learner, Limits
from services.courses.domain.arranging import arrange
from services.courses.domain.catalogue import Course
from services.courses.domain.reaching import Offer, Standing, offer_to
from services.courses.domain.ways import Way, cheapest_ways

NO_LIMITS = Limits()


def recommend(
    learner: Learner,
    gaps: Sequence[Gap],
    catalogue: Iterable[Course],
    *,
    limits: Limits = NO_LIMITS,
) -> Advice:
    """Choose courses for the gaps, ordered by the widest gap and by what must come first.

    A course that closes nothing is among them only where another one needs it. All together stay
    within the limits. What no course closes stands in `unclosed`, with the level reached.
    """
    offer = offer_to(learner, catalogue)
    start = Standing(dict(learner.levels), learner.done)
    choice = _Choice(offer, start, gaps, learner, limits)
    chosen: frozenset[str] = frozenset()
    while more := choice.best_addition(chosen):
        chosen = choice.needed(chosen | more)
    return arrange(chosen, offer, start, gaps, learner)


@dataclass(frozen=True, slots=True)
class _Choice:
    offer: Offer
    start: Standing
    gaps: Sequence[Gap]
    learner: Learner
    limits: Limits

    def best_addition(self, chosen: frozenset[str]) -> frozenset[str]:
        """The courses that close most for their effort; none where nothing more is closed."""
        here = self.offer.reach(chosen, self.start)
        ways = cheapest_ways(self.offer, here, leave_out=chosen)
        rated = []
        for name, way in ways.items():
            closed = self._missing(here) - self._missing(self.offer.reach(way.courses, here))
            if closed and self._affordable(chosen, way):
                rated.append((way.effort / closed, -closed, name))
        return ways[min(rated)[-1]].courses if rated else frozenset()

    def needed(self, chosen: frozenset[str]) -> frozenset[str]:
        """The chosen courses without those that nothing depends on, the costliest dropped first."""
        missing = self._missing(self.offer.reach(chosen, self.start))
        for course in sorted(chosen, key=lambda one: (-self.offer.efforts[one], one)):
            rest = chosen - {course}
            reached = self.offer.reach(rest, self.start)
            if self._missing(reached) == missing and self._all_startable(rest, reached):
                chosen = rest
        return chosen

    def _missing(self, standing: Standing) -> int:
        """How many levels are missing in all."""
        held = standing.levels
        return sum(max(0, gap.required - held.get(gap.skill, 0)) for gap in self.gaps)

    def _affordable(self, chosen: frozenset[str], way: Way) -> bool:
        together = (self.offer.courses[one] for one in chosen | way.courses)
        return self.limits.hold(together, self.learner)

    def _all_startable(self, chosen: frozenset[str], reached: Standing) -> bool:
        return all(self.offer.may_start(self.offer.courses[one], reached) for one in chosen)
