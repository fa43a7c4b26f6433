"""Fields of requests: each refuses what cannot stand and says what is allowed."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.contracts import fields as contracts

# `imports` names the route that takes files, so nothing can be called that.
SLUG = r"(?!imports$)[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?"
STAFF_NUMBER = r"(?!imports$)[A-Za-z0-9][A-Za-z0-9._-]{0,31}"
TURNED = "\u202a-\u202e\u2066-\u2069"  # what reverses the writing order
# Control characters (line ends and tabs apart) and surrogates hide text as well.
UNSEEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{TURNED}\ud800-\udfff]")
LINE_ENDS = re.compile("[\t\n\r\u2028\u2029]")


def visible(value: str) -> None:
    """Refuse text that a reader cannot see as it is."""
    if UNSEEN.search(value):
        raise ValidationError("Must not contain control characters or reversed writing.")


def on_one_line(value: str) -> None:
    """Refuse what a list or a log would show on several lines."""
    if LINE_ENDS.search(value):
        raise ValidationError("Must be on one line, without tabs.")


def filled(value: str) -> None:
    """Refuse text of spaces alone, those without width among them."""
    if value and not any(each.isprintable() and not each.isspace() for each in value):
        raise ValidationError("Must not be empty.")


class Text(fields.String):
    """One line of at most `most` characters that a reader can see as it is; not spaces alone."""

    def __init__(self, most: int = 200, **kwargs: Any) -> None:
        length = validate.Length(min=1, max=most, error=f"Must have 1 to {most} characters.")
        metadata = {"pattern": r"\S"} | kwargs.pop("metadata", {})
        checks: list[Any] = [length, visible, on_one_line, filled]
        super().__init__(validate=checks, metadata=metadata, **kwargs)


class LongText(fields.String):
    """Text of several lines that may be empty."""

    def __init__(self, most: int = 2000, **kwargs: Any) -> None:
        length = validate.Length(max=most, error=f"Must have at most {most} characters.")
        super().__init__(validate=[length, visible], **kwargs)


class Slug(fields.String):
    """An id chosen by a client or made from a name."""

    def __init__(self, **kwargs: Any) -> None:
        error = "Must be 1 to 100 small letters, digits and hyphens; no hyphen at either end."
        super().__init__(validate=validate.Regexp(rf"^{SLUG}$(?!\n)", error=error), **kwargs)


class StaffNumber(fields.String):
    """The number of a person."""

    def __init__(self, **kwargs: Any) -> None:
        error = "Must be 1 to 32 letters, digits, dots, hyphens or underscores."
        super().__init__(
            validate=validate.Regexp(rf"^{STAFF_NUMBER}$(?!\n)", error=error), **kwargs
        )


class Whole(contracts.Whole):
    """A whole number between two bounds; `3.0` is one, `1.9`, `"3"` and `true` are none."""

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        error = f"Must be a whole number between {least} and {most:,}."
        allowed = validate.Range(least, most, error=error)
        super().__init__(validate=allowed, error_messages={"invalid": error}, **kwargs)


class WholeInQuery(Whole):
    """The same in a query, where it is written in digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
            value = int(value)
        return super()._deserialize(value, attr, data, **kwargs)


class Number(fields.Float):
    """A number between two bounds."""

    def __init__(self, least: float, most: float, **kwargs: Any) -> None:
        error = f"Must be between {least:g} and {most:g}."
        allowed = validate.Range(least, most, error=error)
        messages: dict[str, Any] = {"invalid": error, "special": error}
        super().__init__(validate=allowed, error_messages=messages, **kwargs)

    def _validated(self, value: Any) -> float:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class NumberInQuery(Number):
    """The same in a query, where it is written in digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", value):
            value = float(value)
        return super()._deserialize(value, attr, data, **kwargs)


class Date(contracts.Day):
    """A business date as YYYY-MM-DD that the calendar has."""

    default_error_messages = {"invalid": "Must be a date that exists, as YYYY-MM-DD."}


class Instant(fields.AwareDateTime):
    """An instant as RFC 3339 writes it; given in UTC, to the millisecond that MongoDB keeps."""

    FORM = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
        re.IGNORECASE,
    )
    default_error_messages = {
        "invalid": "Must be an instant with its offset from UTC, as 2026-03-02T14:05:00Z.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str) or not self.FORM.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        try:
            given = super()._deserialize(value.upper(), attr, data, **kwargs).astimezone(UTC)
        except OverflowError as error:  # on the first or the last day there is
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE) from error
        return given.replace(microsecond=given.microsecond // 1000 * 1000)


class Link(fields.String):
    """An https address, whose host nobody can mistake for a user name before another one."""

    def __init__(self, **kwargs: Any) -> None:
        error = (
            "Must be an address of at most 1,000 characters that starts with https:// and the name "
            "of a host, without a user name or password."
        )
        host = r"[^\s/?#@\\]+"
        form = validate.Regexp(rf"^(?=.{{9,1000}}$(?!\n))https://{host}(?:[/?#]\S*)?$", error=error)
        super().__init__(validate=[form, visible], **kwargs)


class Email(fields.String):
    """An e-mail address, loosely: what has one @ and no spaces."""

    def __init__(self, **kwargs: Any) -> None:
        error = "Must be an e-mail address of at most 254 characters."
        form = validate.Regexp(r"^(?=.{3,254}$(?!\n))[^@\s]+@[^@\s]+$(?!\n)", error=error)
        super().__init__(validate=[form, visible], **kwargs)


def one_of(*values: str, **kwargs: Any) -> fields.String:
    """One of these words."""
    error = f"Must be one of: {', '.join(values)}."
    return fields.String(validate=validate.OneOf(values, error=error), **kwargs)


def level(least: int = 0, **kwargs: Any) -> Whole:
    """0 none, 1 awareness, 2 working, 3 practitioner, 4 expert."""
    return Whole(least, 4, **kwargs)
