"""Sign-in and sign-out with the organisation's own sign-in service (OpenID Connect)."""

import re
from typing import Any, cast

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, redirect, request, session
from requests import RequestException
from werkzeug.wrappers import Response

from services.chassis import tokens
from services.chassis.context import context
from services.chassis.problems import refuse
from services.chassis.settings import Settings
from services.frontend import sessions
from services.frontend.pages import SEE_OTHER, plain_page

# A browser drops a cookie of more than 4,096 bytes, and with it the sign-in that has begun.
OWN_ADDRESS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,2000}")
HOME = "/"
LEAVING = "sign-out"
IDENTITY = "identity"
SECONDS = 3  # for one call to the sign-in service


def register_identity(app: Flask, settings: Settings) -> None:
    """Say where people sign in; nothing is asked there before somebody does."""
    issuer = settings.oidc_internal_url or settings.oidc_issuer
    app.extensions[IDENTITY] = OAuth(app).register(
        IDENTITY,
        client_id=settings.oidc_web_client,
        client_secret=settings.readiness_web_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def add_sign_in(shared: Blueprint) -> None:
    """Serve the four addresses of it."""
    shared.add_url_rule("/sign-in", "sign_in", sign_in)
    shared.add_url_rule("/sign-in/done", "signed_in", signed_in)
    shared.add_url_rule("/sign-out", "sign_out", sign_out)
    shared.add_url_rule("/signed-out", "signed_out", signed_out)


def sign_in() -> Response:
    """Send the browser to sign in; `next` is where it goes afterwards, one of our own pages."""
    wanted = request.args.get("next", "")
    return _ask(wanted if OWN_ADDRESS.fullmatch(wanted) else HOME)


def signed_in() -> Response:
    """Come back from the sign-in service, and go on to where the browser was going."""
    wanted = session.get("next", HOME)
    try:
        token = _identity().authorize_access_token()
    except OAuthError:
        # Nobody is signed in there (any more): to sign out is then done already.
        return _to_signed_out() if wanted == LEAVING else _failed()
    except RequestException:
        return _unreachable()
    if wanted == LEAVING:
        return _end_there(token["id_token"])
    wired = context()
    sessions.begin(tokens.person(token["userinfo"], wired.settings), wired.clock.now())
    return redirect(wanted, SEE_OTHER)


def sign_out() -> Response:
    """End the session here, then the one of the sign-in service.

    That one ends without a question only for whoever shows its identity token. Our cookie does
    not hold it, so it is asked for once more, silently.
    """
    sessions.end()
    return _ask(LEAVING, prompt="none")


def signed_out() -> Response:
    """Say that nobody is signed in any more."""
    return plain_page("frontend/signed-out.html")


def _ask(wanted: str, **options: str) -> Response:
    for key in [key for key in session if key.startswith("_state_")]:
        session.pop(key)  # of attempts that came to nothing: a cookie has little room
    try:
        asked = _identity().authorize_redirect(_address("signed_in"), **options)
    except RequestException:
        return _unreachable()
    session["next"] = wanted
    return cast(Response, asked)


def _end_there(id_token: str) -> Response:
    sessions.end()
    return cast(
        Response,
        _identity().logout_redirect(
            post_logout_redirect_uri=_address("signed_out"),
            id_token_hint=id_token,
            client_id=_identity().client_id,
        ),
    )


def _to_signed_out() -> Response:
    sessions.end()
    return redirect(_address("signed_out"), SEE_OTHER)


def _failed() -> Response:
    return plain_page("frontend/not-signed-in.html", status=400)


def _unreachable() -> Response:
    return refuse(503, "The sign-in service does not answer. Try again soon.")


def _address(name: str) -> str:
    """The whole address of one of ours, as the sign-in service knows it."""
    return context().settings.public_url + current_app.url_for(f"shared.{name}", _external=False)


def _identity() -> Any:
    return current_app.extensions[IDENTITY]
