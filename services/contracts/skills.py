"""What the service `skills` publishes."""

from marshmallow import fields

from services.contracts.fields import (
    Contract,
    SkillLevel,
    day,
    level,
    optional_day,
    optional_text,
    text,
)


class PersonChanged(Contract):
    """A person as the organisation knows them, with their line of managers, nearest first."""

    staff_number = text()
    name = text()
    unit = optional_text()
    role_level = optional_text()
    manager = optional_text()
    line = fields.List(fields.String(), required=True)
    starts_on = optional_day()
    leaves_on = optional_day()


class UnitChanged(Contract):
    """A unit and its path from the root, itself included."""

    unit = text()
    name = text()
    parent = optional_text()
    path = fields.List(fields.String(), required=True)


class SkillChanged(Contract):
    """A skill of the framework."""

    skill = text()
    name = text()


class RoleLevelChanged(Contract):
    """A role level and the skill levels that it requires."""

    role_level = text()
    name = text()
    role = text()
    requires = fields.List(fields.Nested(SkillLevel), required=True)


class Step(Contract):
    """From this day on these levels hold, until the next step."""

    from_ = day(data_key="from", attribute="from")
    verified = level()
    claimed = level()


class SkillSteps(Contract):
    """One skill of a person: the day of the last judgement, and the levels over time."""

    skill = text()
    judged_on = optional_day()
    steps = fields.List(fields.Nested(Step), required=True)


class WaitingClaim(Contract):
    """A claim that waits for a manager's answer."""

    skill = text()
    level = level()
    since = day()


class Exempt(Contract):
    """A skill from which a manager has excused the person, and the last day of that.

    The day has no event: whoever answers for a later day leaves the exemption out of account.
    """

    skill = text()
    until = day()


class LevelsChanged(Contract):
    """The whole skill profile of one person. Without `exempt` there are no exemptions."""

    staff_number = text()
    levels = fields.List(fields.Nested(SkillSteps), required=True)
    waiting = fields.List(fields.Nested(WaitingClaim), required=True)
    exempt = fields.List(fields.Nested(Exempt))
