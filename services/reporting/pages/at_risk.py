"""At risk: what may the team soon not be able to do?"""

from flask import Response, request

from services.chassis.context import caller, read
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.pages.routes import pages
from services.reporting.use_cases.team import see_risks


@pages.get("/at-risk")
@allow(policy.READ_MATRIX)
def at_risk() -> Response:
    """Skills that one person holds or nobody, what runs out, and posts that stay empty."""
    said = request.args
    risks = read(see_risks, unit=said.get("unit") or None, below=bool(said.get("below")))
    return page("reporting/at-risk.html", risks=risks, sight=risks.sight, today=caller().today)
