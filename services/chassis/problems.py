"""Problem documents (RFC 9457): what every refusal looks like."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, json, request
from marshmallow import Schema, fields

from services.chassis.errors import (
    Conflict,
    DomainError,
    FieldError,
    Forbidden,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
)
from services.chassis.strict_json import BrokenJson

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[DomainError], int] = {
    BrokenJson: 400,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    PreconditionFailed: 412,
    PreconditionRequired: 428,
}
LONGEST_VALUE = 200


class FieldErrorSchema(Schema):
    """One field that cannot stand."""

    pointer = fields.String(required=True, metadata={"description": "JSON pointer to the field"})
    detail = fields.String(required=True, metadata={"description": "What is wrong and allowed"})
    value = fields.Raw(allow_none=True)


class ProblemSchema(Schema):
    """A refusal, in the form of RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema), required=True)


def status_of(error: DomainError) -> int:
    """The HTTP status of a failure; a rule that refuses a value is 422."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 422)


def problem(
    status: int,
    detail: str,
    errors: tuple[FieldError, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that refuses a request."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        "errors": [as_json(error) for error in errors],
    }
    return Response(json.dumps(body), status, dict(headers or {}), content_type=MEDIA_TYPE)


def as_json(error: FieldError) -> dict[str, Any]:
    """A field error as clients see it; a long value is cut, an unspeakable one left out."""
    found: dict[str, Any] = {"pointer": error.pointer, "detail": error.detail}
    if isinstance(error.value, str | int | float | bool):
        found["value"] = (
            error.value[:LONGEST_VALUE].encode(errors="replace").decode()
            if isinstance(error.value, str)
            else error.value
        )
    return found


def field_errors(messages: Any, data: Any, pointer: str = "") -> Iterator[FieldError]:
    """What marshmallow says, as one error per field; `data` is where the values stand."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            below = pointer if name == "_schema" else f"{pointer}/{_escaped(name)}"
            yield from field_errors(inner, _at(data, name), below)
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            yield FieldError(pointer, str(message), data)


def _at(data: Any, name: Any) -> Any:
    if name == "_schema":
        return None
    if isinstance(data, Mapping):
        return data.get(name)
    if isinstance(data, list) and isinstance(name, int) and name < len(data):
        return data[name]
    return None


def _escaped(name: Any) -> str:
    text = str(name).replace("~", "~0").replace("/", "~1")
    return text[:LONGEST_VALUE].encode(errors="replace").decode()
