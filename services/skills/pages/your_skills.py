"""Your skills: am I good enough for my role, and what is missing?"""

from flask import Response, g, request

from services.chassis.context import read
from services.chassis.errors import NotFound
from services.frontend.downloads import as_csv
from services.frontend.pages import allow, page
from services.skills import policy
from services.skills.pages.routes import pages
from services.skills.use_cases.choosing import find_roles
from services.skills.use_cases.people import UnknownRoleLevel
from services.skills.use_cases.standing import COLUMNS, Standing, get_standing, rows


@pages.get("/")
@allow(policy.STATE_OWN)
def your_skills() -> Response:
    """The person's own skills beside their role, or beside `role_level` of the query."""
    return page("skills/your-skills.html", standing=_standing())


@pages.get("/your-skills.csv")
@allow(policy.STATE_OWN)
def your_skills_file() -> Response:
    """The same as a file."""
    return as_csv("your-skills.csv", COLUMNS, rows(_standing()))


@pages.get("/roles")
@allow(policy.READ_FRAMEWORK)
def roles() -> Response:
    """Role levels to look at, found by `q`."""
    q = request.args.get("q", "").strip()
    return page("skills/roles.html", roles=read(find_roles, q=q), q=q)


def _standing() -> Standing:
    """Raises NotFound for a role level that is not there."""
    try:
        return read(
            get_standing,
            staff_number=g.principal.staff_number,
            role_level=request.args.get("role_level") or None,
        )
    except UnknownRoleLevel as error:
        raise NotFound("There is no such role.") from error
