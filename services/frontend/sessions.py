"""Who is signed in: a signed cookie that the three services share and that holds ids only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, session

from services.chassis.access import Principal
from services.chassis.settings import MissingSettings, Settings

COOKIE = "readiness"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
MOST_ROLES = 20  # a cookie has 4,096 bytes
SHORTEST_SECRET = 32


def keep_sessions(app: Flask, settings: Settings) -> None:
    """Sign the cookie with the secret that all services share. Raises MissingSettings."""
    if len(settings.session_secret) < SHORTEST_SECRET:
        raise MissingSettings(
            f"Set SESSION_SECRET in the environment: {SHORTEST_SECRET} random characters or more, "
            "the same for all three services."
        )
    app.config.update(
        SECRET_KEY=settings.session_secret,
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        # The signature's age is the idle time: only use renews it, not a page that asks by itself.
        PERMANENT_SESSION_LIFETIME=IDLE,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def begin(principal: Principal, now: datetime) -> None:
    """Start a new session for this person, with nothing left of the one before."""
    session.clear()
    session.permanent = True
    session["person"] = {
        "subject": principal.subject,
        "staff_number": principal.staff_number,
        "roles": sorted(principal.roles)[:MOST_ROLES],
        "unit": principal.unit,
    }
    session["began"] = int(now.timestamp())


def end() -> None:
    """Forget who is signed in."""
    session.clear()


def renew() -> None:
    """Start the idle time anew."""
    session.modified = True


def signed_in(now: datetime) -> Principal | None:
    """Who is signed in, unless nobody is or it was too long ago."""
    person: Mapping[str, Any] | None = session.get("person")
    if person is None or now.timestamp() - session.get("began", 0) >= LONGEST.total_seconds():
        return None
    return Principal(
        subject=person["subject"],
        staff_number=person["staff_number"],
        roles=frozenset(person["roles"]),
        unit=person["unit"],
    )
