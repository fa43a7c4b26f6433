"""Shapes of readiness and of the matrix."""

from marshmallow import Schema, fields

from services.chassis.fields import Date
from services.chassis.http import PageQuery


class DayQuery(Schema):
    """As of which day; today without one."""

    on = Date(load_default=None)


class DayPageQuery(PageQuery):
    """As of which day, and which page."""

    on = Date(load_default=None)


class Suppressible(Schema):
    """Figures that are null when so few people stand behind them that one could be picked out."""

    suppressed = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Names of the figures that are null for this reason"},
    )


class InitiativeReadinessSchema(Suppressible):
    """An initiative measured alone, and with the rest of the plan served by priority."""

    initiative = fields.String(required=True)
    title = fields.String(required=True)
    deadline = fields.Date(required=True)
    priority = fields.Integer(required=True)
    posts = fields.Integer(required=True)
    fillable = fields.Integer(required=True, allow_none=True)
    readiness = fields.Float(required=True, allow_none=True)
    fillable_in_plan = fields.Integer(required=True, allow_none=True)
    readiness_in_plan = fields.Float(required=True, allow_none=True)
    skill_coverage = fields.Float(required=True, allow_none=True)


class PlanReadinessSchema(Suppressible):
    """The initiatives in the order they are served, a page of them, and the sums of all."""

    items = fields.List(
        fields.Nested(InitiativeReadinessSchema), required=True, attribute="page.items"
    )
    next = fields.String(required=True, allow_none=True, attribute="page.next")
    posts = fields.Integer(required=True, attribute="plan.posts")
    fillable_in_plan = fields.Integer(
        required=True, allow_none=True, attribute="plan.fillable_in_plan"
    )
    readiness_in_plan = fields.Float(
        required=True, allow_none=True, attribute="plan.readiness_in_plan"
    )
    suppressed = fields.List(fields.String(), required=True, attribute="plan.suppressed")
    on = fields.Date(required=True, attribute="plan.on")
    as_of = fields.AwareDateTime(required=True, allow_none=True)


class LineSchema(Suppressible):
    """One line of posts."""

    initiative = fields.String(required=True)
    role_level = fields.String(required=True)
    unit = fields.String(required=True)
    headcount = fields.Integer(required=True)
    fillable = fields.Integer(required=True, allow_none=True)
    fillable_in_plan = fields.Integer(required=True, allow_none=True)
    meeting = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class ShortfallSchema(Schema):
    """How many more people are needed at a level of a skill."""

    skill = fields.String(required=True)
    level = fields.Integer(required=True)
    people = fields.Integer(required=True)


class InitiativePostsSchema(InitiativeReadinessSchema):
    """An initiative measured, post by post."""

    lines = fields.List(fields.Nested(LineSchema), required=True)
    missing_most = fields.List(fields.Nested(ShortfallSchema), required=True, allow_none=True)
    on = fields.Date(required=True)


class SkillTotalSchema(Suppressible):
    """A skill: whose own role needs it, and who of them holds it; in neither who is excused."""

    skill = fields.String(required=True)
    needed = fields.Integer(required=True, allow_none=True)
    held = fields.Integer(required=True, allow_none=True)


class UnitReadinessSchema(Suppressible):
    """The totals of a unit and of what lies under it."""

    unit = fields.String(required=True)
    on = fields.Date(required=True)
    people = fields.Integer(required=True, allow_none=True)
    meeting_own_role = fields.Integer(required=True, allow_none=True)
    skills = fields.List(fields.Nested(SkillTotalSchema), required=True)
    posts = fields.List(fields.Nested(LineSchema), required=True)


class CellSchema(Schema):
    """One required skill of a person."""

    skill = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    required = fields.Integer(required=True)
    verified = fields.Integer(required=True)
    claimed = fields.Integer(required=True)
    short = fields.Integer(required=True)
    exempt = fields.Date(
        required=True,
        allow_none=True,
        metadata={
            "description": "The last day on which the person is excused from this skill, null where"
            " they are not. Such a skill is neither met nor missing; `short` says how far the level"
            " is below all the same"
        },
    )


class CellCountsSchema(Schema):
    """How many of the required skills are met, missing and excused: each is one of the three."""

    met = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    exempt = fields.Integer(required=True)


class MatrixRowSchema(Schema):
    """A person and a cell for each skill that their role requires."""

    staff_number = fields.String(required=True)
    name = fields.String(required=True)
    role_level = fields.String(required=True, allow_none=True)
    counts = fields.Nested(CellCountsSchema, required=True)
    cells = fields.List(fields.Nested(CellSchema), required=True)
