"""Finding courses by what people type, and one course with what it would give the caller."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.access import Caller
from services.courses.domain import (
    Course,
    Outcome,
    Profile,
    TrainingRecord,
    about,
    learner_from,
    open_attempt,
    ranked,
)
from services.courses.store import CoursesWork, skill_query, words_query
from services.courses.use_cases.catalogue import course as get_course
from services.courses.use_cases.naming import skill_names

MOST = 10
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A course, and what tells it from others on one line."""

    course: Course
    about: str


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
    words = typed.split()[:MOST_WORDS]
    if not words:
        return ()
    skills = work.skills.take(skill_query(words))
    by_word = {
        word: [one.skill for one in skills if word.casefold() in one.name.casefold()]
        for word in words
    }
    courses = ranked(work.courses.take(words_query(words, by_word)), typed)[:MOST]
    names = skill_names(work, (one.skill for each in courses for one in each.outcomes))
    return tuple(Found(each, about(each, names)) for each in courses)


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
