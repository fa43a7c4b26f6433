"""Rows of the form of a course: levels in skills, other courses, names in learning systems."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import HiddenField, ValidationError

from services.chassis.fields import Text
from services.courses.domain import ExternalId, Outcome
from services.courses.use_cases import Identified
from services.frontend.forms import Fits, ListField, Needed, TextField, choice
from services.frontend.rows import Row, RowsField
from services.frontend.words import LEVELS

MOST_GUESSES = 3
ONE_LINE = "must be one line of at most"


def each_once(name: str, sentence: str) -> Callable[[Any, RowsField], None]:
    """Refuses rows that say the same as an earlier one in the field of this name."""

    def check(_form: Any, field: RowsField) -> None:
        said = [row[name].data for row in field.filled if row[name].data]
        if len(set(said)) < len(said):
            raise ValidationError(sentence)

    return check


class SkillRow(Row):
    """A level in a skill."""

    skill = ListField("Skill", choices=[], validators=[Needed("Choose the skill")])
    level = ListField(
        "Level",
        choices=[
            choice("", "Choose a level"),
            *(choice(str(n), f"{n} {LEVELS[n].capitalize()}") for n in range(1, 5)),
        ],
        validators=[Needed("Choose the level")],
    )


class CourseRow(Row):
    """Another course; `course` is the id of the one that was found by the title before."""

    title = TextField("Title of the course")
    course = HiddenField()

    @property
    def is_empty(self) -> bool:
        """Whether there is no title: the id alone means nothing."""
        return not self.title.data

    def take(self, found: Identified) -> None:
        """Carry the course on that is meant, or say that none is."""
        if found.course is None:
            self.title.errors = [_unknown(self.title.data, found)]
            return
        self.title.data, self.title.raw_data = found.course.title, [found.course.title]
        self.course.data, self.course.raw_data = found.course.course, [found.course.course]


class NameRow(Row):
    """What a learning system calls the course."""

    source = TextField(
        "Learning system",
        validators=[
            Needed("Enter the address of the learning system"),
            Fits(Text(500), f"The address of the learning system {ONE_LINE} 500 characters"),
        ],
    )
    id = TextField(
        "What it calls the course",
        validators=[
            Needed("Enter what the learning system calls the course"),
            Fits(Text(200), f"What it calls the course {ONE_LINE} 200 characters"),
        ],
    )


def levels_in(field: RowsField) -> tuple[Outcome, ...]:
    """The levels in skills of the filled rows."""
    return tuple(Outcome(row["skill"].data, int(row["level"].data)) for row in field.filled)


def names_in(field: RowsField) -> tuple[ExternalId, ...]:
    """The names in learning systems of the filled rows, each once."""
    names = (ExternalId(row["source"].data, row["id"].data) for row in field.filled)
    return tuple(dict.fromkeys(names))


def courses_in(field: RowsField) -> list[CourseRow]:
    """The filled rows of courses."""
    return [row for row in field.filled if isinstance(row, CourseRow)]


def rows_of_levels(outcomes: Iterable[Outcome]) -> list[dict[str, str]]:
    """What rows show of levels in skills."""
    return [{"skill": one.skill, "level": str(one.level)} for one in outcomes]


def _unknown(typed: str | None, found: Identified) -> str:
    """Why what was typed names no course, and which could be meant."""
    same = [each.course for each in found.candidates if each.course.title == typed]
    if len(same) > 1:
        ids = _either([course.course for course in same])
        return f"Several courses have this title. Enter what it is called in files: {ids}"
    guesses = [f"“{each.course.title}”" for each in found.candidates[:MOST_GUESSES]]
    if not guesses:
        return f"There is no course called “{typed}”"
    return f"There is no course called “{typed}”. Did you mean {_either(guesses)}?"


def _either(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
