"""Problem documents (RFC 9457): what every refusal looks like."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, current_app, json, request
from marshmallow import Schema, fields

from services.chassis.errors import (
    Conflict,
    DomainError,
    FieldError,
    Forbidden,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    TooMuchAtOnce,
    as_json,
)
from services.chassis.strict_json import BrokenJson

MEDIA_TYPE = "application/problem+json"
REFUSAL = "refusal"
"""The extension of an application that answers with pages: see services/frontend/refusals.py."""
STATUS: Mapping[type[DomainError], int] = {
    BrokenJson: 400,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    PreconditionFailed: 412,
    TooMuchAtOnce: 413,
    PreconditionRequired: 428,
}


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


def refuse(
    status: int,
    detail: str,
    errors: tuple[FieldError, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that refuses a request: a problem document, or a page where one was asked for."""
    as_page = current_app.extensions.get(REFUSAL, lambda *_: None)
    found: Response | None = as_page(status, detail, errors)
    if found is None:
        return problem(status, detail, errors, headers)
    found.headers.extend(headers or {})
    return found


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
