"""Shapes that several contracts share."""

import re
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate


class Contract(Schema):
    """The data of one event type. Unknown fields pass: optional ones may be added."""

    class Meta:
        """How every contract reads."""

        unknown = EXCLUDE


class Whole(fields.Integer):
    """An integer; `3.0` is one, as JSON Schema has it, `1.9`, `"3"` and `true` are none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool | str | float):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


def text(**kwargs: Any) -> fields.String:
    """A required string of at least one character."""
    defaults: dict[str, Any] = {"required": True, "validate": validate.Length(min=1)}
    return fields.String(**defaults | kwargs)


def optional_text() -> fields.String:
    """A string or null."""
    return fields.String(allow_none=True, load_default=None)


A_YEAR = {"pattern": "^(?!0000)"}  # JSON Schema has a year 0, dates in Python and MongoDB have none


class Day(fields.Date):
    """A business date as YYYY-MM-DD, and in no other form that ISO 8601 has."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


def day(**kwargs: Any) -> Day:
    """A required business date."""
    defaults: dict[str, Any] = {"required": True, "metadata": A_YEAR}
    return Day(**defaults | kwargs)


def optional_day() -> Day:
    """A business date or null."""
    return Day(allow_none=True, load_default=None, metadata=A_YEAR)


def level() -> Whole:
    """0 none, 1 awareness, 2 working, 3 practitioner, 4 expert."""
    return Whole(required=True, validate=validate.Range(0, 4))


class SkillLevel(Contract):
    """A level in a skill."""

    skill = text()
    level = level()


class Flag(fields.Boolean):
    """`true` or `false`; `1` and `"yes"` are neither."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Removed(Contract):
    """The thing is gone; its version is remembered."""

    removed = Flag(required=True, validate=validate.OneOf([True]))
