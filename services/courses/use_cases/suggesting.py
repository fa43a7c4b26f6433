"""Courses for you: recommendations with all that their page says, without what is not for one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.chassis.access import Caller
from services.courses.domain import (
    Course,
    Gap,
    Hidden,
    Limits,
    Profile,
    Renewal,
    RoleLevel,
    TrainingRecord,
    open_attempt,
    renewals,
)
from services.courses.store import CoursesWork
from services.courses.use_cases.choosing import hidden_of
from services.courses.use_cases.naming import skill_names
from services.courses.use_cases.recommending import Recommendations, recommendations

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A skill on the way of a course: held now, reached after it and all that comes first."""

    skill: str
    held: int
    reached: int
    required: int
    with_others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A course worth taking, and the attempt at it that is open already.

    `first` are all that have to be finished before, in order; `to_enrol` are those and the course
    itself, as far as the person is not enrolled.
    """

    course: Course
    reason: str
    cost_pence: int | None
    gains: tuple[Gain, ...]
    first: tuple[Course, ...]
    to_enrol: tuple[Course, ...]
    attempt: TrainingRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What to do next, and what no course does.

    `own_level` is the person's own role level; `role` is theirs where none was asked for.
    `roles` are all role levels by id and name; `shortest` is the length of the shortest course
    that the limits leave out, where they leave out all.
    """

    role: RoleLevel | None
    own_level: str | None
    roles: tuple[RoleLevel, ...]
    items: tuple[Suggestion, ...]
    unclosed: tuple[Gap, ...]
    waiting: tuple[Gap, ...]
    renewals: tuple[Renewal, ...]
    hidden: tuple[Course, ...]
    names: Mapping[str, str]
    shortest: float | None

    @property
    def own_role(self) -> bool:
        """Whether this is about the person's own role."""
        return self.role is not None and self.role.role_level == self.own_level

    @property
    def gaps(self) -> int:
        """How many gaps there are that nothing else closes."""
        closed = {gain.skill for item in self.items for gain in item.gains}
        return len(closed | {gap.skill for gap in self.unclosed})

    @property
    def closed(self) -> int:
        """How many of them all courses together close."""
        return self.gaps - len(self.unclosed)

    @property
    def hours(self) -> float:
        """How long all courses take together, as far as it is stated."""
        return sum(item.course.hours or 0 for item in self.items)

    @property
    def pence(self) -> int:
        """What they still cost together, as far as it is stated."""
        return sum(item.cost_pence or 0 for item in self.items)

    @property
    def unstated(self) -> int:
        """How many courses do not say how long they take or what they cost."""
        return sum(None in (item.course.hours, item.cost_pence) for item in self.items)


def suggestions(
    work: CoursesWork,
    caller: Caller,
    *,
    staff_number: str,
    role_level: str | None,
    limits: Limits,
) -> Suggestions:
    """The person's recommendations, without the courses that they said are not for them."""
    hidden = hidden_of(work, staff_number)
    found = _found(work, caller, hidden, role_level, limits)
    role = work.role_levels.get(found.role_level)
    person = work.people.get(staff_number)
    shortest = None
    if not found.items and limits != NO_LIMITS:
        shortest = _shortest(_found(work, caller, hidden, role_level, NO_LIMITS))
    return _gathered(
        work,
        caller,
        found,
        role=role,
        own_level=person.role_level if person else None,
        hidden=hidden,
        shortest=shortest,
    )


def _found(
    work: CoursesWork, caller: Caller, hidden: Hidden, role_level: str | None, limits: Limits
) -> Recommendations:
    return recommendations(
        work,
        caller,
        staff_number=hidden.staff_number,
        role_level=role_level,
        limits=limits,
        leave_out=frozenset(hidden.courses),
    )


def _gathered(
    work: CoursesWork,
    caller: Caller,
    found: Recommendations,
    *,
    role: RoleLevel | None,
    own_level: str | None,
    hidden: Hidden,
    shortest: float | None,
) -> Suggestions:
    profile = work.levels.get(hidden.staff_number) or Profile(hidden.staff_number)
    catalogue = work.courses.take({})
    renewed = renewals(profile, role, catalogue, on=caller.today) if role else ()
    items = tuple(_suggestions(work, found, profile, caller))
    skills = [
        *(gain.skill for item in items for gain in item.gains),
        *(gap.skill for gap in (*found.unclosed, *found.waiting)),
        *(one.skill for one in renewed),
    ]
    away = (work.courses.get(each) for each in hidden.courses)
    return Suggestions(
        role=role,
        own_level=own_level,
        roles=tuple(sorted(work.role_levels.take({}), key=lambda each: each.name)),
        items=items,
        unclosed=found.unclosed,
        waiting=found.waiting,
        renewals=renewed,
        hidden=tuple(each for each in away if each and not each.withdrawn),
        names=skill_names(work, skills),
        shortest=shortest,
    )


def _suggestions(
    work: CoursesWork, found: Recommendations, profile: Profile, caller: Caller
) -> Iterator[Suggestion]:
    records = work.training.group(profile.staff_number)
    held = {skill: step.verified for skill, step in profile.on(caller.today).items()}
    before: dict[str, dict[str, None]] = {}
    for item in found.items:
        given = item.recommendation
        # What comes first stands earlier in the advice, so that all before it is known.
        before[given.course.course] = {n: None for one in given.first for n in (*before[one], one)}
        first = tuple(work.courses.need(each) for each in before[given.course.course])
        yield Suggestion(
            course=given.course,
            reason=item.reason,
            cost_pence=given.cost_pence,
            gains=tuple(
                Gain(
                    skill=each.skill,
                    held=held.get(each.skill, 0),
                    reached=each.to_level,
                    required=each.required,
                    with_others=each.from_level > held.get(each.skill, 0),
                )
                for each in given.closes
            ),
            first=first,
            to_enrol=tuple(c for c in (*first, given.course) if not open_attempt(records, c)),
            attempt=open_attempt(records, given.course),
        )


def _shortest(found: Recommendations) -> float | None:
    hours = [each.recommendation.course.hours for each in found.items]
    return min((each for each in hours if each is not None), default=None)
