"""The forms of those who keep people and units."""

from collections.abc import Iterable
from typing import Any

from services.chassis.fields import Email, Slug, StaffNumber, Text
from services.frontend.forms import (
    ChoiceField,
    DayField,
    Fits,
    Form,
    ListField,
    Needed,
    TextField,
    choice,
)
from services.skills.domain import Person, Unit
from services.skills.use_cases.people_admin import Edited, Listed
from services.skills.use_cases.units_admin import EditedUnit

INDENT = "\N{NO-BREAK SPACE}" * 2
NONE_OF_THESE = "none"
LACKING = {
    "": "Everybody",
    "manager": "Without a manager",
    "role_level": "Without a role",
    "unit": "Without a unit",
}


class PeopleSearch(Form):
    """Which people to list."""

    q = TextField("Name or staff number", validators=[Fits(Text(100), "Type at most 100 letters")])
    unit = ListField("Unit and below", choices=[], validate_choice=False)
    lacking = ListField("Show", choices=[choice(*each) for each in LACKING.items()])

    def offer(self, units: Iterable[tuple[int, Unit]]) -> None:
        """Put the units into the list."""
        self.unit.choices = [choice("", "All units"), *_indented(units)]


def _name() -> TextField:
    """A field of its own for each form: a summary lists what is wrong in the order of making."""
    return TextField(
        "Name",
        validators=[
            Needed("Enter a name"),
            Fits(Text(200), "The name must be one line of at most 200 characters"),
        ],
    )


class PersonForm(Form):
    """A person; the staff number is asked for new ones only."""

    staff_number = TextField(
        "Staff number",
        validators=[
            Needed("Enter a staff number"),
            Fits(
                StaffNumber(),
                "The staff number must be 1 to 32 letters, digits, dots, hyphens or underscores",
            ),
        ],
    )
    name = _name()
    email = TextField(
        "E-mail address (optional)",
        validators=[Fits(Email(), "Enter an e-mail address like name@example.org")],
    )
    unit = ListField("Unit")
    role_level = ListField("Role")
    manager = TextField(
        "Manager (optional)",
        validators=[Fits(Text(200), "The manager must be one line of at most 200 characters")],
    )
    which = ChoiceField("Which of these did you mean?", choices=[], validate_choice=False)
    starts_on = DayField("First day (optional)", unreal="The first day must be a real date")
    leaves_on = DayField("Last day (optional)", unreal="The last day must be a real date")

    def offer(self, edited: Edited) -> None:
        """Put units and roles into the lists; what the person has stays possible."""
        units = list(_indented(edited.units))
        if edited.anywhere:
            units.insert(0, choice("", "No unit yet"))
        else:
            self.unit.validators = (Needed("Choose a unit that you look after"),)
        has = edited.person.unit if edited.person else None
        if has and has not in {unit.unit for _, unit in edited.units}:
            units.append(choice(has, has))
        self.unit.choices = units
        roles = [choice(each.role_level, each.name) for each in edited.roles]
        self.role_level.choices = [choice("", "No role yet"), *roles]

    def offer_managers(self, found: Iterable[Listed]) -> None:
        """Put those who may be meant under the name that was typed."""
        named = [choice(each.person.staff_number, _told_apart(each)) for each in found]
        self.which.choices = [*named, choice(NONE_OF_THESE, "None of these")]
        if self.which.data not in {each.person.staff_number for each in found} | {NONE_OF_THESE}:
            self.which.data = None

    def person(self, staff_number: str) -> Person:
        """The person as the form has them; the manager must be settled."""
        return Person(
            staff_number=staff_number,
            name=self.name.data or "",
            email=self.email.data,
            unit=self.unit.data or None,
            role_level=self.role_level.data or None,
            manager=self.manager.data,
            starts_on=self.starts_on.data,
            leaves_on=self.leaves_on.data,
        )


class UnitForm(Form):
    """A unit; the short name is asked for new ones only."""

    name = _name()
    short = TextField(
        "Short name (optional)",
        validators=[
            Fits(
                Slug(),
                "The short name must be 1 to 100 small letters, digits and hyphens, "
                "with no hyphen at either end",
            )
        ],
    )
    parent = ListField("Which unit does it lie in?")

    def offer(self, edited: EditedUnit) -> None:
        """Put the units that it can lie in into the list."""
        top = [choice("", "None, it is at the top")] if edited.at_the_top else []
        if not edited.at_the_top:
            self.parent.validators = (Needed("Choose the unit that it lies in"),)
        self.parent.choices = [*top, *_indented(edited.parents)]


def _indented(units: Iterable[tuple[int, Unit]]) -> list[Any]:
    return [choice(unit.unit, INDENT * depth + unit.name) for depth, unit in units]


def _told_apart(found: Listed) -> str:
    parts = (found.person.name, found.person.staff_number, found.role, found.unit)
    return ", ".join(each for each in parts if each)
