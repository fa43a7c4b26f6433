"""`POST /events`: CloudEvents over HTTP, one (structured or binary) or a batch."""

from collections import Counter
from typing import Any
from urllib.parse import unquote

from flask import jsonify, request
from marshmallow import Schema, fields
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from services.chassis.access import Caller, Rule
from services.chassis.context import caller, context, transact_within
from services.chassis.errors import Conflict, DomainError, as_json
from services.chassis.garbage import none_searched
from services.chassis.http import Routes, allow
from services.chassis.intake import (
    MOST_ITEMS,
    CloudEventSchema,
    Inlets,
    Outcome,
    Prepared,
    Status,
    prepare,
    take_in,
)
from services.chassis.mongo import IMPORT_SECONDS, WEB_SECONDS
from services.chassis.problems import FieldErrorSchema
from services.chassis.strict_json import BrokenJson, loads

ONE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
JSON = "application/json"
BINARY_PREFIX = "ce-"


class OutcomeSchema(Schema):
    """What became of one event of a batch."""

    index = fields.Integer(required=True)
    id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    waiting = fields.Boolean(required=True)
    errors = fields.List(fields.Nested(FieldErrorSchema), required=True)


class IntakeSchema(Schema):
    """What became of a batch, or of one event (then without counts and items)."""

    id = fields.String()
    status = fields.String()
    waiting = fields.Boolean()
    accepted = fields.Integer()
    duplicate = fields.Integer()
    conflict = fields.Integer()
    refused = fields.Integer()
    items = fields.List(fields.Nested(OutcomeSchema))

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The value of that key; else marshmallow takes the method `items` of the object."""
        return obj.get(attr, default)


class RefusedEvent(DomainError):
    """One event was refused; the errors say why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("The event was refused; see errors.")
        self.errors = outcome.errors


def _request_body() -> dict[str, Any]:
    batch = {
        "type": "array",
        "maxItems": MOST_ITEMS,
        # Whatever an item is, the batch is taken: a bad one is refused by itself.
        "items": {"description": "An event as above"},
    }
    return {
        "required": True,
        "content": {ONE: {"schema": CloudEventSchema}, BATCH: {"schema": batch}},
    }


def serve_events(routes: Routes, rule: Rule, inlets: Inlets) -> None:
    """Add `POST /events` to a service's routes."""

    @routes.route("/events", methods=["POST"])
    @allow(rule)
    @routes.doc(requestBody=_request_body())  # type: ignore[untyped-decorator]  # the library's
    @routes.response(200, IntakeSchema, description="A batch taken item by item, or a duplicate")
    @routes.alt_response(201, schema=IntakeSchema, description="Accepted", success=True)
    def post_events() -> Any:
        """Take in what outside systems say; sending the same again is safe."""
        with none_searched():
            return _batch(inlets) if request.mimetype == BATCH else _one(inlets)


def _batch(inlets: Inlets) -> Any:
    items = loads(request.get_data())
    if not isinstance(items, list):
        raise BrokenJson("A batch is a JSON array of events.")
    if len(items) > MOST_ITEMS:
        raise RequestEntityTooLarge(f"A batch has at most {MOST_ITEMS:,} events.")
    outcomes = _taken(items, inlets, IMPORT_SECONDS)
    counts = Counter(outcome.status.value for outcome in outcomes)
    body = {status.value: counts[status.value] for status in Status}
    # As the schema has it already; to dump a thousand items by it takes ten times as long.
    return jsonify({**body, "items": [_item(outcome) for outcome in outcomes]})


def _one(inlets: Inlets) -> Any:
    (outcome,) = _taken([_event()], inlets, WEB_SECONDS)
    if outcome.status is Status.REFUSED:
        raise RefusedEvent(outcome)
    if outcome.status is Status.CONFLICT:
        raise Conflict("An event of this source and id was taken already, with other content.")
    body = {"id": outcome.id, "status": outcome.status.value, "waiting": outcome.waiting}
    return body, 201 if outcome.status is Status.ACCEPTED else 200


def _taken(items: list[Any], inlets: Inlets, seconds: float) -> list[Outcome]:
    client = caller().principal.client
    prepared = prepare(items, inlets, client=client, now=context().clock.now())
    return transact_within(seconds, _take, prepared=prepared, inlets=inlets)


def _take(work: Any, _caller: Caller, *, prepared: list[Prepared], inlets: Inlets) -> list[Outcome]:
    return take_in(work, work.inbox, prepared, inlets)


def _event() -> Any:
    if request.mimetype == ONE:
        return loads(request.get_data())
    if request.mimetype == JSON and f"{BINARY_PREFIX}id" in request.headers:
        attributes = {
            # Headers are sent percent-encoded where they hold more than plain ASCII.
            name.lower().removeprefix(BINARY_PREFIX): unquote(value)
            for name, value in request.headers
            if name.lower().startswith(BINARY_PREFIX)
        }
        return {**attributes, "data": loads(request.get_data())}
    raise UnsupportedMediaType(f"Send {ONE}, {BATCH}, or {JSON} with the headers ce-*.")


def _item(outcome: Outcome) -> dict[str, Any]:
    return {
        "index": outcome.index,
        "id": outcome.id,
        "status": outcome.status.value,
        "waiting": outcome.waiting,
        "errors": [as_json(error) for error in outcome.errors],
    }
