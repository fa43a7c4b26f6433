"""The catalogue: courses, what they give, what they ask for, and which must come before which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.chassis.errors import DomainError

LONGEST_CHAIN = 50


class Mode(StrEnum):
    """How a course is taken."""

    ONLINE = "online"
    CLASSROOM = "classroom"
    BLENDED = "blended"
    WORKPLACE = "workplace"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A level (1 to 4) in a skill that a course gives, or asks for as a prerequisite."""

    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class ExternalId:
    """What another system (`source`, a URI) calls the course."""

    source: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course of the catalogue. Hours and cost are None where nobody has stated them."""

    course: str
    title: str
    outcomes: tuple[Outcome, ...]
    provider: str | None = None
    summary: str | None = None
    mode: Mode | None = None
    hours: float | None = None
    cost_pence: int | None = None
    valid_months: int | None = None
    prerequisites: tuple[Outcome, ...] = ()
    after: tuple[str, ...] = ()
    url: str | None = None
    external_ids: tuple[ExternalId, ...] = ()
    withdrawn: bool = False


class UnknownPredecessor(DomainError):
    """`after` names a course that is not in the catalogue."""


class CircleOfCourses(DomainError):
    """A course would have to come after itself."""


class ChainTooLong(DomainError):
    """More courses would have to come one after the other than anybody can follow."""


def check_after(course: Course, *, after_of: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse `after` where it names an unknown course, closes a circle or runs too deep.

    `after_of` is the catalogue as it would stand with this change: every course's own `after`,
    withdrawn courses among them.
    """
    for place, earlier in enumerate(course.after):
        pointer = f"/after/{place}"
        if earlier == course.course:
            raise CircleOfCourses(
                "A course cannot come after itself.", pointer=pointer, value=earlier
            )
        if earlier not in after_of:
            raise UnknownPredecessor(
                "There is no such course in the catalogue.", pointer=pointer, value=earlier
            )
        _walk_back(course.course, earlier, after_of, pointer=pointer)


def _walk_back(
    course: str, earlier: str, after_of: Mapping[str, tuple[str, ...]], *, pointer: str
) -> None:
    # Whole generations at a time, so that many ways to one course are walked once.
    generation, seen = {earlier}, set[str]()
    for _ in range(LONGEST_CHAIN):
        if course in generation:
            raise CircleOfCourses(
                f"“{course}” would come after itself: “{earlier}” already comes after it.",
                pointer=pointer,
                value=earlier,
            )
        seen |= generation
        generation = {before for one in generation for before in after_of.get(one, ())} - seen
        if not generation:
            return
    raise ChainTooLong(
        f"At most {LONGEST_CHAIN} courses may have to come one after the other.",
        pointer=pointer,
        value=earlier,
    )
