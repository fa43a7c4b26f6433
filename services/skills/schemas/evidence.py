"""Evidence, claims and the answers to them."""

from typing import Any

from marshmallow import Schema, fields, post_load

from services.chassis.fields import Date, Link, LongText, Slug, Text, level, one_of
from services.chassis.http import PageQuery
from services.skills.domain import Source, State
from services.skills.use_cases.evidence import Statement


class StatementSchema(Schema):
    """What somebody states about a person's level; observed today unless it says when."""

    skill = Slug(required=True)
    level = level(required=True)
    source = one_of("self", "manager", "credential", required=True)
    title = Text(200, allow_none=True, metadata={"description": "A credential must have one"})
    observed_on = Date(allow_none=True)
    expires_on = Date(allow_none=True, metadata={"description": "The last day it counts"})
    note = LongText(2000, allow_none=True)
    link = Link(allow_none=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Statement:
        """Make it one value."""
        return Statement(**{**data, "source": Source(data["source"])})


class AnswerSchema(Schema):
    """A manager's answer to a claim."""

    verdict = one_of("accepted", "rejected", required=True)
    level = level(allow_none=True, load_default=None)
    note = LongText(2000, allow_none=True, load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Name the verdict as the rules do."""
        return {**data, "verdict": State(data["verdict"])}


class VerdictSchema(Schema):
    """The answer that a claim was given."""

    verdict = fields.Enum(State, by_value=fields.String, required=True)
    by = fields.String(required=True)
    on = fields.Date(required=True)
    level = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class EvidenceSchema(Schema):
    """One statement about a person's level in a skill."""

    id = fields.String(required=True)
    staff_number = fields.String(required=True)
    skill = fields.String(required=True)
    level = fields.Integer(required=True)
    source = fields.Enum(Source, by_value=fields.String, required=True)
    title = fields.String(required=True, allow_none=True)
    observed_on = fields.Date(required=True)
    expires_on = fields.Date(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    link = fields.String(required=True, allow_none=True)
    state = fields.Enum(State, by_value=fields.String, required=True)
    author = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    verdict = fields.Nested(VerdictSchema, required=True, allow_none=True)
    training = fields.String(required=True, allow_none=True)


class ClaimSchema(EvidenceSchema):
    """A claim that waits, with the name of the person and the day since when."""

    name = fields.String(required=True)
    since = fields.Date(required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Read the evidence as if it were the claim's own."""
        if attr == "name":
            return obj.name
        named = "recorded_on" if attr == "since" else attr
        return super().get_attribute(obj.evidence, named, default)


class ClaimsQuery(PageQuery):
    """Which claims: those the caller is nearest to, or (`all`) of the whole line."""

    all = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})

    @post_load
    def name(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Name it as the use case does."""
        return {"whole_line": data.pop("all"), **data}
