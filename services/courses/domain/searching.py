"""Finding a course by what people type: parts of its title, its provider or a skill."""

from collections.abc import Iterable, Mapping

from services.courses.domain.catalogue import Course, Mode
from services.courses.domain.words import hours_in_words

MODES: Mapping[Mode, str] = {
    Mode.ONLINE: "online",
    Mode.CLASSROOM: "classroom",
    Mode.BLENDED: "online and classroom",
    Mode.WORKPLACE: "at work",
}


def ranked(courses: Iterable[Course], typed: str) -> tuple[Course, ...]:
    """The courses in the order in which they are likely meant.

    First that of this very title, then titles that begin so, then those that hold it, then the
    others; what is still offered before what is not.
    """
    sought = typed.strip().casefold()

    def likely(course: Course) -> tuple[int, bool, str, str]:
        title = course.title.casefold()
        marks = (title == sought, title.startswith(sought), sought in title)
        rank = marks.index(True) if any(marks) else len(marks)
        return rank, course.withdrawn, title, course.course

    return tuple(sorted(courses, key=likely))


def named_exactly(courses: Iterable[Course], typed: str) -> Course | None:
    """The one course of this title, capitals or not; None where there are none or several."""
    sought = typed.strip().casefold()
    found = [each for each in courses if each.title.casefold() == sought]
    return found[0] if len(found) == 1 else None


def about(course: Course, names: Mapping[str, str]) -> str:
    """What tells a course from others, on one line: provider, mode, hours, what it gives."""
    parts = [
        course.provider,
        course.mode and MODES[course.mode],
        None if course.hours is None else hours_in_words(course.hours),
        _gives(course, names),
        "no longer offered" if course.withdrawn else None,
    ]
    return " · ".join(part for part in parts if part)


def _gives(course: Course, names: Mapping[str, str]) -> str | None:
    if not course.outcomes:
        return None
    levels = {one.level for one in course.outcomes}
    if len(course.outcomes) == 1:
        (one,) = course.outcomes
        return f"{names.get(one.skill, one.skill)} to level {one.level}"
    upto = "to" if len(levels) == 1 else "up to"
    return f"{len(course.outcomes)} skills {upto} level {max(levels)}"
