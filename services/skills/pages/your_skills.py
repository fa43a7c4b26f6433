"""Your skills: am I good enough for my role, and what is missing?"""

from flask import Response, g, request

from services.chassis.context import read
from services.frontend.pages import allow, page
from services.skills import policy
from services.skills.pages.routes import pages
from services.skills.use_cases.standing import get_standing


@pages.get("/")
@allow(policy.STATE_OWN)
def your_skills() -> Response:
    """The person's own skills beside their role, or beside `role_level` of the query."""
    standing = read(
        get_standing,
        staff_number=g.principal.staff_number,
        role_level=request.args.get("role_level") or None,
    )
    return page("skills/your-skills.html", standing=standing)
