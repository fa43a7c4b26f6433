"""Why a course is recommended, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.courses.domain.advice import Advice, Closing, Recommendation
from services.courses.domain.catalogue import Course
from services.courses.domain.words import level_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a reason can draw on besides the advice itself.

    `skill_names` are the names of skills by id (an id without one stands for itself); `planned`
    names, by skill, an initiative of the digital plan that needs it.
    """

    catalogue: Sequence[Course] = ()
    skill_names: Mapping[str, str] = field(default_factory=dict)
    planned: Mapping[str, str] = field(default_factory=dict)

    def named(self, skill: str) -> str:
        """A skill's name as it stands inside a sentence."""
        name = self.skill_names.get(skill, skill)
        # An abbreviation keeps its capitals: `API design`, but `user research`.
        return name if name[:2].isupper() else name[:1].lower() + name[1:]


def reasons(advice: Advice, background: Background) -> tuple[str, ...]:
    """One reason for each recommendation, in the order of the advice."""
    given = advice.recommendations
    return tuple(
        " ".join(_sentences(recommendation, given[place + 1 :], background))
        for place, recommendation in enumerate(given)
    )


def _sentences(
    recommendation: Recommendation, later: Iterable[Recommendation], background: Background
) -> Iterator[str]:
    if recommendation.started:
        yield "Started already."
    for closing in recommendation.closes:
        yield _closing_in_words(recommendation, closing, background)
    if not recommendation.closes:
        needing = (f"“{one.course.title}”" for one in later if _needs(one, recommendation))
        yield f"Has to come before {_listed(needing)}."
    titles = (background.planned.get(closing.skill) for closing in recommendation.closes)
    if asked := [f"“{title}”" for title in dict.fromkeys(titles) if title]:
        yield f"The plan asks for it: {_listed(asked)}."


def _closing_in_words(
    recommendation: Recommendation, closing: Closing, background: Background
) -> str:
    skill = background.named(closing.skill)
    steps = f"from {level_in_words(closing.from_level)}, to {level_in_words(closing.to_level)}"
    if closing.to_level < closing.required:
        needed = level_in_words(closing.required)
        return f"A step towards {needed}, in {skill}: {steps}."
    best = ""
    if len(recommendation.closes) == 1:
        best = _compared(recommendation, closing, background)
    return f"Closes the gap in {skill}, {steps}{best}."


def _compared(recommendation: Recommendation, closing: Closing, background: Background) -> str:
    """What sets the course apart from the others that would close the same gap, if anything."""
    course = recommendation.course
    rivals = [
        one
        for one in background.catalogue
        if one.course != course.course
        and not one.withdrawn
        and any(o.skill == closing.skill and o.level >= closing.required for o in one.outcomes)
    ]
    could = f"of the {len(rivals) + 1} courses that could"
    if _less(course.hours, [one.hours for one in rivals]):
        return f", in the least time {could}"
    if _less(course.cost_pence, [one.cost_pence for one in rivals]):
        return f", at the least cost {could}"
    return ""


def _less(own: float | None, others: Sequence[float | None]) -> bool:
    """Whether the figure is stated and below all the others, which are stated too."""
    return bool(others) and all(
        own is not None and other is not None and own < other for other in others
    )


def _needs(one: Recommendation, earlier: Recommendation) -> bool:
    return earlier.course.course in one.first


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
