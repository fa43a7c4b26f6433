"""One thing to confirm: opened, confirmed or rejected."""

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact
from services.chassis.errors import NotFound
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Source, State
from services.skills.pages.forms import ConfirmForm, RejectForm
from services.skills.pages.routes import pages
from services.skills.use_cases.answering import answer_claims, get_chosen
from services.skills.use_cases.queue import Weighed
from services.skills.use_cases.skill_record import get_record_to_assess


@pages.get("/to-confirm/<id:identity>")
@allow(policy.ASSESS)
def open_claim(identity: str) -> AnyResponse:
    """One claim with all that is known about it."""
    claim = _waiting(identity)
    return _open(claim, _confirm_form(claim)) if claim else _answered(identity)


@pages.post("/to-confirm/<id:identity>")
@allow(policy.ASSESS)
def confirm_claim(identity: str) -> AnyResponse:
    """Confirm it, a self-assessment also at another level."""
    claim = _waiting(identity)
    if claim is None:
        return _answered(identity)
    form = _confirm_form(claim)
    if not form.validate():
        return _open(claim, form)
    level = int(form.level.data) if "level" in form else None
    transact(
        answer_claims,
        identities=[identity],
        verdict=State.ACCEPTED,
        level=None if level == claim.evidence.level else level,
        note=form.note.data,
    )
    return _answered(identity)


@pages.get("/to-confirm/<id:identity>/reject")
@allow(policy.ASSESS)
def ask_why(identity: str) -> AnyResponse:
    """Ask for the reason."""
    claim = _waiting(identity)
    return _reject(claim, RejectForm()) if claim else _answered(identity)


@pages.post("/to-confirm/<id:identity>/reject")
@allow(policy.ASSESS)
def reject_claim(identity: str) -> AnyResponse:
    """Reject it, with the reason."""
    claim, form = _waiting(identity), RejectForm()
    if claim is None:
        return _answered(identity)
    if not form.validate():
        return _reject(claim, form)
    transact(answer_claims, identities=[identity], verdict=State.REJECTED, note=form.reason.data)
    return _answered(identity)


def _waiting(identity: str) -> Weighed | None:
    """The claim; None where it was answered. Raises NotFound where it is not the caller's."""
    chosen = read(get_chosen, identities=[identity])
    if chosen.gone:
        raise NotFound("There is no such claim.")
    return next(iter(chosen.waiting), None)


def _answered(identity: str) -> AnyResponse:
    """Go to the page that says who answered it."""
    return go("pages.confirmed", claim=[identity])


def _confirm_form(claim: Weighed) -> ConfirmForm:
    form = ConfirmForm(data={"level": str(claim.evidence.level)})
    if claim.evidence.source is not Source.SELF:
        del form.level
    return form


def _open(claim: Weighed, form: ConfirmForm) -> Response:
    about = claim.evidence
    record = read(get_record_to_assess, staff_number=about.staff_number, skill=about.skill)
    return page("skills/claim.html", claim=claim, record=record, form=form)


def _reject(claim: Weighed, form: RejectForm) -> Response:
    return page("skills/reject.html", claim=claim, form=form)
