"""Why posts stay empty: which skills are missing, and which initiatives need the same people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.counting import Counts
from services.reporting.domain.coverage import missing_most, skill_needs
from services.reporting.domain.matching import fill_last
from services.reporting.domain.plan import Initiative, Post, in_order_of_service
from services.reporting.domain.readiness import InitiativeReadiness, Line
from services.reporting.domain.workforce import Organisation, Requirement

MOST_SKILLS = 2


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What keeps a line of posts from being filled, were its initiative alone.

    `skills`: of which most people are missing. Without any, each skill is there: `elsewhere` where
    enough people meet the whole but other posts of the initiative take them, else nobody more has
    all of it.
    """

    short: bool = False
    skills: tuple[Requirement, ...] = ()
    elsewhere: bool = False


def held_back(line: Line, *, counts: Counts, organisation: Organisation) -> HeldBack:
    """What holds a measured line of posts back."""
    if (line.fillable or 0) >= line.headcount:
        return HeldBack()
    post = Post(line.role_level, line.unit, line.headcount)
    missing = missing_most(skill_needs([post], counts=counts, organisation=organisation))
    return HeldBack(
        short=True,
        skills=tuple(Requirement(one.skill, one.level) for one in missing[:MOST_SKILLS]),
        elsewhere=(line.meeting or 0) > (line.fillable or 0),
    )


def rivals(
    initiative: str, *, plan: Iterable[Initiative], counts: Counts, organisation: Organisation
) -> tuple[Initiative, ...]:
    """The initiatives served before this one of which each, left out, would let it fill more."""
    ordered = in_order_of_service(plan)
    place = [one.initiative for one in ordered].index(initiative)
    own, before = ordered[place], ordered[:place]

    def fillable(served: Iterable[Initiative]) -> int:
        posts = [post for one in served for post in one.posts]
        return fill_last(
            [*posts, *own.posts],
            len(own.posts),
            classes=counts.classes,
            organisation=organisation,
        )

    today = fillable(before)
    return tuple(
        one for one in before if fillable(each for each in before if each is not one) > today
    )


@dataclass(frozen=True, slots=True)
class NextDeadline:
    """The first deadline that has not passed, and how many posts are short; None: suppressed."""

    on: date
    short: int | None


def next_deadline(items: Iterable[InitiativeReadiness], *, on: date) -> NextDeadline | None:
    """The next deadline of those initiatives that have posts, with all that end on it."""
    coming = [one for one in items if one.deadline >= on and one.posts]
    if not coming:
        return None
    first = min(one.deadline for one in coming)
    due = [one for one in coming if one.deadline == first]
    if any(one.fillable_in_plan is None for one in due):
        return NextDeadline(first, None)
    return NextDeadline(first, sum(one.posts - (one.fillable_in_plan or 0) for one in due))
