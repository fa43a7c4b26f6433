"""What a request works with: the service, its database, the clock, and who is calling."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import current_app, g, request

from services.chassis.access import Caller
from services.chassis.clock import Clock
from services.chassis.mongo import WEB_SECONDS, Mongo
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.chassis.tokens import Keys

P = ParamSpec("P")
R = TypeVar("R")
EXTENSION = "readiness"
TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an application is wired with."""

    service: Service
    settings: Settings
    mongo: Mongo[Any]
    clock: Clock
    keys: Keys


def context() -> Context:
    """The context of the application that answers this request."""
    found: Context = current_app.extensions[EXTENSION]
    return found


def caller() -> Caller:
    """Who is calling; there is always somebody behind `allow`."""
    return Caller(principal=g.principal, today=context().clock.today())


def transact(
    use_case: Callable[Concatenate[Any, Caller, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a use case in a transaction, as the caller."""
    return transact_within(WEB_SECONDS, use_case, *args, **kwargs)


def transact_within(
    seconds: float,
    use_case: Callable[Concatenate[Any, Caller, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """The same with more time: for imports, and for what rewrites the lines below somebody."""
    who = caller()
    return context().mongo.transact(
        lambda work: use_case(work, who, *args, **kwargs), seconds=seconds, traceparent=trace()
    )


def read(
    use_case: Callable[Concatenate[Any, Caller, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a use case that changes nothing, as the caller."""
    return read_within(WEB_SECONDS, use_case, *args, **kwargs)


def read_within(
    seconds: float,
    use_case: Callable[Concatenate[Any, Caller, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """The same with more time: for what works something out between two reads."""
    who = caller()
    return context().mongo.read(lambda work: use_case(work, who, *args, **kwargs), seconds=seconds)


def trace() -> str:
    """The W3C trace of this request: the caller's where they sent one, else a new one."""
    given = request.headers.get("traceparent", "")
    if TRACEPARENT.fullmatch(given):
        return given
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
