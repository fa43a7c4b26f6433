"""The web process of a service: one Flask application, wired."""

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Request, Response, g, render_template, request
from flask_smorest import Blueprint
from flask_talisman import Talisman
from pymongo.errors import ConnectionFailure, PyMongoError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter
from whitenoise import WhiteNoise

from services.chassis import metrics, tokens
from services.chassis.context import EXTENSION, Context
from services.chassis.errors import DomainError
from services.chassis.fields import SLUG, STAFF_NUMBER
from services.chassis.http import ProblemApi
from services.chassis.problems import refuse, status_of

LARGEST_BODY = 8_000_000  # bytes
RETRY_AFTER = {"Retry-After": "2"}  # seconds
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
DOCS_ASSETS = Path(__file__).parents[2] / "node_modules" / "swagger-ui-dist"
LOG = structlog.get_logger(__name__)


class WholeRequest(Request):
    """A request whose body is whole: werkzeug cuts one sent in chunks off at the limit."""

    def get_data(self, *args: Any, **kwargs: Any) -> Any:
        """The body. Raises RequestEntityTooLarge where it goes on past the limit."""
        body = super().get_data(*args, **kwargs)
        self.stream.read(1)  # which raises it
        return body


def make_app(context: Context, blueprints: Sequence[Blueprint], *, title: str) -> Flask:
    """An application that serves the blueprints under `/{service}`, with all that each has."""
    name = context.service.name
    app = Flask("services.chassis", static_url_path=f"/{name}/static")
    app.request_class = WholeRequest
    app.extensions[EXTENSION] = context
    app.config.update(
        API_TITLE=title,
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"/{name}",
        API_SPEC_OPTIONS=_spec_options(context.service.about),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        TRUSTED_HOSTS=None,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's default provider
    app.url_map.strict_slashes = True
    _secure(app)
    _around_requests(app)
    _refusals(app)
    api = ProblemApi(app)
    _converters(app, api)
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=f"/{name}/api/v1")
    _health(app, context)
    return app


def _spec_options(about: str) -> dict[str, Any]:
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    return {
        "info": {"description": about, "license": {"name": "MIT", "identifier": "MIT"}},
        "components": {"securitySchemes": {"bearer": bearer}},
    }


def _converters(app: Flask, api: ProblemApi) -> None:
    for name, pattern in (
        ("slug", SLUG),
        ("staff", STAFF_NUMBER),
        ("id", r"[A-Za-z0-9._-]{1,200}"),
    ):
        kind = type(name, (BaseConverter,), {"regex": pattern})
        app.url_map.converters[name] = kind
        schema = {"type": "string", "pattern": f"^{pattern}$"}
        api.register_converter(kind, lambda _converter, schema=schema: schema)


def _secure(app: Flask) -> None:
    Talisman(
        app,
        force_https=False,  # the gateway's part
        strict_transport_security=False,
        content_security_policy=CSP,
        content_security_policy_nonce_in=["script-src"],  # for the first line of a page
        referrer_policy="no-referrer",
        session_cookie_secure=False,
    )
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # as Flask says
    if DOCS_ASSETS.is_dir():
        name = app.config["OPENAPI_URL_PREFIX"].strip("/")
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # as Flask says
            app.wsgi_app, root=str(DOCS_ASSETS), prefix=f"{name}/docs-assets/"
        )


def _around_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if REQUEST_ID.fullmatch(given) else str(uuid4())
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        if "ETag" in response.headers:
            response.make_conditional(request)  # 304 for whoever has this version
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        rule = request.url_rule.rule if request.url_rule else "(none)"
        response.headers["X-Request-ID"] = g.get("request_id", "")
        response.headers.setdefault("Cache-Control", "no-store")
        metrics.observe(request.method, rule, response.status_code, seconds)
        LOG.info(
            "answered",
            method=request.method,
            rule=rule,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
        )
        return response


def _refusals(app: Flask) -> None:
    @app.errorhandler(DomainError)
    def refused(error: DomainError) -> Response:
        return refuse(status_of(error), str(error), error.errors)

    @app.errorhandler(tokens.Refused)
    def not_signed_in(error: tokens.Refused) -> Response:
        return refuse(401, str(error), headers={"WWW-Authenticate": "Bearer"})

    @app.errorhandler(tokens.Unreachable)
    def no_keys(error: tokens.Unreachable) -> Response:
        return refuse(503, str(error), headers=RETRY_AFTER)

    @app.errorhandler(PyMongoError)
    def database(error: PyMongoError) -> Response:
        away = error.timeout or error.has_error_label("TransientTransactionError")
        if not (away or isinstance(error, ConnectionFailure)):
            return unexpected(error)
        LOG.warning("database away", error=type(error).__name__)
        return refuse(503, "The database does not answer. Try again soon.", headers=RETRY_AFTER)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return ProblemApi.handle_http_exception(None, error)  # type: ignore[arg-type]  # no self
        LOG.error("unexpected", exc_info=error)
        return refuse(500, "Something went wrong on our side. It has been logged.")


def _health(app: Flask, context: Context) -> None:
    name = context.service.name

    @app.get(f"/{name}/livez")
    def livez() -> dict[str, str]:
        return {"status": "alive"}

    @app.get(f"/{name}/readyz")
    def readyz() -> dict[str, str]:
        context.mongo.read(
            lambda work: work.basis.reader.count(work.dead_letters.collection, {"_id": ""})
        )
        return {"status": "ready"}

    @app.get("/metrics")
    @app.get(f"/{name}/metrics")
    def metrics_page() -> Response:
        text = metrics.exposition(context.settings.prometheus_multiproc_dir)
        return Response(text, content_type=metrics.CONTENT_TYPE)

    @app.get(f"/{name}/docs")
    def docs() -> str:
        return render_template("docs.html", service=name, title=app.config["API_TITLE"])
