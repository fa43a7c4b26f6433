"""What is on record about one skill, and what happens to what was sent."""

from flask import Response, g

from services.chassis.context import read
from services.frontend.pages import allow, page
from services.skills import policy
from services.skills.pages.routes import pages
from services.skills.use_cases.skill_record import get_sent, get_skill_record


@pages.get("/evidence/<slug:skill>")
@allow(policy.STATE_OWN)
def your_evidence(skill: str) -> Response:
    """All that is on the person's own record about a skill."""
    return _evidence(g.principal.staff_number, skill)


@pages.get("/people/<staff:staff_number>/evidence/<slug:skill>")
@allow(policy.READ_RECORD)
def evidence_of(staff_number: str, skill: str) -> Response:
    """All that is on somebody's record about a skill."""
    return _evidence(staff_number, skill)


@pages.get("/sent/<id:identity>")
@allow(policy.STATE_OWN)
def sent(identity: str) -> Response:
    """What happens next to what the person has sent."""
    return page("skills/sent.html", sent=read(get_sent, identity=identity))


def _evidence(staff_number: str, skill: str) -> Response:
    record = read(get_skill_record, staff_number=staff_number, skill=skill)
    return page("skills/evidence.html", record=record)
