"""For you to do: what is mine to do today?"""

from zoneinfo import ZoneInfo

from flask import Response

from services.chassis.context import caller, context, read_within
from services.frontend.pages import allow, page
from services.reporting import policy
from services.reporting.pages.plan import SECONDS
from services.reporting.pages.routes import pages
from services.reporting.pages.to_do_words import say, when
from services.reporting.use_cases.to_do import to_do

NOON, EVENING = 12, 18


@pages.get("/")
@allow(policy.SEE_ONESELF)
def for_you_to_do() -> Response:
    """What is for the person who is signed in, and where they and their team stand."""
    found = read_within(SECONDS, to_do)  # a lead's measures the plan
    today = caller().today
    return page(
        "reporting/for-you-to-do.html",
        found=found,
        tasks=[(say(task), when(task, today)) for task in found.tasks],
        greeting=_greeting(),
    )


def _greeting() -> str:
    wired = context()
    hour = wired.clock.now().astimezone(ZoneInfo(wired.settings.business_time_zone)).hour
    if hour < NOON:
        return "Good morning"
    return "Good afternoon" if hour < EVENING else "Good evening"
