"""Shapes of the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate

from services.chassis.fields import (
    Link,
    LongText,
    Number,
    Slug,
    Text,
    Whole,
    WholeInQuery,
    level,
    one_of,
)
from services.chassis.http import PageQuery
from services.chassis.tables import rearmed
from services.courses.domain import Course, ExternalId, Mode, Outcome

MOST_HOURS = 10_000
MOST_PENCE = 1_000_000_000
MOST_MONTHS = 1_200
SOME = validate.Length(max=50, error="Must have at most 50 entries.")


class SkillLevelSchema(Schema):
    """A level in a skill."""

    skill = Slug(required=True, metadata={"examples": ["user-research"]})
    level = level(1, required=True, metadata={"examples": [2]})

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Outcome:
        """As the rules know it."""
        return Outcome(**sent)


class ExternalIdSchema(Schema):
    """What another system calls the course."""

    source = Text(500, required=True)
    id = Text(200, required=True)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> ExternalId:
        """As the rules know it."""
        return ExternalId(**sent)


def each_skill_once(outcomes: Sequence[Outcome]) -> None:
    """Refuse a skill that is named twice."""
    skills = [outcome.skill for outcome in outcomes]
    for place, skill in enumerate(skills):
        if skill in skills[:place]:
            raise ValidationError({place: {"skill": ["Must be named once."]}})


def each_once(values: Sequence[Any]) -> None:
    """Refuse an entry that stands there twice."""
    for place, value in enumerate(values):
        if value in values[:place]:
            raise ValidationError({place: ["Must stand there once."]})


def skill_levels(**kwargs: Any) -> fields.List[Any]:
    """A list of skills with levels, each skill once."""
    return fields.List(fields.Nested(SkillLevelSchema), validate=[SOME, each_skill_once], **kwargs)


class CourseSchema(Schema):
    """A course of the catalogue."""

    course = Slug(dump_only=True)
    title = Text(200, required=True, metadata={"examples": ["Foundations of user research"]})
    provider = Text(
        200, allow_none=True, load_default=None, metadata={"examples": ["Aldermere Academy"]}
    )
    summary = LongText(2000, allow_none=True, load_default=None)
    mode = one_of(*Mode, allow_none=True, load_default=None)
    hours = Number(0, MOST_HOURS, allow_none=True, load_default=None)
    cost_pence = Whole(0, MOST_PENCE, allow_none=True, load_default=None)
    valid_months = Whole(1, MOST_MONTHS, allow_none=True, load_default=None)
    outcomes = skill_levels(required=True)
    prerequisites = skill_levels(load_default=list)
    after = fields.List(
        Slug(), validate=[SOME, each_once], load_default=list, metadata={"uniqueItems": True}
    )
    url = Link(allow_none=True, load_default=None)
    external_ids = fields.List(
        fields.Nested(ExternalIdSchema),
        validate=[SOME, each_once],
        load_default=list,
        metadata={"uniqueItems": True},
    )
    withdrawn = fields.Boolean(dump_only=True)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """The fields of a course, as the rules know them."""
        lists = ("outcomes", "prerequisites", "after", "external_ids")
        mode = sent["mode"] and Mode(sent["mode"])
        return {**sent, "mode": mode} | {name: tuple(sent[name]) for name in lists}


class CourseRowSchema(CourseSchema):
    """A course as a row of a CSV file."""

    course = Slug(required=True)

    @pre_load
    def read(self, sent: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """Texts without the apostrophe that keeps a spreadsheet from running them.

        The column of outcomes has to be there, but a course may have none.
        """
        cells = {name: rearmed(v) if isinstance(v, str) else v for name, v in sent.items()}
        return {"outcomes": [], **cells}

    @post_load
    def build(self, sent: Mapping[str, Any], **options: Any) -> Any:
        """The course."""
        return Course(**super().build(sent, **options))


class CoursesQuery(PageQuery):
    """Which courses: words in title, provider or summary; what they give at least."""

    q = LongText(200)
    skill = Slug()
    level = WholeInQuery(1, 4)
