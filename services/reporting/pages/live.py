"""Live figures: what an open page is told every few seconds, cheaply where nothing has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import Response, request

from services.chassis import freshness
from services.chassis.context import context, read
from services.frontend.pages import plain_page
from services.reporting.use_cases.plan_history import latest_plan_change


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """How fresh figures are that are worked out from now on.

    `mark` changes whenever something arrived from which figures are made; it was taken before the
    figures, so that news that come in between are shown a second time rather than never.
    """

    now: datetime
    as_of: datetime | None
    mark: str


def fresh() -> Fresh:
    """How fresh the service is now."""
    wired = context()
    found = freshness.read(wired.mongo.database)
    applied = sorted((one.topic, one.partition, str(one.applied_at)) for one in found.topics)
    seen = (wired.clock.today(), wired.mongo.generation(), read(latest_plan_change), applied)
    mark = sha256(repr(seen).encode()).hexdigest()[:16]
    return Fresh(now=wired.clock.now(), as_of=found.as_of, mark=mark)


def newer(template: str, figures: Callable[[], Any], *, live: str) -> Response:
    """The parts of a page that are newer than the mark `seen` of the query, served at `live`.

    `figures` works out what the template shows as `seen`; it is not asked where nothing arrived.
    """
    now = fresh()
    changed = request.args.get("seen") != now.mark
    seen = figures() if changed else None
    return plain_page(template, fresh=now, live=live, changed=changed, seen=seen)
