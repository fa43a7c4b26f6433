"""Every route of every service, called by every kind of caller."""

import re
from importlib import import_module

import pytest

from services.chassis.access import Role, Scope
from services.chassis.boot import prepare
from services.chassis.clock import SystemClock
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from services.chassis.tokens import principal
from tests.callers import Client, staff, system
from tests.delivery import deliver
from tests.integration.reporting.heard import person
from tests.signing import SESSION_SECRET, SigningKeys

SERVICES = ("skills", "courses", "reporting")
CALLERS = {
    "person": {"staff_number": "P1", "roles": []},
    **{role.value: staff("P1", role.value) for role in Role},
    **{f"{role.value} for a unit": staff("P1", role.value, unit="ward") for role in Role},
    "auditor who is no person": {"roles": ["auditor"]},
    **{scope.value: system("a-system", scope.value) for scope in Scope},
    "no scope": system("a-system"),
}
EVERYONE = frozenset(CALLERS)
PEOPLE = frozenset(name for name, claims in CALLERS.items() if "staff_number" in claims)


def holders(*names):
    """Callers of these roles and scopes."""
    return frozenset(
        name
        for name, claims in CALLERS.items()
        if {*claims.get("roles", ()), *claims.get("scope", "").split()} & set(names)
    )


PEOPLE_WRITERS = holders("people-admin", "people:write")
PLAN_READERS = PEOPLE | holders("auditor", "readiness:read")
RECORD_READERS = PEOPLE | holders("auditor")
OPERATIONS = {
    "GET /freshness": EVERYONE,
    "GET /dead-letters": holders("operator", "auditor"),
    "POST /dead-letters/<>/replay": holders("operator"),
}
MAY = {
    "skills": {
        **OPERATIONS,
        "GET /framework": EVERYONE,
        "POST /framework/imports": PEOPLE_WRITERS,
        "GET /skills": EVERYONE,
        "GET /skills/<>": EVERYONE,
        "GET /role-levels": EVERYONE,
        "GET /role-levels/<>": EVERYONE,
        "GET /units": EVERYONE,
        "GET /units/<>": EVERYONE,
        "PUT /units/<>": PEOPLE_WRITERS,
        "DELETE /units/<>": PEOPLE_WRITERS,
        "POST /units/imports": PEOPLE_WRITERS,
        "GET /people": PEOPLE | holders("auditor", "people:write"),
        "GET /people/<>": PEOPLE | holders("auditor", "people:write"),
        "PUT /people/<>": PEOPLE_WRITERS,
        "DELETE /people/<>": PEOPLE_WRITERS,
        "POST /people/imports": PEOPLE_WRITERS,
        "GET /people/<>/evidence": RECORD_READERS,
        "POST /people/<>/evidence": PEOPLE,
        "GET /people/<>/levels": RECORD_READERS,
        "GET /people/<>/gaps": RECORD_READERS,
        "GET /people/<>/exemptions": RECORD_READERS,
        "GET /people/<>/exemptions/<>": RECORD_READERS,
        "PUT /people/<>/exemptions/<>": PEOPLE,
        "DELETE /people/<>/exemptions/<>": PEOPLE,
        "POST /evidence/<>/verdict": PEOPLE,
        "GET /claims": PEOPLE,
        "GET /me": EVERYONE,
        "POST /events": holders("people:write"),
    },
    "courses": {
        **OPERATIONS,
        "GET /courses": EVERYONE,
        "GET /courses/<>": EVERYONE,
        "PUT /courses/<>": holders("learning-admin"),
        "DELETE /courses/<>": holders("learning-admin"),
        "POST /courses/imports": holders("learning-admin"),
        "GET /people/<>/training": RECORD_READERS,
        "POST /people/<>/training": PEOPLE | holders("training:write"),
        "GET /training/<>": RECORD_READERS,
        "PATCH /training/<>": PEOPLE | holders("training:write"),
        "POST /training/<>/verdict": PEOPLE,
        "GET /claims": PEOPLE,
        "GET /people/<>/recommendations": RECORD_READERS,
        "POST /events": holders("training:write"),
    },
    "reporting": {
        **OPERATIONS,
        "GET /initiatives": EVERYONE,
        "GET /initiatives/<>": EVERYONE,
        "PUT /initiatives/<>": holders("digital-lead"),
        "DELETE /initiatives/<>": holders("digital-lead"),
        "POST /initiatives/imports": holders("digital-lead"),
        "GET /readiness": PLAN_READERS,
        "GET /readiness/initiatives/<>": PLAN_READERS,
        "GET /readiness/units/<>": PLAN_READERS,
        "GET /units/<>/matrix": RECORD_READERS,
        "GET /people/<>/matrix": RECORD_READERS,
    },
}
"""For whom something of a route's kind could be allowed at all; the others are answered 403."""


