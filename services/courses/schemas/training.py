"""Shapes of training records."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from services.chassis.fields import (
    Date,
    Link,
    LongText,
    Number,
    Slug,
    StaffNumber,
    Text,
    Whole,
    one_of,
)
from services.chassis.http import PageQuery
from services.courses.domain import Answer, Details, Edit, LoggedBy, Outside, State
from services.courses.schemas.catalogue import (
    MOST_HOURS,
    MOST_PENCE,
    SkillLevelSchema,
    skill_levels,
)
from services.courses.use_cases import Claim, Entry

DETAILS = tuple(field.name for field in fields_of(Details))


class OutsideSchema(Schema):
    """Training that is not in the catalogue."""

    title = Text(200, required=True)
    provider = Text(200, allow_none=True, load_default=None)
    outcomes = skill_levels(load_default=list)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Outside:
        """As the rules know it."""
        return Outside(sent["title"], sent["provider"], tuple(sent["outcomes"]))


class EditSchema(Schema):
    """What is to change about a record; null clears."""

    state = one_of(*State)
    percent = Whole(0, 100, allow_none=True)
    completed_on = Date(allow_none=True)
    hours = Number(0, MOST_HOURS, allow_none=True)
    cost_pence = Whole(0, MOST_PENCE, allow_none=True)
    score = Number(0, 1, allow_none=True)
    note = LongText(2000, allow_none=True)
    link = Link(allow_none=True)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Any:
        """As the rules know it."""
        return Edit(
            said=frozenset(sent),
            state=_state(sent),
            percent=sent.get("percent"),
            completed_on=sent.get("completed_on"),
            details=details(sent),
        )


class EntrySchema(EditSchema):
    """Training to log: a course of the catalogue or outside training, and how far it is."""

    course = Slug(metadata={"examples": ["user-research-foundations"]})
    outside = fields.Nested(OutsideSchema)
    state = one_of(*State, required=True, metadata={"examples": ["enrolled"]})

    @validates_schema
    def check_subject(self, sent: Mapping[str, Any], **_: Any) -> None:
        """Refuse none and both."""
        if ("course" in sent) == ("outside" in sent):
            raise ValidationError("Name either a course or outside training.", "course")

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Any:
        """As the use case wants it."""
        return Entry(
            subject=sent["course"] if "course" in sent else sent["outside"],
            state=State(sent["state"]),
            percent=sent.get("percent"),
            completed_on=sent.get("completed_on"),
            details=details(sent),
        )


class VerdictSchema(Schema):
    """An answer to a completion."""

    verdict = one_of(
        *(Answer.ACCEPTED, Answer.REJECTED), required=True, metadata={"examples": ["accepted"]}
    )
    note = LongText(2000, allow_none=True, load_default=None)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """As the rules know it."""
        return {**sent, "verdict": Answer(sent["verdict"])}


class ConfirmationSchema(Schema):
    """Whether a completion has to be confirmed, and was."""

    state = one_of(*Answer, required=True)
    by = fields.String(required=True, allow_none=True)
    on = Date(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class TrainingSchema(Schema):
    """One attempt of one person at a course or at outside training."""

    id = fields.String(required=True)
    staff_number = StaffNumber(required=True)
    course = fields.String(required=True, allow_none=True)
    outside = fields.Nested(OutsideSchema, required=True, allow_none=True)
    title = fields.String(attribute="terms.title", required=True)
    provider = fields.String(attribute="terms.provider", required=True, allow_none=True)
    outcomes = fields.List(
        fields.Nested(SkillLevelSchema), attribute="terms.outcomes", required=True
    )
    state = one_of(*State, required=True)
    percent = fields.Integer(required=True, allow_none=True)
    completed_on = Date(required=True, allow_none=True)
    expires_on = Date(required=True, allow_none=True)
    hours = fields.Float(required=True, allow_none=True)
    cost_pence = fields.Integer(required=True, allow_none=True)
    score = fields.Float(attribute="details.score", required=True, allow_none=True)
    note = fields.String(attribute="details.note", required=True, allow_none=True)
    link = fields.String(attribute="details.link", required=True, allow_none=True)
    logged_on = Date(required=True)
    logged_by = one_of(*LoggedBy, required=True)
    confirmation = fields.Nested(ConfirmationSchema, required=True)


class ClaimSchema(TrainingSchema):
    """A completion that waits for an answer, with the name of the person."""

    name = fields.String(required=True)

    def get_attribute(self, obj: Claim, attr: str, default: Any) -> Any:
        """The person's name from the person, the rest from the record."""
        source = obj.person if attr == "name" else obj.record
        return super().get_attribute(source, attr, default)


class ClaimsQuery(PageQuery):
    """Which claims: those that wait for the caller as the nearest manager, or all of their line."""

    whole_line = fields.Boolean(
        data_key="all", load_default=False, truthy={"true"}, falsy={"false"}
    )


def details(sent: Mapping[str, Any]) -> Details:
    """What is said beside the fact itself."""
    return Details(**{name: sent[name] for name in DETAILS if name in sent})


def _state(sent: Mapping[str, Any]) -> State | None:
    return State(sent["state"]) if "state" in sent else None
