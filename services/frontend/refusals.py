"""What a page says where it cannot be had: plain words, and a way on."""

from collections.abc import Sequence

from flask import Flask, Response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.errors import FieldError
from services.chassis.http import Left
from services.chassis.problems import REFUSAL, refuse
from services.frontend.pages import SEE_OTHER, SignInFirst, frame_if_signed_in, plain_page

BLUEPRINTS = frozenset({"pages", "shared"})
NOT_FOUND = "Page not found"
TITLES = {
    400: "That did not work",
    403: "You cannot sign in here any more",
    404: NOT_FOUND,
    405: NOT_FOUND,
    409: "Somebody was faster",
    412: "It has changed since you opened it",
    413: "The file is too large",
    422: "That cannot be saved",
    503: "Try again in a moment",
}


def answer_with_pages(app: Flask, service: str) -> None:
    """Refuse requests for pages with a page; those of the API keep their problem documents."""

    def wanted() -> bool:
        if request.url_rule is None:
            return not request.path.startswith(f"/{service}/api/")
        return request.blueprint in BLUEPRINTS

    def refusal(status: int, detail: str, errors: Sequence[FieldError]) -> Response | None:
        return _page(status, detail, errors) if wanted() else None

    app.extensions[REFUSAL] = refusal
    app.register_error_handler(SignInFirst, _sign_in_first)
    app.register_error_handler(CSRFError, _open_too_long)
    app.register_error_handler(Left, _left)


def _page(status: int, detail: str, errors: Sequence[FieldError]) -> Response:
    if status == 403:
        status = 404  # what one may not see looks as if it were not there
    return plain_page(  # without a frame where the database may be what failed
        "frontend/error.html",
        status=status,
        frame=None if status >= 500 else frame_if_signed_in(),
        title=TITLES.get(status, "Something went wrong"),
        detail=detail,
        errors=errors,
    )


def _sign_in_first(_error: SignInFirst) -> AnyResponse:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return redirect(url_for("shared.sign_in", next=wanted), SEE_OTHER)


def _open_too_long(_error: HTTPException) -> Response:
    return refuse(400, "The page was open for too long. Go back, load it again and send it anew.")


def _left(error: Left) -> Response:
    if request.blueprint not in BLUEPRINTS:
        return refuse(403, str(error))
    title = TITLES[403]
    return plain_page("frontend/error.html", status=403, title=title, detail=str(error), errors=())
