"""People, units and the caller."""

from typing import Any

from marshmallow import Schema, fields, post_load

from services.chassis.fields import Date, Email, LongText, Slug, StaffNumber, Text
from services.chassis.http import PageQuery


class PersonSchema(Schema):
    """Someone on the staff; `line` are their known managers, nearest first."""

    staff_number = StaffNumber(dump_only=True, required=True)
    name = Text(200, required=True)
    email = Email(allow_none=True)
    unit = Slug(allow_none=True)
    role_level = Slug(allow_none=True)
    manager = StaffNumber(allow_none=True)
    starts_on = Date(allow_none=True)
    leaves_on = Date(allow_none=True)
    line = fields.List(fields.String(), dump_only=True)


class PersonRowSchema(PersonSchema):
    """A person as a row of a file; a column that is left out stays as it is."""

    staff_number = StaffNumber(required=True)

    class Meta:
        """The line is worked out, never imported."""

        exclude = ("line",)


class PersonEventSchema(PersonRowSchema):
    """A person as an HR system speaks of them; what is left out stays as it is."""

    name = Text(200)


class LeaverEventSchema(Schema):
    """A person whose last day is known; `hr.person.moved.v1` with null takes it back."""

    staff_number = StaffNumber(required=True)
    leaves_on = Date(required=True)


class UnitSchema(Schema):
    """A unit; `path` leads from the root down to it."""

    unit = Slug(dump_only=True, required=True)
    name = Text(200, required=True)
    parent = Slug(allow_none=True)
    path = fields.List(fields.String(), dump_only=True)


class UnitRowSchema(UnitSchema):
    """A unit as a row of a file; a column that is left out stays as it is."""

    unit = Slug(required=True)

    class Meta:
        """The path is worked out, never imported."""

        exclude = ("path",)


class UnitEventSchema(UnitRowSchema):
    """A unit as an HR system speaks of it; what is left out stays as it is."""

    name = Text(200)


class MeSchema(Schema):
    """The caller; what concerns the person is null where nobody of that number is known."""

    staff_number = fields.String(required=True, allow_none=True)
    name = fields.String(attribute="person.name", dump_default=None, allow_none=True)
    email = fields.String(attribute="person.email", dump_default=None, allow_none=True)
    unit = fields.String(attribute="person.unit", dump_default=None, allow_none=True)
    role_level = fields.String(attribute="person.role_level", dump_default=None, allow_none=True)
    manager = fields.String(attribute="person.manager", dump_default=None, allow_none=True)
    starts_on = fields.Date(attribute="person.starts_on", dump_default=None, allow_none=True)
    leaves_on = fields.Date(attribute="person.leaves_on", dump_default=None, allow_none=True)
    manages = fields.Boolean(required=True)
    roles = fields.List(fields.String(), required=True)
    scopes = fields.List(fields.String(), required=True)


class PeopleQuery(PageQuery):
    """Whom to list: people of a unit and those below, people whose name or number has `q`."""

    unit = Slug()
    q = LongText(100)

    @post_load
    def complete(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Give both, asked for or not."""
        return {"unit": None, "q": None, **data}
