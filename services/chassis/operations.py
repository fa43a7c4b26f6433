"""Routes that every service has: how fresh it is, and what was set aside."""

import json
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import Schema, fields

from services.chassis import consuming, freshness
from services.chassis.access import Caller, Role, Rule
from services.chassis.context import context, read, transact
from services.chassis.dead_letters import DeadLetter
from services.chassis.errors import Conflict
from services.chassis.http import PageQuery, Routes, allow, page_schema
from services.chassis.paging import Page, PageWanted, page
from services.chassis.work import Work

SEE_FRESHNESS = Rule(anyone=True)
SEE_DEAD_LETTERS = Rule(roles=frozenset({Role.OPERATOR, Role.AUDITOR}))
REPLAY = Rule(roles=frozenset({Role.OPERATOR}))
NAMES = frozenset({"name", "title"})


class PositionSchema(Schema):
    """How far one partition is applied."""

    topic = fields.String(required=True)
    partition = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    last_event = fields.AwareDateTime(required=True, allow_none=True)
    applied_at = fields.AwareDateTime(required=True, allow_none=True)


class SignSchema(Schema):
    """One process and when it last said that it lives."""

    kind = fields.String(required=True)
    slot = fields.Integer(required=True)
    started = fields.AwareDateTime(required=True)
    at = fields.AwareDateTime(required=True)
    skipped = fields.Integer(required=True)
    dead = fields.Integer(required=True)


class FreshnessSchema(Schema):
    """How fresh this service is."""

    at = fields.AwareDateTime(required=True, allow_none=True)
    as_of = fields.AwareDateTime(required=True, allow_none=True)
    pending = fields.Integer(required=True)
    oldest_pending = fields.AwareDateTime(required=True, allow_none=True)
    dead_letters = fields.Integer(required=True)
    waiting_people = fields.Integer(required=True)
    topics = fields.List(fields.Nested(PositionSchema), required=True)
    processes = fields.List(fields.Nested(SignSchema), required=True)


class DeadLetterSchema(Schema):
    """A message set aside; its payload is shown without names."""

    id = fields.String(required=True)
    reason = fields.String(required=True)
    topic = fields.String(required=True)
    partition = fields.Integer(required=True)
    offset = fields.Integer(required=True)
    type = fields.String(required=True, allow_none=True)
    key = fields.String(required=True, allow_none=True)
    payload = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True)
    replays = fields.Integer(required=True)


class ReplaySchema(Schema):
    """What came of a replay."""

    id = fields.String(required=True)
    applied = fields.Boolean(required=True)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay."""

    id: str
    applied: bool


def operations() -> Routes:
    """The routes, to be registered beside a service's own."""
    routes = Routes("operations", __name__, description="For operators")

    @routes.route("/freshness", methods=["GET"])
    @allow(SEE_FRESHNESS)
    @routes.response(200, FreshnessSchema)
    def get_freshness() -> Any:
        """How far events have been sent and applied."""
        return read(how_fresh)

    @routes.route("/dead-letters", methods=["GET"])
    @allow(SEE_DEAD_LETTERS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, page_schema(DeadLetterSchema))
    def list_dead_letters(query: dict[str, Any]) -> Any:
        """Messages that could not be applied, with the reason."""
        return read(dead_letters, wanted=query["page"])

    @routes.route("/dead-letters/<id:letter_id>/replay", methods=["POST"])
    @allow(REPLAY)
    @routes.response(200, ReplaySchema)
    def replay_dead_letter(letter_id: str) -> Any:
        """Apply a message again: 200 and it is gone, 409 when it is refused as before."""
        if not transact(replay, letter_id=letter_id):
            raise Conflict("It was refused again; the reason stands in the dead letter.")
        return Replayed(letter_id, applied=True)

    return routes


def how_fresh(_work: Work, _caller: Caller) -> freshness.Freshness:
    """What relay and consumer last wrote, and what is counted now."""
    return freshness.read(context().mongo.database)


def dead_letters(work: Work, _caller: Caller, *, wanted: PageWanted) -> Page[DeadLetter]:
    """A page of dead letters, their payloads without names."""
    found = page(work.dead_letters, {}, wanted)
    return Page(tuple(_without_names(letter) for letter in found.items), found.next)


def replay(work: Work, _caller: Caller, *, letter_id: str) -> bool:
    """Apply a dead letter again, as the consumer would."""
    return consuming.replay(context().service)(work, letter_id)


def _without_names(letter: DeadLetter) -> DeadLetter:
    try:
        payload = json.loads(letter.payload or "")
    except (ValueError, RecursionError):
        # What cannot be read may hold anything; its size says enough.
        return replace(letter, payload=f"({len(letter.payload or '')} characters, no JSON)")
    return replace(letter, payload=json.dumps(_blank(payload), ensure_ascii=False))


def _blank(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: "…" if k in NAMES else _blank(v) for k, v in value.items()}
    return [_blank(item) for item in value] if isinstance(value, list) else value
