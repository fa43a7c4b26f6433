"""Give a service's web process its pages: sign-in, templates, styles, errors in plain words."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, request
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from whitenoise import WhiteNoise

from services.chassis.context import EXTENSION, Context
from services.chassis.web import LARGEST_BODY
from services.frontend import words
from services.frontend.pages import CSRF, Pages
from services.frontend.refusals import answer_with_pages
from services.frontend.sessions import keep_sessions
from services.frontend.sign_in import add_sign_in, register_identity
from services.frontend.statements import STATEMENTS, add_statements
from services.frontend.status import add_status

ASSETS = Path(__file__).parents[2] / "build" / "assets"
YEAR = 31_536_000  # seconds; the address of an asset holds a digest of all of them
PRODUCT = "Digital skills"


def add_pages(app: Flask, pages: Pages) -> Flask:
    """Serve the pages of a service beside its API. Raises MissingSettings."""
    context: Context = app.extensions[EXTENSION]
    service = context.service.name
    keep_sessions(app, context.settings)
    register_identity(app, context.settings)
    _templates(app, context)
    _forms(app)
    _assets(app, service)
    shared = Blueprint("shared", __name__, url_prefix=f"/{service}")
    add_sign_in(shared)
    add_statements(shared)
    add_status(shared)
    app.register_blueprint(pages)
    app.register_blueprint(shared)
    answer_with_pages(app, service)
    return app


def _templates(app: Flask, context: Context) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    packages = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("services.frontend"),
            PackageLoader("services.chassis"),
            PrefixLoader({name: PackageLoader(name) for name in packages}),
        ]
    )
    zone = context.settings.business_time_zone
    app.jinja_env.filters.update({each.__name__: each for each in words.FILTERS})
    app.jinja_env.filters["moment"] = partial(words.moment, zone=zone)
    app.jinja_env.globals.update(
        percent=words.percent,
        product=PRODUCT,
        organisation=context.settings.organisation,
        statements=STATEMENTS,
        csp_nonce=lambda: getattr(request, "csp_nonce", ""),
    )


def _forms(app: Flask) -> None:
    app.config.update(
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,  # a file that is brought in travels in a field
        WTF_CSRF_CHECK_DEFAULT=False,  # `allow` checks it; the API has no cookie to misuse
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_SSL_STRICT=False,  # it needs the referrer, which we tell browsers not to send
    )
    CSRF.init_app(app)
    WTFormsHelpers(app)


def _assets(app: Flask, service: str) -> None:
    files = sorted(path for path in ASSETS.rglob("*") if path.is_file())
    digest = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    prefix = f"{service}/assets/{digest}/"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # as Flask says
        app.wsgi_app, root=str(ASSETS), prefix=prefix, max_age=YEAR
    )
    app.jinja_env.globals["asset"] = lambda name: f"/{prefix}{name}"