@pytest.fixture(scope="module", params=SERVICES)
def service(request, servers, keys):
    """A service by its name, its application, and a client of it; P1 manages P2 there."""
    settings = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        session_secret=SESSION_SECRET,
        database_prefix="walked_",
    )
    create = import_module(f"services.{request.param}.app").create
    app = create(settings, clock=SystemClock("Europe/London"), keys=keys)
    wired = app.extensions[EXTENSION]
    prepare(wired)
    client = Client(app, keys, request.param)
    make_a_line(request.param, app, client)
    yield request.param, app, client
    wired.mongo.client.drop_database(wired.mongo.database)
    wired.mongo.client.close()


def make_a_line(service, app, client):
    if service == "skills":
        body = {"name": "P2", "manager": "P1"}
        client.put("/people/P2", body, caller=CALLERS["people:write"], expect=201)
    else:
        deliver(app, person("P2", line=["P1"]))


def routes(app, service):
    """Each route as `METHOD /path/<>`, with its rule."""
    base = f"/{service}/api/v1"
    return {
        f"{method} {re.sub('<[^>]+>', '<>', route.rule.removeprefix(base))}": view.rule
        for route in app.url_map.iter_rules()
        if route.rule.startswith(base)  # pages have a walk of their own
        for method in route.methods - {"HEAD", "OPTIONS"}
        if hasattr(view := app.view_functions[route.endpoint], "rule")
    }


def call(client, route, claims, query=""):
    """The response to a request about nothing that is there, so that it changes nothing."""
    method, path = route.split()
    path = path.replace("<>", "nobody-knows-this") + query
    body = None if method in ("GET", "DELETE") else {}
    return client.call(method, path, body, caller=claims)


class TestEveryRoute:
    def test_is_in_the_table(self, service):
        name, app, _ = service

        assert set(routes(app, name)) == set(MAY[name])

    def test_states_the_rule_of_the_table(self, service, keys):
        name, app, _ = service
        settings = app.extensions[EXTENSION].settings
        principals = {
            caller: principal(keys.token(**claims), keys, settings)
            for caller, claims in CALLERS.items()
        }

        for route, rule in routes(app, name).items():
            may = {caller for caller, who in principals.items() if rule.may_ever(who)}
            assert may == MAY[name][route], route

    def test_asks_for_a_token(self, service):
        name, app, client = service

        answers = {route: call(client, route, None).status_code for route in routes(app, name)}

        assert set(answers.values()) == {401}, answers

    @pytest.mark.parametrize("caller", CALLERS)
    def test_lets_in_whom_the_table_names(self, service, caller):
        name, _, client = service

        answers = {route: call(client, route, CALLERS[caller]) for route in MAY[name]}

        for route, answer in answers.items():
            status = answer.status_code
            assert status != 401, route
            assert status < 500, route
            assert (status != 403) == (caller in MAY[name][route]), (route, status)

    def test_refuses_a_parameter_that_it_does_not_know(self, service):
        name, app, client = service

        for route in routes(app, name):
            may = CALLERS[min(MAY[name][route])]
            answer = call(client, route, may, "?dryrun=true")
            assert answer.status_code == 422, route
            assert [e["pointer"] for e in answer.json["errors"]] == ["/dryrun"], route
