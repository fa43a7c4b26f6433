"""History of changes: who changed the plan when, and what it was before and after."""

from flask import Response, request

from services.chassis.context import read
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.pages.routes import pages
from services.reporting.use_cases.plan_history import plan_history as changes


@pages.get("/plan/history")
@allow(policy.READ_READINESS)
def plan_history() -> Response:
    """The changes of the whole plan, also of what is no longer in it."""
    return _page(None)


@pages.get("/plan/<slug:initiative>/history")
@allow(policy.READ_READINESS)
def initiative_history(initiative: str) -> Response:
    """The changes of one initiative."""
    return _page(initiative)


def _page(initiative: str | None) -> Response:
    seen = read(changes, initiative=initiative, behind=request.args.get("behind"))
    return page("reporting/plan-history.html", seen=seen, initiative=initiative)
