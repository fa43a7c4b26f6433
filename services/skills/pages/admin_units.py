"""Units for those who keep them: the tree, and each to be named, moved and taken out."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read, transact, transact_within
from services.chassis.errors import Conflict, DomainError, PreconditionFailed
from services.chassis.mongo import IMPORT_SECONDS
from services.chassis.preconditions import Precondition
from services.frontend.forms import Form
from services.frontend.importing import imported
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Unit, slug
from services.skills.pages.admin_forms import UnitForm
from services.skills.pages.admin_people import FASTER, seen
from services.skills.pages.routes import pages
from services.skills.use_cases.units import get_unit, put_unit, remove_unit
from services.skills.use_cases.units_admin import EditedUnit, get_edited_unit, get_tree

LONGEST_ID = 100
NO_IDS = frozenset({"", "imports", "import", "new"})  # the last three are addresses
NO_ID = "Enter a short name: none can be made of this name"
TAKEN = "There is a unit “{}” already. Enter another short name"
PLACES = {"/name": "name", "/parent": "parent"}
SENTENCES = {"/parent": "Choose a unit that does not lie in this one, directly or through others"}


@pages.get("/admin/units")
@allow(policy.WRITE_PEOPLE)
def admin_units() -> Response:
    """All units as they lie in one another."""
    return page(
        "skills/admin-units.html",
        tree=read(get_tree),
        removed="removed" in request.args,
        imported=imported(),
    )


@pages.get("/admin/units/new")
@allow(policy.WRITE_PEOPLE)
def new_unit() -> Response:
    """An empty form; `parent` of the query is chosen already."""
    form = UnitForm(data={"parent": request.args.get("parent")})
    return _ask(read(get_edited_unit), form)


@pages.post("/admin/units/new")
@allow(policy.WRITE_PEOPLE)
def send_new_unit() -> AnyResponse:
    """Enter the unit; sent twice it is done once."""
    edited, form = read(get_edited_unit), UnitForm()
    form.offer(edited)
    if not form.validate():
        return _ask(edited, form)
    unit = form.short.data or slug(form.name.data or "")[:LONGEST_ID].strip("-")
    if unit in NO_IDS:
        form.short.errors = [NO_ID]
        return _ask(edited, form)
    try:
        _put(unit, form, Precondition(create_only=True))
    except PreconditionFailed:
        if not _stands(unit, form):
            form.short.errors = [TAKEN.format(unit)]
            return _ask(edited, form)
    except DomainError as error:
        form.refuse(error, PLACES, SENTENCES)
        return _ask(edited, form)
    return go("pages.admin_unit", unit=unit, saved="yes")


@pages.get("/admin/units/<slug:unit>")
@allow(policy.WRITE_PEOPLE)
def admin_unit(unit: str) -> Response:
    """A unit to name or move."""
    edited = read(get_edited_unit, unit=unit)
    return _ask(edited, _as_it_stands(edited), saved="saved" in request.args)


@pages.post("/admin/units/<slug:unit>")
@allow(policy.WRITE_PEOPLE)
def send_unit(unit: str) -> AnyResponse:
    """Name or move the unit, unless somebody else was faster."""
    edited, form = read(get_edited_unit, unit=unit), UnitForm()
    form.offer(edited)
    if not form.validate():
        return _ask(edited, form)
    try:
        _put(unit, form, seen())
    except PreconditionFailed:
        if not _stands(unit, form):
            edited = read(get_edited_unit, unit=unit)
            form = _as_it_stands(edited)
            form.form_errors.append(FASTER)
            return _ask(edited, form)
    except DomainError as error:
        form.refuse(error, PLACES, SENTENCES)
        return _ask(edited, form)
    return go("pages.admin_unit", unit=unit, saved="yes")


@pages.get("/admin/units/<slug:unit>/remove")
@allow(policy.WRITE_PEOPLE)
def check_unit_removal(unit: str) -> Response:
    """Whether the unit can be taken out."""
    return _check(read(get_edited_unit, unit=unit), Form())


@pages.post("/admin/units/<slug:unit>/remove")
@allow(policy.WRITE_PEOPLE)
def take_unit_out(unit: str) -> AnyResponse:
    """Take the unit out, if it is empty and nobody changed it meanwhile."""
    try:
        transact(remove_unit, unit=unit, precondition=seen())
    except (PreconditionFailed, Conflict) as error:
        form = Form()
        form.form_errors = [FASTER if isinstance(error, PreconditionFailed) else str(error)]
        return _check(read(get_edited_unit, unit=unit), form)
    return go("pages.admin_units", removed="yes")


def _put(unit: str, form: UnitForm, precondition: Precondition) -> None:
    made = Unit(unit=unit, name=form.name.data or "", parent=form.parent.data or None)
    transact_within(IMPORT_SECONDS, put_unit, unit=made, precondition=precondition)


def _stands(unit: str, form: UnitForm) -> bool:
    """Whether it is so already: the form was sent twice."""
    there = read(get_unit, unit=unit).unit
    return (there.name, there.parent) == (form.name.data, form.parent.data or None)


def _as_it_stands(edited: EditedUnit) -> UnitForm:
    return UnitForm(formdata=None, obj=edited.unit)


def _ask(edited: EditedUnit, form: UnitForm, *, saved: bool = False) -> Response:
    form.offer(edited)
    return page("skills/admin-unit.html", edited=edited, form=form, saved=saved)


def _check(edited: EditedUnit, form: Form) -> Response:
    return page("skills/admin-unit-remove.html", edited=edited, form=form)
