"""What a person chooses of the courses that they are offered: enrol, not for me, show again."""

from collections.abc import Sequence

from services.chassis.access import Caller
from services.courses import policy
from services.courses.domain import Details, Hidden, State
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise
from services.courses.use_cases.catalogue import course as get_course
from services.courses.use_cases.training import Entry, log_training


def enrol(work: CoursesWork, caller: Caller, *, staff_number: str, courses: Sequence[str]) -> None:
    """Enrol on each of the courses; where an attempt is open it stays. They are hidden no more.

    Raises UnknownCourse, and CourseWithdrawn.
    """
    for course in courses:
        entry = Entry(
            subject=course,
            state=State.ENROLLED,
            percent=None,
            completed_on=None,
            details=Details(),
        )
        log_training(work, caller, staff_number=staff_number, entry=entry)
    _keep(work, hidden_of(work, staff_number).showing(courses))


def hide_course(work: CoursesWork, caller: Caller, *, staff_number: str, course: str) -> None:
    """Recommend the course to this person no more. Raises NotFound."""
    authorise(work, caller, policy.HIDE_COURSES, staff_number)
    get_course(work, caller, course=course)
    _keep(work, hidden_of(work, staff_number).hiding(course))


def show_hidden(work: CoursesWork, caller: Caller, *, staff_number: str) -> None:
    """Recommend again what the person had hidden."""
    authorise(work, caller, policy.HIDE_COURSES, staff_number)
    _keep(work, Hidden(staff_number))


def hidden_of(work: CoursesWork, staff_number: str) -> Hidden:
    """The courses that the person has hidden."""
    return work.hidden.get(staff_number) or Hidden(staff_number)


def _keep(work: CoursesWork, hidden: Hidden) -> None:
    if hidden != hidden_of(work, hidden.staff_number):
        work.hidden.put(hidden)
