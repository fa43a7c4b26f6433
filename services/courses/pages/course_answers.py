"""The form of one course of the catalogue: the questions, and what is wrong with an answer."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import HiddenField

from services.chassis.errors import DomainError
from services.chassis.fields import SLUG, Link, LongText, Text
from services.courses.domain import MODES, ChainTooLong, CircleOfCourses, Course, Mode
from services.courses.pages.course_rows import (
    ONE_LINE,
    CourseRow,
    NameRow,
    SkillRow,
    courses_in,
    each_once,
    levels_in,
    names_in,
    rows_of_levels,
)
from services.courses.schemas.catalogue import MOST_HOURS, MOST_MONTHS, MOST_PENCE
from services.courses.use_cases import Identified
from services.courses.use_cases.catalogue import ExternalIdTaken
from services.courses.use_cases.cataloguing import Opened
from services.frontend.forms import (
    ChoiceField,
    Fits,
    Form,
    LongTextField,
    Needed,
    TextField,
    choice,
)
from services.frontend.numbers import NumberField, PoundsField, WholeField
from services.frontend.rows import RowsField

MOST_ROWS = 50
AS_THEY_ARE = ("title", "provider", "summary", "hours", "cost_pence", "valid_months", "url")
PLACES = {"/after": "after", "/external_ids": "external_ids"}
REFUSED: Mapping[type[DomainError], str] = {
    CircleOfCourses: "Neither the course itself nor one that comes after it can come before it",
    ChainTooLong: "Too many courses would have to come one after the other",
    ExternalIdTaken: "Another course is called so in this system already",
}


class CourseForm(Form):
    """All that a course states. `course` is the id that a new one will have."""

    course = HiddenField()
    title = TextField(
        "Title",
        validators=[
            Needed("Enter a title"),
            Fits(Text(200), f"The title {ONE_LINE} 200 characters"),
        ],
    )
    provider = TextField(
        "Provider (optional)",
        validators=[Fits(Text(200), f"The provider {ONE_LINE} 200 characters")],
    )
    summary = LongTextField(
        "Summary (optional)",
        validators=[Fits(LongText(2000), "The summary must be at most 2,000 characters")],
    )
    mode = ChoiceField(
        "How is it taken?",
        choices=[
            *(choice(mode.value, words.capitalize()) for mode, words in MODES.items()),
            choice("", "Not stated"),
        ],
        default="",
    )
    hours = NumberField(
        "Hours (optional)",
        least=0,
        most=MOST_HOURS,
        unfit=f"Hours must be a number between 0 and {MOST_HOURS:,}",
    )
    cost_pence = PoundsField(
        "Cost for one person (optional)",
        least=0,
        most=MOST_PENCE,
        unfit=f"The cost must be an amount between £0 and £{MOST_PENCE // 100:,}, such as 480.50",
    )
    valid_months = WholeField(
        "For how many months does it count? (optional)",
        least=1,
        most=MOST_MONTHS,
        unfit=f"The months must be a whole number between 1 and {MOST_MONTHS:,}",
    )
    outcomes = RowsField(
        SkillRow,
        "Skills that it gives",
        one="skill",
        most=MOST_ROWS,
        validators=[each_once("skill", "Name each skill that it gives once")],
    )
    prerequisites = RowsField(
        SkillRow,
        "Skills to have before it (optional)",
        one="skill",
        most=MOST_ROWS,
        validators=[each_once("skill", "Name each skill to have before it once")],
    )
    after = RowsField(
        CourseRow, "Courses to finish before it (optional)", one="course", most=MOST_ROWS
    )
    url = TextField(
        "Link to its page (optional)",
        validators=[Fits(Link(), "The link must be a web address that starts with https://")],
    )
    external_ids = RowsField(
        NameRow, "What learning systems call it (optional)", one="name", most=MOST_ROWS
    )

    def offer(self, skills: Mapping[str, str]) -> None:
        """Let people choose from these skills, by id and name."""
        choices = [choice("", "Choose a skill"), *(choice(*each) for each in skills.items())]
        for row in (*self.outcomes.rows, *self.prerequisites.rows):
            field: Any = row["skill"]
            field.choices = choices

    def named(self) -> Sequence[tuple[str, str | None]]:
        """The courses to finish before it: what was typed, and the one found for it before."""
        return [(str(row.title.data), row.course.data) for row in courses_in(self.after)]

    def identify(self, found: Iterable[Identified]) -> bool:
        """Take what `named` was found to mean; whether each is one course, named once."""
        rows = courses_in(self.after)
        for row, each in zip(rows, found, strict=True):
            row.take(each)
        each_named = [row.course.data for row in rows if not row.title.errors]
        if len(set(each_named)) < len(each_named):
            self.after.errors = ["Name each course to finish before it once"]
        return not self.after.errors and not any(row.title.errors for row in rows)

    @property
    def chosen_id(self) -> str | None:
        """The id that was decided on the step before, if it can be one."""
        text = self.course.data or ""
        return text if re.fullmatch(SLUG, text) else None

    def made(self, course: str) -> Course:
        """The course of this id as the answers have it."""
        self.course.data, self.course.raw_data = course, [course]
        return Course(
            course=course,
            title=str(self.title.data),
            provider=self.provider.data,
            summary=self.summary.data,
            mode=Mode(self.mode.data) if self.mode.data else None,
            hours=self.hours.data,
            cost_pence=self.cost_pence.data,
            valid_months=self.valid_months.data,
            outcomes=levels_in(self.outcomes),
            prerequisites=levels_in(self.prerequisites),
            after=tuple(str(row.course.data) for row in courses_in(self.after)),
            url=self.url.data,
            external_ids=names_in(self.external_ids),
        )

    def say(self, error: DomainError) -> None:
        """Put what a rule refuses beside its field, in our own words."""
        said = REFUSED.get(type(error))
        self.refuse(error, PLACES, {each.pointer: said for each in error.errors} if said else {})


def form_of(opened: Opened) -> CourseForm:
    """The form filled with what is on record."""
    course = opened.course
    data: dict[str, Any] = {name: getattr(course, name) for name in AS_THEY_ARE}
    data["mode"] = course.mode or ""
    data["outcomes"] = rows_of_levels(course.outcomes)
    data["prerequisites"] = rows_of_levels(course.prerequisites)
    data["after"] = [{"course": each, "title": opened.titles[each]} for each in course.after]
    data["external_ids"] = [{"source": each.source, "id": each.id} for each in course.external_ids]
    return CourseForm(formdata=None, data=data)
