"""The catalogue as whoever keeps it sees it: all of it, one course to edit, what a change does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.paging import PageWanted, page
from services.courses.domain import Course, course_ids_for, parts_changed
from services.courses.store import CoursesWork, after_query, begun_query, catalogue_query
from services.courses.use_cases.catalogue import check_course
from services.courses.use_cases.catalogue import course as get_course
from services.courses.use_cases.finding import Identified, identify_course
from services.courses.use_cases.naming import skill_names
from services.courses.use_cases.seeking import sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Some courses by title. `offered` and `withdrawn` count the whole catalogue, `found` what was
    asked for; `just` is the course that was saved a moment ago."""

    items: tuple[Course, ...]
    next: str | None
    found: int
    offered: int
    withdrawn: int
    names: Mapping[str, str]
    just: Course | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A course, its version, and names: of skills by id, of courses that come first by id."""

    course: Course
    version: int
    names: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What saving a course would change: the parts that differ, of a new one those it states.

    `version` is what the course is at now, 0 for a new one.
    """

    before: Course | None
    after: Course
    version: int
    parts: tuple[str, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What withdrawing a course comes to: how many have begun it, and what comes after it."""

    course: Course
    version: int
    begun: int
    later: tuple[Course, ...]


def list_catalogue(
    work: CoursesWork,
    _caller: Caller,
    *,
    wanted: PageWanted,
    typed: str = "",
    skill: str | None = None,
    withdrawn: bool | None = None,
    just: str | None = None,
) -> Listing:
    """A page of the catalogue, by words, by a skill that is given, and by whether one can take it.

    Raises DomainError for an odd cursor.
    """
    query = catalogue_query(sought(work, typed), skill, withdrawn)
    found = page(work.courses, query, wanted, by="title")
    offered, gone = (
        work.courses.count(catalogue_query(None, None, each)) for each in (False, True)
    )
    return Listing(
        items=found.items,
        next=found.next,
        found=work.courses.count(query) if query else offered + gone,
        offered=offered,
        withdrawn=gone,
        names=skill_names(work, (one.skill for each in found.items for one in each.outcomes)),
        just=work.courses.get(just or None),
    )


def whole_catalogue(work: CoursesWork, _caller: Caller) -> tuple[Course, ...]:
    """All courses that can be taken, by id."""
    return work.courses.find(catalogue_query(None, None, False), sort=[("_id", 1)])


def open_course(work: CoursesWork, caller: Caller, *, course: str) -> Opened:
    """A course to edit. Raises NotFound."""
    found, version = get_course(work, caller, course=course)
    return Opened(
        course=found,
        version=version,
        names=_skills_of(work, found),
        titles=_titles(work, found.after),
    )


def free_id(work: CoursesWork, _caller: Caller, *, title: str) -> str:
    """An id that no course has had, made from the title."""
    return next(each for each in course_ids_for(title) if not work.courses.version(each))


def identify_courses(
    work: CoursesWork, caller: Caller, *, typed: Sequence[tuple[str, str | None]]
) -> tuple[Identified, ...]:
    """The courses that are meant by titles or ids; each may come with one chosen before."""
    work.courses.fetch(chosen for _, chosen in typed if chosen)
    return tuple(_identified(work, caller, title, chosen) for title, chosen in typed)


def preview_course(work: CoursesWork, _caller: Caller, *, course: Course) -> Amendment:
    """What saving the course would change; to be read only, so that nothing is saved.

    Raises what check_course raises.
    """
    check_course(work, course)
    before = work.courses.get(course.course)
    known = _skills_of(work, course, before)
    return Amendment(
        before=before,
        after=course,
        version=work.courses.version(course.course),
        parts=parts_changed(before, course),
        names=known,
        titles=_titles(work, (*course.after, *(before.after if before else ()))),
    )


def preview_withdrawal(work: CoursesWork, caller: Caller, *, course: str) -> Withdrawal:
    """What withdrawing the course comes to. Raises NotFound."""
    found, version = get_course(work, caller, course=course)
    return Withdrawal(
        course=found,
        version=version,
        begun=work.training.count(begun_query(course)),
        later=work.courses.find(after_query(course), sort=[("title", 1)]),
    )


def _identified(work: CoursesWork, caller: Caller, title: str, chosen: str | None) -> Identified:
    found = identify_course(work, caller, typed=title, chosen=chosen, picked=None)
    return found if found.course else Identified(work.courses.get(title), found.candidates)


def _skills_of(work: CoursesWork, *courses: Course | None) -> Mapping[str, str]:
    """The names of the skills that the courses give or ask for."""
    known = [each for each in courses if each]
    return skill_names(
        work, (one.skill for each in known for one in (*each.outcomes, *each.prerequisites))
    )


def _titles(work: CoursesWork, courses: Iterable[str]) -> Mapping[str, str]:
    wanted = tuple(dict.fromkeys(courses))
    work.courses.fetch(wanted)
    known = {each: work.courses.get(each) for each in wanted}
    return {each: found.title if found else each for each, found in known.items()}
