"""Exemptions from required skills."""

from marshmallow import Schema, fields

from services.chassis.fields import Date, Text
from services.skills.domain import MOST_YEARS_EXEMPT

LAST_DAY = f"The last day it holds: today or later, at most {MOST_YEARS_EXEMPT} years ahead"


class ExemptionSchema(Schema):
    """Leave for a person to lack a required skill, given by a manager."""

    staff_number = fields.String(dump_only=True, required=True)
    skill = fields.String(dump_only=True, required=True)
    reason = Text(500, required=True)
    until = Date(required=True, metadata={"description": LAST_DAY})
    granted_by = fields.String(dump_only=True, required=True)
    granted_on = fields.Date(
        dump_only=True, required=True, metadata={"description": "The first day it holds"}
    )


class ExemptionsSchema(Schema):
    """All exemptions of a person, by skill; they come whole."""

    items = fields.List(fields.Nested(ExemptionSchema), required=True)
    next = fields.String(required=True, allow_none=True)
