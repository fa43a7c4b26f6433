"""A person, as they see themselves; for managers also to assess them."""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Source, effect_in_words
from services.skills.pages.forms import AssessForm
from services.skills.pages.routes import pages
from services.skills.use_cases.choosing import find_skills
from services.skills.use_cases.evidence import Statement, foresee_evidence, record_evidence
from services.skills.use_cases.person_record import get_changed_excuse, get_person_record
from services.skills.use_cases.skill_record import get_record_to_assess


@pages.get("/people/<staff:staff_number>")
@allow(policy.READ_RECORD)
def person(staff_number: str) -> AnyResponse:
    """Somebody's skills beside their role; one's own are at their own place."""
    if staff_number == g.principal.staff_number:
        return go("pages.your_skills")
    record = read(get_person_record, staff_number=staff_number)
    skill = request.args.get("changed")
    changed = skill and read(get_changed_excuse, staff_number=staff_number, skill=skill)
    return page("skills/person.html", record=record, changed=changed)


@pages.get("/people/<staff:staff_number>/assess")
@allow(policy.ASSESS)
def assess_person(staff_number: str) -> Response:
    """Skills to choose from, those of the person's role first; found by `q`."""
    q = request.args.get("q", "").strip()
    choices = read(find_skills, staff_number=staff_number, q=q, to_assess=True)
    path = f"/skills/people/{staff_number}/assess"
    return page("skills/choose-skill.html", choices=choices, q=q, path=path)


@pages.get("/people/<staff:staff_number>/assess/<slug:skill>")
@allow(policy.ASSESS)
def assess_person_in(staff_number: str, skill: str) -> Response:
    """The levels of one skill, and what is on record now."""
    return _ask(staff_number, skill, AssessForm())


@pages.post("/people/<staff:staff_number>/assess/<slug:skill>")
@allow(policy.ASSESS)
def send_assessment_of(staff_number: str, skill: str) -> AnyResponse:
    """Show the answers to check, take them back to change them, or keep them: as `step` says."""
    form, step = AssessForm(), request.form.get("step")
    if step == "change" or not form.validate():
        return _ask(staff_number, skill, form)
    statement = Statement(
        skill=skill, level=form.chosen, source=Source.MANAGER, note=form.note.data
    )
    if step != "send":
        return _check(staff_number, skill, form, statement)
    transact(record_evidence, staff_number=staff_number, statement=statement)
    return go("pages.assessed", staff_number=staff_number, skill=skill)


@pages.get("/people/<staff:staff_number>/assess/<slug:skill>/done")
@allow(policy.ASSESS)
def assessed(staff_number: str, skill: str) -> Response:
    """What is on record after an assessment."""
    record = read(get_record_to_assess, staff_number=staff_number, skill=skill)
    return page("skills/assessed.html", record=record)


def _ask(staff_number: str, skill: str, form: AssessForm) -> Response:
    record = read(get_record_to_assess, staff_number=staff_number, skill=skill)
    return page("skills/assess.html", record=record, form=form)


def _check(staff_number: str, skill: str, form: AssessForm, statement: Statement) -> Response:
    record = read(get_record_to_assess, staff_number=staff_number, skill=skill)
    effect = read(foresee_evidence, staff_number=staff_number, statement=statement)
    words = effect_in_words(effect, excused=record.excused)
    return page("skills/assess-check.html", record=record, effect=effect, words=words, form=form)
