"""The forms of logging training: the questions, and what is wrong with an answer."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError as Unfit
from wtforms import Field, HiddenField, ValidationError

from services.chassis.context import context
from services.chassis.fields import Link, Text
from services.courses.domain import Course, Details, Outcome, Outside, State
from services.courses.schemas.catalogue import MOST_HOURS
from services.courses.use_cases import Entry
from services.frontend.forms import (
    ChoiceField,
    DayField,
    Fits,
    Form,
    ListField,
    Needed,
    TextField,
    choice,
)
from services.frontend.words import LEVELS

CHOOSE = "Choose a course from the list, or say that it is not in the list"
IN_THE_PAST = "The date you finished must be today or in the past"
NONE_OF_THESE = "none"
ROWS = range(1, 6)
NUMBER = re.compile(r"[0-9]{1,5}(\.[0-9]{1,4})?")
REFUSED = {"/completed_on": IN_THE_PAST, "/course": CHOOSE}


def hours_of(field: Field) -> float | None:
    """The number of hours in a field that has been checked."""
    return float(field.data.replace(",", "")) if field.data else None


def check_hours(_form: Any, field: Field) -> None:
    """Refuse what is no number of hours; thousands may be set off by commas."""
    if field.data is None:
        return
    text = field.data.replace(",", "")
    if not NUMBER.fullmatch(text) or float(text) > MOST_HOURS:
        raise ValidationError(f"Hours must be a number between 0 and {MOST_HOURS:,}")


def check_link(_form: Any, field: Field) -> None:
    """Refuse a link that is no https address."""
    if field.data is None:
        return
    if not field.data.startswith("https://"):
        raise ValidationError("The link must start with https://")
    try:
        Link().deserialize(field.data)
    except Unfit as error:
        raise ValidationError(
            "The link must be a web address of at most 1,000 characters, without spaces"
        ) from error


# Made before the questions that follow them: in this order a summary lists what is wrong.
COURSE_NAME = TextField(
    "Which course did you finish?", description="Start typing its name, the provider or a skill"
)
WHICH = ChoiceField("Which of these did you mean?", choices=[], validate_choice=False, default="")
TITLE = TextField(
    "What was it called?",
    validators=[
        Needed("Enter what the training was called"),
        Fits(Text(200), "What it was called must have at most 200 characters, on one line"),
    ],
)
PROVIDER = TextField(
    "Who provided it? (optional)",
    validators=[Fits(Text(200), "Who provided it must have at most 200 characters, on one line")],
)


class Answers(Form):
    """What is asked about any training that is finished."""

    finished = DayField(
        "When did you finish it?",
        unreal="The date you finished must be a real date",
        description="For example, 18 11 2026",
        validators=[Needed("Enter the date you finished")],
    )
    hours = TextField("How many hours did it take?", validators=[check_hours])
    link = TextField(
        "Link to your certificate (optional)",
        description="Your manager can confirm faster if they can see it",
        validators=[check_link],
    )

    def validate_finished(self, field: Field) -> None:
        """Refuse a day that is still to come."""
        if field.data and field.data > context().clock.today():
            raise ValidationError(IN_THE_PAST)

    def entry(self, subject: str | Outside) -> Entry:
        """What is to be logged."""
        return Entry(
            subject=subject,
            state=State.COMPLETED,
            percent=None,
            completed_on=self.finished.data,
            details=Details(hours=hours_of(self.hours), link=self.link.data),
        )


class LogForm(Answers):
    """Four questions about a course of the catalogue.

    `course` is the id that was chosen from the suggestions or on the page before; `asked` the
    words for which the choice in `which` was offered.
    """

    course_name = COURSE_NAME
    which = WHICH
    course = HiddenField()
    asked = HiddenField()

    @property
    def picked(self) -> str | None:
        """Which of the offered courses was picked, unless other words were typed since."""
        same = (self.asked.data or "") == (self.course_name.data or "")
        return (self.which.data or None) if same else None

    def take(self, course: Course) -> None:
        """Carry this course on as the one that is meant."""
        self.course_name.data, self.course.data = course.title, course.course
        self.course_name.raw_data, self.course.raw_data = [course.title], [course.course]
        self.which.data, self.which.raw_data = "", []
        self.asked.data, self.asked.raw_data = "", []


class OtherForm(Answers):
    """The same about training that is not in the catalogue, with what it gave.

    There are always `ROWS` pairs of skill and level; `shown` says how many of them are in sight.
    """

    title = TITLE
    provider = PROVIDER
    shown = HiddenField(default="1")

    def offer(self, skills: Mapping[str, str]) -> None:
        """Let people choose from these skills, by id and name."""
        for skill, _ in self.pairs():
            skill.choices = [choice("", "No skill chosen"), *map(choice, skills, skills.values())]

    def take(self, outside: Outside) -> None:
        """Fill in training that is known."""
        self.title.data, self.provider.data = outside.title, outside.provider
        for (skill, level), given in zip(self.pairs(), outside.outcomes, strict=False):
            skill.data, level.data = given.skill, str(given.level)

    def pairs(self) -> list[tuple[ListField, ListField]]:
        """All pairs of fields for a skill and its level."""
        return [(self[f"skill_{row}"], self[f"level_{row}"]) for row in ROWS]

    def in_sight(self) -> list[tuple[ListField, ListField]]:
        """The pairs to show: those that are asked for or filled."""
        filled = [row for row, pair in zip(ROWS, self.pairs(), strict=True) if pair[0].data]
        return self.pairs()[: max([self._number_shown(), *filled])]

    def show_one_more(self) -> None:
        """Show one more pair, as long as there is one."""
        number = str(min(len(self.in_sight()) + 1, len(ROWS)))
        self.shown.data, self.shown.raw_data = number, [number]

    def validate(self, *args: Any, **options: Any) -> bool:
        """Whether all is well, each skill with its level and named once among it."""
        good: bool = super().validate(*args, **options)
        return self._levels_are_well() and good

    def outside(self) -> Outside:
        """The training as the rules know it."""
        given = [(skill.data, level.data) for skill, level in self.pairs() if skill.data]
        outcomes = tuple(Outcome(skill, int(level)) for skill, level in given)
        return Outside(self.title.data or "", self.provider.data, outcomes)

    def _number_shown(self) -> int:
        text = self.shown.data or ""
        return min(int(text), len(ROWS)) if text.isdecimal() and text.isascii() else 1

    def _levels_are_well(self) -> bool:
        seen: set[str] = set()
        for skill, level in self.pairs():
            skill.errors, level.errors = list(skill.errors), list(level.errors)
            if skill.data and not level.data:
                level.errors.append("Choose the level that it gives in this skill")
            elif level.data and not skill.data:
                skill.errors.append("Choose the skill, or take the level away")
            elif skill.data and skill.data in seen:
                skill.errors.append("Choose each skill once")
            seen.add(skill.data)
        return not any(field.errors for pair in self.pairs() for field in pair)


for _row in ROWS:
    _levels = [
        choice(str(n or ""), f"{n} {LEVELS[n]}" if n else "No level chosen") for n in range(5)
    ]
    setattr(OtherForm, f"skill_{_row}", ListField("A skill that it gives", choices=[]))
    setattr(OtherForm, f"level_{_row}", ListField("The level in it", choices=_levels))
