"""What the service `courses` publishes."""

from marshmallow import fields, validate

from services.contracts.fields import (
    Contract,
    SkillLevel,
    Whole,
    day,
    optional_day,
    optional_text,
    text,
)

STATES = ("enrolled", "in-progress", "completed", "withdrawn")
CONFIRMATIONS = ("not-needed", "waiting", "accepted", "rejected")


class ExternalId(Contract):
    """The name that another system has for a course."""

    source = text()
    id = text()


class CourseChanged(Contract):
    """A course of the catalogue; withdrawn ones take no new enrolment."""

    course = text()
    title = text()
    provider = optional_text()
    summary = optional_text()
    mode = optional_text()
    hours = fields.Float(allow_none=True, load_default=None)
    cost_pence = Whole(allow_none=True, load_default=None)
    valid_months = Whole(allow_none=True, load_default=None)
    outcomes = fields.List(fields.Nested(SkillLevel), required=True)
    prerequisites = fields.List(fields.Nested(SkillLevel), required=True)
    after = fields.List(fields.String(), required=True)
    url = optional_text()
    external_ids = fields.List(fields.Nested(ExternalId), required=True)


class TrainingChanged(Contract):
    """One attempt of one person at a course or at outside training, as it stands now."""

    training = text()
    staff_number = text()
    course = optional_text()
    title = text()
    state = text(validate=validate.OneOf(STATES))
    percent = Whole(allow_none=True, load_default=None, validate=validate.Range(0, 100))
    completed_on = optional_day()
    expires_on = optional_day()
    logged_on = day()
    outcomes = fields.List(fields.Nested(SkillLevel), required=True)
    confirmation = text(validate=validate.OneOf(CONFIRMATIONS))
