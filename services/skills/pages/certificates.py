"""Add a certificate: a form, the answers to check, then it is sent."""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import DomainError
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Source, effect_in_words
from services.skills.pages.forms import CertificateForm
from services.skills.pages.routes import pages
from services.skills.use_cases.choosing import list_skills
from services.skills.use_cases.evidence import Statement, foresee_evidence, record_evidence
from services.skills.use_cases.skill_record import get_skill_record

PLACES = {
    "/skill": "skill",
    "/level": "level",
    "/title": "title",
    "/observed_on": "passed_on",
    "/expires_on": "expires_on",
    "/link": "link",
}
SENTENCES = {
    "/skill": "Choose the skill that it shows",
    "/observed_on": "The day you got it must be today or in the past",
    "/expires_on": "The day it runs out must be on or after the day you got it",
}


@pages.get("/certificates/new")
@allow(policy.STATE_OWN)
def new_certificate() -> Response:
    """An empty form; `skill` of the query is chosen already."""
    form = CertificateForm(data={"skill": request.args.get("skill")})
    form.offer(read(list_skills))
    return page("skills/certificate.html", form=form)


@pages.post("/certificates/new")
@allow(policy.STATE_OWN)
def send_certificate() -> AnyResponse:
    """Show the answers to check, take them back to change them, or send them: as `step` says."""
    form = CertificateForm()
    form.offer(read(list_skills))
    step = request.form.get("step")
    if step == "change" or not form.validate():
        return page("skills/certificate.html", form=form)
    try:
        return _send(form) if step == "send" else _check(form)
    except DomainError as error:
        form.refuse(error, PLACES, SENTENCES)
    return page("skills/certificate.html", form=form)


def _check(form: CertificateForm) -> Response:
    number = g.principal.staff_number
    effect = read(foresee_evidence, staff_number=number, statement=_statement(form))
    record = read(get_skill_record, staff_number=number, skill=form.skill.data)
    words = effect_in_words(effect, their="your", excused=record.excused)
    return page(
        "skills/certificate-check.html", form=form, effect=effect, record=record, words=words
    )


def _send(form: CertificateForm) -> AnyResponse:
    number = g.principal.staff_number
    recorded = transact(record_evidence, staff_number=number, statement=_statement(form))
    return go("pages.sent", identity=recorded.evidence.id)


def _statement(form: CertificateForm) -> Statement:
    return Statement(
        skill=form.skill.data,
        level=int(form.level.data),
        source=Source.CREDENTIAL,
        title=form.title.data,
        observed_on=form.passed_on.data,
        expires_on=form.expires_on.data,
        link=form.link.data,
    )
