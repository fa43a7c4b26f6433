"""What the service `reporting` publishes."""

from marshmallow import fields, validate

from services.contracts.fields import Contract, Whole, day, optional_day, optional_text, text


class Post(Contract):
    """So many people of one role level, wanted in one unit."""

    role_level = text()
    unit = text()
    headcount = Whole(required=True, validate=validate.Range(min=1))


class InitiativeChanged(Contract):
    """An initiative of the digital plan."""

    initiative = text()
    title = text()
    summary = optional_text()
    starts_on = optional_day()
    deadline = day()
    priority = Whole(required=True)
    budget_pence = Whole(allow_none=True, load_default=None)
    posts = fields.List(fields.Nested(Post), required=True)
