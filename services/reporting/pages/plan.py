"""Digital plan and its initiatives: can we do what we promised, and what do we do about it?"""

from flask import Response, request, url_for

from services.chassis.context import context, read_within
from services.frontend.importing import imported
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.pages.live import fresh, newer
from services.reporting.pages.routes import pages
from services.reporting.use_cases.overview import initiative_overview, plan_overview

SECONDS = 10.0
"""For reading and measuring, which waits for no database but takes a busy machine a while."""
DONE = frozenset({"added", "changed", "removed", "same"})
"""What a page says was done, of what the address says."""


@pages.get("/plan")
@allow(policy.READ_READINESS)
def plan() -> Response:
    """How ready each initiative of the plan is, and what is missing most."""
    now = fresh()
    return page(
        "reporting/plan.html",
        fresh=now,
        live=url_for("pages.plan_figures"),
        seen=read_within(SECONDS, plan_overview),
        done=_done(),
        imported=imported(),
    )


@pages.get("/plan/figures")
@allow(policy.READ_READINESS, by_itself=True)
def plan_figures() -> Response:
    """The figures of the plan that are newer than those of an open page."""
    return newer(
        "reporting/plan-figures.html",
        lambda: read_within(SECONDS, plan_overview),
        live=url_for("pages.plan_figures"),
    )


@pages.get("/plan/how")
@allow(policy.READ_READINESS)
def how() -> Response:
    """How readiness is worked out, in plain words."""
    return page("reporting/plan-how.html")


@pages.get("/plan/<slug:initiative>")
@allow(policy.READ_READINESS)
def initiative(initiative: str) -> Response:
    """One initiative: how ready it is, what would raise it most, its posts one by one."""
    now = fresh()
    return page(
        "reporting/initiative.html",
        fresh=now,
        live=url_for("pages.initiative_figures", initiative=initiative),
        seen=read_within(SECONDS, initiative_overview, initiative=initiative),
        today=context().clock.today(),
        done=_done(),
    )


@pages.get("/plan/<slug:initiative>/figures")
@allow(policy.READ_READINESS, by_itself=True)
def initiative_figures(initiative: str) -> Response:
    """The figures of an initiative that are newer than those of an open page."""
    return newer(
        "reporting/initiative-figures.html",
        lambda: read_within(SECONDS, initiative_overview, initiative=initiative),
        live=url_for("pages.initiative_figures", initiative=initiative),
    )


def _done() -> str:
    said = request.args.get("done", "")
    return said if said in DONE else ""
