"""Excuse a person from a skill of their role, change that, or end it early."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import context, read, transact
from services.chassis.errors import DomainError, PreconditionFailed
from services.chassis.preconditions import Precondition
from services.frontend.pages import allow, go, page
from services.frontend.words import day
from services.skills import policy
from services.skills.domain import latest_end
from services.skills.pages.forms import ExcuseForm
from services.skills.pages.routes import pages
from services.skills.use_cases.exemptions import put_exemption, remove_exemption
from services.skills.use_cases.skill_record import SkillRecord, get_record_to_excuse

PLACES = {"/reason": "reason", "/until": "until"}
FASTER = "Somebody else changed this while you had it open. Nothing was saved. Look again"


@pages.get("/people/<staff:staff_number>/excuse/<slug:skill>")
@allow(policy.EXCUSE)
def excuse(staff_number: str, skill: str) -> Response:
    """Ask for the reason and the last day; what is on record is filled in."""
    record = _record(staff_number, skill)
    return _ask(record, _as_it_stands(record))


@pages.post("/people/<staff:staff_number>/excuse/<slug:skill>")
@allow(policy.EXCUSE)
def send_excuse(staff_number: str, skill: str) -> AnyResponse:
    """Excuse the person, or end it: as `step` says. Somebody else may have been faster."""
    form, ends = ExcuseForm(), request.form.get("step") == "end"
    if not ends and not form.validate():
        return _ask(_record(staff_number, skill), form)
    try:
        _end(staff_number, skill) if ends else _put(staff_number, skill, form)
    except PreconditionFailed:
        return _somebody_was_faster(_record(staff_number, skill), form)
    except DomainError as error:
        form.refuse(error, PLACES, {"/until": _allowed()})
        return _ask(_record(staff_number, skill), form)
    return _done(staff_number, skill)


def _put(staff_number: str, skill: str, form: ExcuseForm) -> None:
    transact(
        put_exemption,
        staff_number=staff_number,
        skill=skill,
        precondition=_seen(),
        **form.given(),
    )


def _end(staff_number: str, skill: str) -> None:
    transact(remove_exemption, staff_number=staff_number, skill=skill, precondition=_seen())


def _seen() -> Precondition:
    """Whoever sends the form has seen this version, or that there was nothing."""
    version = request.form.get("seen")
    return (
        Precondition(versions=frozenset({version})) if version else Precondition(create_only=True)
    )


def _somebody_was_faster(record: SkillRecord, form: ExcuseForm) -> AnyResponse:
    """Say so, and show what stands; sent twice, the same is done."""
    there = record.exemption
    if there and {"reason": there.reason, "until": there.until} == form.given():
        return _done(record.staff_number, record.skill.skill)
    shown = _as_it_stands(record)
    shown.form_errors.append(FASTER)
    return _ask(record, shown)


def _as_it_stands(record: SkillRecord) -> ExcuseForm:
    there = record.exemption if record.excused else None
    given = {"reason": there.reason, "until": there.until} if there else {}
    return ExcuseForm(formdata=None, data=given)


def _allowed() -> str:
    latest = day(latest_end(context().clock.today()))
    return f"The last day must be today or later, and {latest} at the latest"


def _record(staff_number: str, skill: str) -> SkillRecord:
    return read(get_record_to_excuse, staff_number=staff_number, skill=skill)


def _ask(record: SkillRecord, form: ExcuseForm) -> Response:
    return page("skills/excuse.html", record=record, form=form)


def _done(staff_number: str, skill: str) -> AnyResponse:
    return go("pages.person", staff_number=staff_number, changed=skill)
