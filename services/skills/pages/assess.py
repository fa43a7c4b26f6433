"""Assess yourself: one skill a page, with what its levels mean."""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Source
from services.skills.pages.forms import AssessForm
from services.skills.pages.routes import pages
from services.skills.use_cases.choosing import find_skills
from services.skills.use_cases.evidence import Statement, record_evidence
from services.skills.use_cases.skill_record import get_skill_record


@pages.get("/assess")
@allow(policy.STATE_OWN)
def assess_yourself() -> Response:
    """Skills to choose from, those of the person's role first; found by `q`."""
    q = request.args.get("q", "").strip()
    choices = read(find_skills, staff_number=g.principal.staff_number, q=q)
    return page("skills/choose-skill.html", choices=choices, q=q, path="/skills/assess")


@pages.get("/assess/<slug:skill>")
@allow(policy.STATE_OWN)
def assess_yourself_in(skill: str) -> Response:
    """The levels of one skill, and what is on record now."""
    return _ask(skill, AssessForm())


@pages.post("/assess/<slug:skill>")
@allow(policy.STATE_OWN)
def send_assessment(skill: str) -> AnyResponse:
    """Send the level to the manager."""
    form = AssessForm()
    if not form.validate():
        return _ask(skill, form)
    statement = Statement(skill=skill, level=form.chosen, source=Source.SELF, note=form.note.data)
    number = g.principal.staff_number
    recorded = transact(record_evidence, staff_number=number, statement=statement)
    return go("pages.sent", identity=recorded.evidence.id)


def _ask(skill: str, form: AssessForm) -> Response:
    record = read(get_skill_record, staff_number=g.principal.staff_number, skill=skill)
    return page("skills/assess.html", record=record, form=form)
