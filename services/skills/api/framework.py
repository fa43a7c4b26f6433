"""Routes about the framework."""

from typing import Any

from services.chassis.context import read
from services.chassis.http import PageQuery, allow, etag, page_schema, versioned
from services.chassis.import_routes import DryRunQuery, content_of, run_import
from services.skills import policy
from services.skills.api.routes import api
from services.skills.schemas.framework import (
    DescribedRoleLevelSchema,
    DescribedSkillSchema,
    FrameworkFilesSchema,
    FrameworkReportSchema,
    FrameworkSchema,
    RoleLevelSchema,
    SkillSchema,
)
from services.skills.use_cases import framework


@api.route("/framework/imports", methods=["POST"])
@allow(policy.WRITE_FRAMEWORK)
@api.arguments(DryRunQuery, location="query")
@api.arguments(FrameworkFilesSchema, location="files")
@api.response(200, FrameworkReportSchema)
def import_framework(query: dict[str, Any], files: dict[str, Any]) -> Any:
    """Add and change skills and role levels from the files as published."""
    given = {name: content_of(file) for name, file in files.items()}
    return run_import(
        query["dry_run"],
        framework.import_framework,
        roles=given.get("roles"),
        skills=given.get("skills"),
    )


@api.route("/framework", methods=["GET"])
@allow(policy.READ_FRAMEWORK)
@versioned
@api.response(200, FrameworkSchema)
def get_framework() -> Any:
    """How much the framework has, and when it was imported."""
    found = read(framework.get_framework)
    return found, 200, etag(found.version)


@api.route("/skills", methods=["GET"])
@allow(policy.READ_FRAMEWORK)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(SkillSchema))
def list_skills(query: dict[str, Any]) -> Any:
    """All skills."""
    return read(framework.find_skills, wanted=query["page"])


@api.route("/skills/<slug:skill>", methods=["GET"])
@allow(policy.READ_FRAMEWORK)
@versioned
@api.response(200, DescribedSkillSchema)
def get_skill(skill: str) -> Any:
    """A skill with its descriptors."""
    found = read(framework.get_skill, skill=skill)
    return found.thing, 200, etag(found.version)


@api.route("/role-levels", methods=["GET"])
@allow(policy.READ_FRAMEWORK)
@api.arguments(PageQuery, location="query")
@api.response(200, page_schema(RoleLevelSchema))
def list_role_levels(query: dict[str, Any]) -> Any:
    """All role levels with what they require."""
    return read(framework.find_role_levels, wanted=query["page"])


@api.route("/role-levels/<slug:role_level>", methods=["GET"])
@allow(policy.READ_FRAMEWORK)
@versioned
@api.response(200, DescribedRoleLevelSchema)
def get_role_level(role_level: str) -> Any:
    """A role level with its descriptions."""
    found = read(framework.get_role_level, role_level=role_level)
    return found.thing, 200, etag(found.version)
