"""Levels and gaps of a person on a day."""

from marshmallow import Schema, fields

from services.chassis.fields import Date, Slug


class DayQuery(Schema):
    """As of which day; today without one."""

    on = Date(load_default=None)


class GapsQuery(DayQuery):
    """Against which role level; the person's own without one."""

    role_level = Slug(load_default=None)


class LevelSchema(Schema):
    """The levels in one skill on a day; `evidence` is what decided the verified one."""

    skill = fields.String(required=True)
    name = fields.String(required=True)
    verified = fields.Integer(required=True, attribute="decision.verified")
    claimed = fields.Integer(required=True, attribute="decision.claimed")
    since = fields.Date(attribute="decision.since", required=True, allow_none=True)
    expires_on = fields.Date(attribute="decision.expires_on", required=True, allow_none=True)
    evidence = fields.String(
        attribute="decision.by.id", dump_default=None, required=True, allow_none=True
    )
    reason = fields.String(required=True)


class LevelsSchema(Schema):
    """All levels of a person on a day; they come whole."""

    items = fields.List(fields.Nested(LevelSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class GapSchema(Schema):
    """What a role level requires in one skill, and what is there."""

    skill = fields.String(required=True, attribute="gap.skill")
    name = fields.String(required=True)
    required = fields.Integer(required=True, attribute="gap.required")
    verified = fields.Integer(required=True, attribute="gap.verified")
    claimed = fields.Integer(required=True, attribute="gap.claimed")
    short = fields.Integer(required=True, attribute="gap.short")
    exempt = fields.Date(
        required=True,
        allow_none=True,
        attribute="gap.exempt",
        metadata={
            "description": "The last day on which the person is excused from this skill, null where"
            " they are not on the day asked for. Such a skill is neither met nor missing;"
            " `short` says how far the level is below all the same"
        },
    )
    reason = fields.String(required=True)


class CountsSchema(Schema):
    """How many of the required skills are met, missing and excused: each is one of the three."""

    met = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    exempt = fields.Integer(required=True)


class GapsSchema(Schema):
    """Every skill that the role level requires; nothing where the person has no role level."""

    on = fields.Date(required=True)
    role_level = fields.String(required=True, allow_none=True)
    counts = fields.Nested(CountsSchema, required=True)
    items = fields.List(fields.Nested(GapSchema), required=True)
    next = fields.String(required=True, allow_none=True)
