"""Routes: who may call, what goes in, what comes out; the rest of HTTP is said here once."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

import structlog
from apispec import APISpec
from flask import Request, Response, g, request
from flask_smorest import Api, Blueprint
from marshmallow import RAISE, Schema, ValidationError, fields, post_load
from webargs.flaskparser import FlaskParser, abort
from werkzeug.exceptions import HTTPException

from services.chassis import tokens
from services.chassis.access import Rule, require_ever
from services.chassis.context import caller, context
from services.chassis.errors import DomainError, Forbidden, field_errors
from services.chassis.fields import WholeInQuery
from services.chassis.paging import DEFAULT, MOST, PageWanted
from services.chassis.preconditions import Precondition
from services.chassis.problems import MEDIA_TYPE, ProblemSchema, refuse
from services.chassis.strict_json import loads

View = TypeVar("View", bound=Callable[..., Any])


class InvalidRequest(DomainError):
    """The request does not keep its schema; the errors name each field."""

    def __init__(self, messages: Any, data: Any) -> None:
        super().__init__("The request has values that cannot stand; see errors.")
        self.errors = tuple(field_errors(messages, data))


class Left(Forbidden):
    """Somebody who has left, or was removed, whatever they still hold."""


class Parser(FlaskParser):
    """Reads requests strictly, and refuses them as problem documents."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # as the library declares it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "files": RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002  # the library's
        """The JSON body. Wrong content type: 415."""
        if not req.is_json:
            abort(415)
        return loads(req.get_data(cache=True))

    def load_files(self, req: Request, schema: Schema) -> Any:
        """The files of a form. Wrong content type: 415."""
        if req.mimetype != "multipart/form-data":
            abort(415)
        return super().load_files(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,  # noqa: ARG002  # the library's
        *,
        error_status_code: int | None,  # noqa: ARG002  # the library's
        error_headers: Mapping[str, str] | None,  # noqa: ARG002  # the library's
    ) -> NoReturn:
        """Say which fields cannot stand."""
        messages = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
        location, inner = next(iter(messages.items()))
        data = loads(req.get_data(cache=True)) if location == "json" else req.args.to_dict()
        raise InvalidRequest(inner, data) from error


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest carries no types
    """A blueprint of API routes."""

    ARGUMENTS_PARSER = Parser()

    def route(self, rule: str, *, methods: list[str]) -> Callable[[View], View]:
        """Serve an address below `/{service}/api/v1`."""
        decorate: Callable[[View], View] = super().route(rule, methods=methods)
        return decorate

    def arguments(self, schema: type[Schema], **options: Any) -> Callable[[View], View]:
        """Read the body, or with `location="query"` the query, into the first free argument."""
        decorate: Callable[[View], View] = super().arguments(schema, **options)
        return decorate

    def response(
        self, status: int, schema: type[Schema] | None = None, **options: Any
    ) -> Callable[[View], View]:
        """Answer with what the view returns, dumped by the schema."""
        decorate: Callable[[View], View] = super().response(status, schema, **options)
        return decorate

    def alt_response(self, status: int, **options: Any) -> Callable[[View], View]:
        """Document a further answer."""
        decorate: Callable[[View], View] = super().alt_response(status, **options)
        return decorate


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest carries no types
    """OpenAPI with problem documents as the one form of error."""

    ERROR_SCHEMA = ProblemSchema
    spec: APISpec

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Refusals of the framework itself: unknown address, method, size, content type."""
        if error.response is not None:
            return error.response  # type: ignore[return-value]  # werkzeug's base class
        headers = {k: v for k, v in error.get_headers() if k.lower() != "content-type"}
        return refuse(error.code or 500, str(error.description or error.name), headers=headers)

    def _register_etag_headers(self) -> None:
        super()._register_etag_headers()
        # Needed to replace, not to create; which of the two it is only the database can tell.
        self.spec.components.parameters_lazy["IF_MATCH"]["required"] = False

    def _register_responses(self) -> None:
        super()._register_responses()
        for response in self.spec.components.responses_lazy.values():
            if content := response.get("content"):
                response["content"] = {MEDIA_TYPE: content["application/json"]}


def allow(rule: Rule) -> Callable[[View], View]:
    """State who may call a route: callers to whom nothing of it could be allowed get 403.

    Without a token that stands: 401. Then a query with a parameter that the route does not know:
    422. The rule stays on the view as `rule`, where a test reads it.
    """

    def decorate(view: View) -> View:
        known = _query_of(view)

        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            sign_in()
            require_ever(rule, g.principal)
            _refuse_unknown(known)
            return view(*args, **kwargs)

        marked: Any = guarded
        marked.rule = rule
        marked._apidoc = deepcopy(getattr(guarded, "_apidoc", {}))
        marked._apidoc.setdefault("manual_doc", {})["security"] = [{"bearer": []}]
        return cast(View, marked)

    return decorate


def _query_of(view: View) -> tuple[str, ...]:
    """The names of the parameters that a view reads from the query."""
    documented: dict[str, Any] = getattr(view, "_apidoc", {})
    parameters = documented.get("arguments", {}).get("parameters", [])
    schemas = [each["schema"]() for each in parameters if each["in"] == "query"]
    return tuple(field.data_key or name for s in schemas for name, field in s.load_fields.items())


def _refuse_unknown(known: tuple[str, ...]) -> None:
    """Raise InvalidRequest for a misspelt parameter, which would change what is asked unseen."""
    unknown = [name for name in request.args if name not in known]
    if unknown:
        allowed = f"Allowed are: {', '.join(known)}." if known else "This address takes none."
        messages = {name: [f"Unknown parameter. {allowed}"] for name in unknown}
        raise InvalidRequest(messages, request.args)


def sign_in() -> None:
    """Put who is calling into `g.principal`. Raises tokens.Refused or Left."""
    wired = context()
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise tokens.Refused("Send a bearer token in the header Authorization.")
    g.principal = tokens.principal(token.strip(), wired.keys, wired.settings)
    structlog.contextvars.bind_contextvars(client=g.principal.client)
    admit()


def admit() -> None:
    """Let the caller in. Raises Left for somebody who is not at work here any more."""
    wired, who = context(), caller()
    if who.principal.staff_number and not wired.mongo.read(
        lambda work: wired.service.admits(work, who.principal, who.today)
    ):
        raise Left("You are not at work here any more.")


def versioned(view: View) -> View:
    """Document that a route gives an ETag, and that one which replaces needs If-Match."""
    marked: Any = view
    marked._apidoc = deepcopy(getattr(view, "_apidoc", {})) | {"etag": True}
    return view


def precondition() -> Precondition:
    """What this request says about the state that it wants to change."""
    match, none = request.if_match, request.if_none_match
    return Precondition(
        versions=frozenset(match.as_set(include_weak=False))
        if "If-Match" in request.headers
        else None,
        any=match.star_tag,
        create_only=none.star_tag,
    )


def etag(version: int) -> dict[str, str]:
    """The header that tells a caller the version of what they get."""
    return {"ETag": f'"{version}"'}


class PageQuery(Schema):
    """Which page of a list."""

    limit = WholeInQuery(1, MOST, load_default=DEFAULT)
    cursor = fields.String(metadata={"description": "`next` of the page before"})

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Put both into one value."""
        wanted = PageWanted(limit=data.pop("limit"), cursor=data.pop("cursor", None))
        return {**data, "page": wanted}


def page_schema(item: type[Schema]) -> type[Schema]:
    """The schema of a page of items."""
    name = item.__name__.removesuffix("Schema")
    attributes: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "next": fields.String(required=True, allow_none=True),
        "__doc__": f"A page of a list of {name}.",
    }
    return type(f"{name}PageSchema", (Schema,), attributes)
