"""Who can help: who holds a skill, among those whom one may see?"""

from flask import Response, request

from services.chassis.context import read
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.pages.routes import pages
from services.reporting.use_cases.team import find_help

LEVELS = range(1, 5)
USUAL = 2


@pages.get("/who-can-help")
@allow(policy.READ_MATRIX)
def who_can_help() -> Response:
    """Find people by skill and level."""
    said = request.args
    level = said.get("level", USUAL, type=int)
    level = level if level in LEVELS else USUAL
    skill, unit = said.get("skill") or None, said.get("unit") or None
    found = read(find_help, skill=skill, level=level, unit=unit)
    return page(
        "reporting/who-can-help.html",
        help=found,
        sight=found.sight,
        level=level,
        asked=skill is not None,
    )
