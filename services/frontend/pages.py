"""Pages: who may see one, which is the same rule as behind the API, and how one is answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.access import Rule, require_ever
from services.chassis.context import context
from services.chassis.http import Left, admit
from services.frontend import sessions
from services.frontend.frame import Frame, frame

View = TypeVar("View", bound=Callable[..., Any])
CSRF = CSRFProtect()
SEE_OTHER = 303


class SignInFirst(Exception):
    """Nobody is signed in, or their session is over."""


class Pages(Blueprint):
    """The pages of one service, below `/{service}`; their templates lie beside its code."""

    def __init__(self, service: str) -> None:
        super().__init__(
            "pages", f"services.{service}", url_prefix=f"/{service}", template_folder="templates"
        )


def allow(rule: Rule, *, by_itself: bool = False) -> Callable[[View], View]:
    """State who may see a page or send its form.

    Nobody signed in: to sign-in and back. Nothing of it could ever be allowed: the page that says
    there is no such page. `by_itself`: the page asks for it without the person, so that it does
    not count as use.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            enter(renew=not by_itself)
            require_ever(rule, g.principal)
            if request.method == "POST":
                CSRF.protect()
            return view(*args, **kwargs)

        marked: Any = guarded
        marked.rule = rule
        return cast(View, marked)

    return decorate


def enter(*, renew: bool) -> None:
    """Put who is signed in into `g.principal`. Raises SignInFirst, or Forbidden."""
    principal = sessions.signed_in(context().clock.now())
    if principal is None:
        raise SignInFirst
    g.principal = principal
    admit()
    if renew:
        sessions.renew()


def page(template: str, /, **values: Any) -> Response:
    """A page in its frame, for whoever is signed in."""
    return plain_page(template, frame=frame(), **values)


def frame_if_signed_in() -> Frame | None:
    """The frame of a page that everybody may see, where somebody is signed in."""
    try:
        if "principal" not in g:  # a view that refuses has let them in already
            enter(renew=False)
    except (SignInFirst, Left):
        return None
    return frame()


def plain_page(template: str, /, *, status: int = 200, **values: Any) -> Response:
    """A page. It is kept nowhere: it may hold what only this person may see."""
    return Response(render_template(template, **values), status, {"Cache-Control": "no-store"})


def go(endpoint: str, /, **values: Any) -> AnyResponse:
    """Send the browser to another page of this service, after a form was taken."""
    return redirect(url_for(endpoint, **values), SEE_OTHER)
