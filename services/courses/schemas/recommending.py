"""Shapes of recommendations."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load

from services.chassis.fields import NumberInQuery, Slug, WholeInQuery
from services.courses.domain import Limits
from services.courses.schemas.catalogue import MOST_HOURS, MOST_PENCE


class RecommendationsQuery(Schema):
    """Against which role level, and how much the courses may cost and last together."""

    role_level = Slug(load_default=None)
    budget_pence = WholeInQuery(0, MOST_PENCE, load_default=None)
    hours = NumberInQuery(0, MOST_HOURS, load_default=None)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
        """As the use case wants it."""
        limits = Limits(budget_pence=sent["budget_pence"], hours=sent["hours"])
        return {"role_level": sent["role_level"], "limits": limits}


class ClosingSchema(Schema):
    """What a course does to one gap."""

    skill = fields.String(required=True)
    from_level = fields.Integer(data_key="from", required=True)
    to_level = fields.Integer(data_key="to", required=True)
    required = fields.Integer(required=True)


class RecommendationSchema(Schema):
    """A course worth taking, and why."""

    course = fields.String(attribute="recommendation.course.course", required=True)
    title = fields.String(attribute="recommendation.course.title", required=True)
    provider = fields.String(
        attribute="recommendation.course.provider", required=True, allow_none=True
    )
    mode = fields.String(attribute="recommendation.course.mode", required=True, allow_none=True)
    hours = fields.Float(attribute="recommendation.course.hours", required=True, allow_none=True)
    cost_pence = fields.Integer(
        attribute="recommendation.cost_pence", required=True, allow_none=True
    )
    started = fields.Boolean(attribute="recommendation.started", required=True)
    closes = fields.List(
        fields.Nested(ClosingSchema), attribute="recommendation.closes", required=True
    )
    first = fields.List(fields.String(), attribute="recommendation.first", required=True)
    reason = fields.String(required=True)


class GapSchema(Schema):
    """A gap, at the level reached."""

    skill = fields.String(required=True)
    required = fields.Integer(required=True)
    verified = fields.Integer(
        required=True, metadata={"description": "The level held, after the recommended courses"}
    )


class ExemptSchema(Schema):
    """A required skill that the person need not have, and the last day of that."""

    skill = fields.String(required=True)
    until = fields.Date(required=True)


class RecommendationsSchema(Schema):
    """The courses in the order to take them, and what they leave open."""

    role_level = fields.String(required=True, allow_none=True)
    items = fields.List(fields.Nested(RecommendationSchema), required=True)
    unclosed = fields.List(fields.Nested(GapSchema), required=True)
    waiting = fields.List(fields.Nested(GapSchema), required=True)
    exempt = fields.List(fields.Nested(ExemptSchema), required=True)
    note = fields.String(required=True, allow_none=True)
