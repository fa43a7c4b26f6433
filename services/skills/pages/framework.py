"""The framework: what skills and roles there are, and what each thing means."""

from flask import Response, g, request

from services.chassis.context import read
from services.frontend.importing import imported
from services.frontend.pages import allow, page
from services.skills import policy
from services.skills.pages.routes import pages
from services.skills.use_cases.framework_pages import describe_role, describe_skill, look_up


@pages.get("/framework")
@allow(policy.READ_FRAMEWORK)
def framework() -> Response:
    """Skills and role levels, found by `q`."""
    return _framework(admin=False)


@pages.get("/admin/framework")
@allow(policy.WRITE_FRAMEWORK)
def admin_framework() -> Response:
    """The same for those who bring it in."""
    return _framework(admin=True)


@pages.get("/framework/skills/<slug:skill>")
@allow(policy.READ_FRAMEWORK)
def framework_skill(skill: str) -> Response:
    """A skill, what its levels mean and which roles require it."""
    return page("skills/framework-skill.html", found=read(describe_skill, skill=skill))


@pages.get("/framework/roles/<slug:role_level>")
@allow(policy.READ_FRAMEWORK)
def framework_role(role_level: str) -> Response:
    """A role level and what it requires."""
    found = read(describe_role, role_level=role_level)
    return page(
        "skills/framework-role.html",
        found=found,
        staff=g.principal.staff_number is not None,
        keeps=policy.WRITE_PEOPLE.may_ever(g.principal),
    )


def _framework(*, admin: bool) -> Response:
    q = request.args.get("q", "").strip()
    found = read(look_up, q=q)
    return page("skills/framework.html", found=found, q=q, admin=admin, imported=imported())
