"""Skills, role levels and what an import of them came to."""

from flask_smorest.fields import Upload
from marshmallow import Schema, fields

from services.chassis.imports import ImportReportSchema
from services.contracts.fields import SkillLevel


class FrameworkFilesSchema(Schema):
    """The two files as published, either or both."""

    roles = Upload()
    skills = Upload()


class FrameworkReportSchema(ImportReportSchema):
    """What came of an import, and how much the files state."""

    skills = fields.Integer(required=True)
    role_levels = fields.Integer(required=True)
    requirements = fields.Integer(required=True)


class FrameworkSchema(Schema):
    """How much the framework has; version 0 before any import."""

    version = fields.Integer(required=True)
    skills = fields.Integer(required=True)
    role_levels = fields.Integer(required=True)
    requirements = fields.Integer(required=True)
    imported_at = fields.AwareDateTime(required=True, allow_none=True)


class SkillSchema(Schema):
    """A skill."""

    skill = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)


class DescribedSkillSchema(SkillSchema):
    """A skill with what each level of it, 1 to 4, looks like."""

    levels = fields.List(fields.String(), required=True)


class RoleLevelSchema(Schema):
    """A role level and what it requires."""

    role_level = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    family = fields.String(required=True)
    requires = fields.List(fields.Nested(SkillLevel), required=True)


class DescribedRoleLevelSchema(RoleLevelSchema):
    """A role level with the descriptions of the role and of this level."""

    role_description = fields.String(required=True)
    description = fields.String(required=True)
