"""People for those who keep them: searched, entered, changed, taken out."""

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import context, read, transact_within
from services.chassis.errors import DomainError, NotFound, PreconditionFailed
from services.chassis.mongo import IMPORT_SECONDS
from services.chassis.paging import PageWanted
from services.chassis.preconditions import Precondition
from services.frontend.forms import Form
from services.frontend.importing import imported
from services.frontend.pages import allow, go, page
from services.skills import policy
from services.skills.domain import Person
from services.skills.pages.admin_forms import NONE_OF_THESE, PeopleSearch, PersonForm
from services.skills.pages.routes import pages
from services.skills.use_cases.people import put_person, remove_person
from services.skills.use_cases.people_admin import (
    MOST_FOUND,
    Edited,
    Search,
    find_managers,
    get_edited,
    list_people,
)

FASTER = (
    "Somebody else changed this while you had it open. Nothing was saved; this is how it stands"
)
TAKEN = "There is somebody with this staff number already"
PLACES = {
    f"/{name}": name for name in ("name", "email", "unit", "role_level", "manager", "leaves_on")
}
SENTENCES = {
    "/role_level": "Choose a role from the list",
    "/manager": "The manager must be somebody whom this person does not manage, directly or "
    "through others",
    "/leaves_on": "The last day must be on or after the first day",
}


@pages.get("/admin/people")
@allow(policy.WRITE_PEOPLE)
def admin_people() -> Response:
    """People found by name, number and unit; first those who wait for somebody to confirm."""
    form = PeopleSearch(request.args, meta={"csrf": False})  # it only looks
    asks = form.validate()
    search = Search(
        q=form.q.data if asks else None,
        unit=(form.unit.data or None) if asks else None,
        lacking=(form.lacking.data or None) if asks else None,
    )
    wanted = PageWanted(cursor=request.args.get("after"))
    found = read(list_people, search=search, wanted=wanted)
    form.offer(found.units)
    return page(
        "skills/admin-people.html",
        found=found,
        search=search,
        form=form,
        today=context().clock.today(),
        removed=request.args.get("removed"),
        imported=imported(),
    )


@pages.get("/admin/people/new")
@allow(policy.WRITE_PEOPLE)
def new_person() -> Response:
    """An empty form."""
    edited = read(get_edited)
    return _ask(edited, PersonForm())


@pages.post("/admin/people/new")
@allow(policy.WRITE_PEOPLE)
def send_new_person() -> AnyResponse:
    """Enter the person; sent twice it is done once."""
    edited, form = read(get_edited), PersonForm()
    if not _is_complete(form, edited):
        return _ask(edited, form)
    number = form.staff_number.data or ""
    try:
        _put(form.person(number), Precondition(create_only=True))
    except (NotFound, PreconditionFailed):
        if not _stands(number, form):
            form.staff_number.errors = [TAKEN]
            return _ask(edited, form)
    except DomainError as error:
        form.refuse(error, PLACES, SENTENCES)
        return _ask(edited, form)
    return go("pages.admin_person", staff_number=number, saved="yes")


@pages.get("/admin/people/<staff:staff_number>")
@allow(policy.WRITE_PEOPLE)
def admin_person(staff_number: str) -> Response:
    """A person to change."""
    edited = read(get_edited, staff_number=staff_number)
    return _ask(edited, _as_it_stands(edited), saved="saved" in request.args)


@pages.post("/admin/people/<staff:staff_number>")
@allow(policy.WRITE_PEOPLE)
def send_person(staff_number: str) -> AnyResponse:
    """Change the person, unless somebody else was faster."""
    edited, form = read(get_edited, staff_number=staff_number), PersonForm()
    del form.staff_number
    if not _is_complete(form, edited):
        return _ask(edited, form)
    try:
        _put(form.person(staff_number), seen())
    except PreconditionFailed:
        if not _stands(staff_number, form):
            edited = read(get_edited, staff_number=staff_number)
            form = _as_it_stands(edited)
            form.form_errors.append(FASTER)
            return _ask(edited, form)
    except DomainError as error:
        form.refuse(error, PLACES, SENTENCES)
        return _ask(edited, form)
    return go("pages.admin_person", staff_number=staff_number, saved="yes")


@pages.get("/admin/people/<staff:staff_number>/remove")
@allow(policy.WRITE_PEOPLE)
def check_removal(staff_number: str) -> Response:
    """What taking the person out would do."""
    edited = read(get_edited, staff_number=staff_number)
    return page("skills/admin-person-remove.html", edited=edited, form=Form())


@pages.post("/admin/people/<staff:staff_number>/remove")
@allow(policy.WRITE_PEOPLE)
def remove(staff_number: str) -> AnyResponse:
    """Take the person out, unless somebody else changed them meanwhile."""
    try:
        transact_within(
            IMPORT_SECONDS, remove_person, staff_number=staff_number, precondition=seen()
        )
    except PreconditionFailed:
        edited, form = read(get_edited, staff_number=staff_number), Form()
        form.form_errors = [FASTER]
        return page("skills/admin-person-remove.html", edited=edited, form=form)
    return go("pages.admin_people", removed=staff_number)


def seen() -> Precondition:
    """Whoever sends the form has seen this version."""
    return Precondition(versions=frozenset({request.form.get("seen", "")}))


def _is_complete(form: PersonForm, edited: Edited) -> bool:
    """Whether everything fits, and it is clear who the manager is."""
    form.offer(edited)
    fits: bool = form.validate()
    has = edited.person.manager if edited.person else None
    said = form.manager.data
    if said and said != has and not form.manager.errors:
        fits = _settle_manager(form, said) and fits
    return fits


def _settle_manager(form: PersonForm, said: str) -> bool:
    """Put the staff number in place of what was typed; or ask who is meant."""
    found = read(find_managers, said=said)
    form.offer_managers(found)
    chosen = form.which.data
    if len(found) == 1 and chosen != NONE_OF_THESE:
        chosen = found[0].person.staff_number
    if chosen and chosen != NONE_OF_THESE:
        form.manager.data, form.which.choices = chosen, []
        return True
    if chosen == NONE_OF_THESE or not found or len(found) > MOST_FOUND:
        form.which.choices = []
        form.manager.errors = [_not_clear(len(found), said=said, none=bool(chosen))]
    else:
        form.which.errors = ["Choose who the manager is"]
    return False


def _not_clear(found: int, *, said: str, none: bool) -> str:
    if none:
        return "Enter another name, or the staff number of the manager"
    if found:
        return (
            f"More than {MOST_FOUND} people match “{said}”. Enter more of the name, or the number"
        )
    return f"Nobody on record has the name or staff number “{said}”"


def _put(person: Person, precondition: Precondition) -> None:
    transact_within(IMPORT_SECONDS, put_person, person=person, precondition=precondition)


def _stands(staff_number: str, form: PersonForm) -> bool:
    """Whether it is so already: the form was sent twice."""
    try:
        there = read(get_edited, staff_number=staff_number)
    except NotFound:
        return False
    return _as_it_stands(there).person(staff_number) == form.person(staff_number)


def _as_it_stands(edited: Edited) -> PersonForm:
    form = PersonForm(formdata=None, obj=edited.person)
    form.offer(edited)
    del form.staff_number
    return form


def _ask(edited: Edited, form: PersonForm, *, saved: bool = False) -> Response:
    if form.unit.choices is None:
        form.offer(edited)
    return page("skills/admin-person.html", edited=edited, form=form, saved=saved)
