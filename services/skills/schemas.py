"""Shapes of requests and answers of skills."""

from marshmallow import Schema, fields

from services.chassis.fields import Date, Email, Slug, StaffNumber, Text


class PersonSchema(Schema):
    """Someone on the staff."""

    staff_number = StaffNumber(dump_only=True)
    name = Text(200, required=True)
    email = Email(allow_none=True, load_default=None)
    unit = Slug(allow_none=True, load_default=None)
    role_level = Slug(allow_none=True, load_default=None)
    manager = StaffNumber(allow_none=True, load_default=None)
    starts_on = Date(allow_none=True, load_default=None)
    leaves_on = Date(allow_none=True, load_default=None)


class LevelSchema(Schema):
    """The level in one skill on a day."""

    skill = fields.String(required=True)
    verified = fields.Integer(required=True)
    claimed = fields.Integer(required=True)


class LevelsSchema(Schema):
    """The levels of a person on a day."""

    items = fields.List(fields.Nested(LevelSchema), required=True)


class DayQuery(Schema):
    """As of which day."""

    on = Date(load_default=None)
