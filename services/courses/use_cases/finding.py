"""Finding courses by what people type, and one course with what it would give the caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.errors import NotFound
from services.courses.domain import (
    Course,
    Outcome,
    Profile,
    TrainingRecord,
    about,
    learner_from,
    named_exactly,
    open_attempt,
    ranked,
)
from services.courses.store import CoursesWork
from services.courses.use_cases.catalogue import course as get_course
from services.courses.use_cases.naming import skill_names
from services.courses.use_cases.seeking import sought

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A course, and what tells it from others on one line."""

    course: Course
    about: str


@dataclass(frozen=True, slots=True)
class Identified:
    """The course that is meant or, where that is not clear, those that could be."""

    course: Course | None
    candidates: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """A course and where the caller stands: levels held, required, what comes first, attempts.

    `before` are the courses that have to come first, each with whether it is done; `done` says
    whether the caller has completed this one.
    """

    course: Course
    names: Mapping[str, str]
    levels: Mapping[str, int]
    required: Mapping[str, int]
    before: tuple[tuple[Course, bool], ...]
    attempt: TrainingRecord | None
    done: bool

    def lacks(self, asked: Outcome) -> bool:
        """Whether the caller is below a level that the course asks for."""
        return self.levels.get(asked.skill, 0) < asked.level


def find_courses(work: CoursesWork, _caller: Caller, *, typed: str) -> tuple[Found, ...]:
    """At most 10 courses whose title, provider or skills have all the words, the likeliest first.

    Withdrawn ones are among them: somebody may have finished one before.
    """
    query = sought(work, typed)
    if query is None:
        return ()
    courses = ranked(work.courses.take(query), typed)[:MOST]
    names = skill_names(work, (one.skill for each in courses for one in each.outcomes))
    return tuple(Found(each, about(each, names)) for each in courses)


def identify_course(
    work: CoursesWork,
    caller: Caller,
    *,
    typed: str | None,
    chosen: str | None,
    picked: str | None,
) -> Identified:
    """Which course is meant by what was typed.

    `picked` is the id of one that was offered for it. `chosen` is one that was chosen before: it
    is meant as long as its title still stands there.
    """
    if course := work.courses.get(picked or None):
        return Identified(course)
    course = work.courses.get(chosen or None)
    if course and typed in (None, course.title):
        return Identified(course)
    found = find_courses(work, caller, typed=typed or "")
    exact = named_exactly([each.course for each in found], typed or "")
    return Identified(exact) if exact else Identified(None, found)


def all_skills(work: CoursesWork, _caller: Caller) -> Mapping[str, str]:
    """The names of all skills by id, in the order of the names."""
    known = sorted(work.skills.take({}), key=lambda each: each.name.casefold())
    return {each.skill: each.name for each in known}


def view_course(work: CoursesWork, caller: Caller, *, course: str) -> CourseView:
    """A course with what it would give the caller. Raises NotFound."""
    found, _ = get_course(work, caller, course=course)
    number = caller.principal.staff_number or ""
    records = work.training.group(number) if number else ()
    profile = work.levels.get(number) or Profile(number)
    person = work.people.get(number)
    role = work.role_levels.get(person.role_level) if person else None
    asked = role.without(profile.exempt_on(caller.today)).requires if role else ()
    levels = {skill: step.verified for skill, step in profile.on(caller.today).items()}
    done = learner_from(levels, records, on=caller.today).done
    work.courses.fetch(found.after)
    before = (work.courses.get(each) for each in found.after)
    return CourseView(
        course=found,
        names=skill_names(work, (one.skill for one in (*found.outcomes, *found.prerequisites))),
        levels=levels,
        required={one.skill: one.level for one in asked},
        before=tuple((each, each.course in done) for each in before if each),
        attempt=open_attempt(records, found),
        done=found.course in done,
    )


def enrolments(work: CoursesWork, caller: Caller, *, courses: Sequence[str]) -> tuple[Course, ...]:
    """Those of the courses on which the caller has an open attempt. Raises NotFound for none."""
    work.courses.fetch(courses)
    records = work.training.group(caller.principal.staff_number or "")
    known = [course for each in dict.fromkeys(courses) if (course := work.courses.get(each))]
    found = tuple(each for each in known if open_attempt(records, each))
    if not found:
        raise NotFound("You are enrolled on none of these.")
    return found
