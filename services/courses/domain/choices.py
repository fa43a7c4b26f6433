"""What a person has chosen not to be offered."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from services.courses.domain.catalogue import Course


@dataclass(frozen=True, slots=True)
class Hidden:
    """The courses that a person said are not for them."""

    staff_number: str
    courses: tuple[str, ...] = ()

    def hiding(self, course: str) -> "Hidden":
        """With this course among them."""
        return replace(self, courses=tuple(sorted({*self.courses, course})))

    def showing(self, courses: Iterable[str]) -> "Hidden":
        """Without these courses."""
        return replace(self, courses=tuple(sorted({*self.courses} - {*courses})))


def offered(
    catalogue: Iterable[Course], *, leave_out: Container[str], done: Container[str]
) -> tuple[Course, ...]:
    """The catalogue without the courses to leave out and those that have to come after them.

    What the person has completed before, or nobody can take any more, holds nothing back.
    """
    all_of_it = tuple(catalogue)
    left = {each.course: each for each in all_of_it if each.course not in leave_out}
    gone = {each.course for each in all_of_it if each.course in leave_out and not each.withdrawn}
    while blocked := {name for name in gone if name not in done}:
        gone = {name for name, each in left.items() if blocked.intersection(each.after)}
        for name in gone:
            del left[name]
    return tuple(left.values())
