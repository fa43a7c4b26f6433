"""Every page of every service, asked for by every kind of person and by nobody."""

import re
from importlib import import_module

import pytest

from services.chassis.access import Principal, Role, Rule
from services.chassis.boot import prepare
from services.chassis.clock import SystemClock
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from tests.browsing import Browser, words
from tests.signing import SESSION_SECRET, SigningKeys

SERVICES = ("skills", "courses", "reporting")
KINDS = {
    "a person": ("P1", (), None),
    **{role.value: ("P1", (role.value,), None) for role in Role},
    **{f"{role.value} of a unit": ("P1", (role.value,), "ward") for role in Role},
    "an auditor who is no person": (None, ("auditor",), None),
}
ODD = "nobody-has-this"


@pytest.fixture(scope="module", params=SERVICES)
def app(request, servers, keys):
    settings = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        session_secret=SESSION_SECRET,
        database_prefix="pages_walked_",
    )
    create = import_module(f"services.{request.param}.app").create
    app = create(settings, clock=SystemClock("Europe/London"), keys=keys)
    wired = app.extensions[EXTENSION]
    prepare(wired)
    yield app
    wired.mongo.client.drop_database(wired.mongo.database)
    wired.mongo.client.close()


def pages(app):
    """Address, method and rule of every page that asks for a sign-in."""
    for route in app.url_map.iter_rules():
        rule = getattr(app.view_functions[route.endpoint], "rule", None)
        if isinstance(rule, Rule) and "/api/v1" not in route.rule:
            for method in sorted(route.methods & {"GET", "POST"}):
                yield re.sub(r"<[^>]+>", ODD, route.rule), method, rule


def browser(app, kind):
    number, roles, unit = KINDS[kind]
    now = app.extensions[EXTENSION].clock.now()
    return Browser(app, now, staff_number=number, roles=roles, unit=unit)


class TestEveryPage:
    def test_asks_whom_it_does_not_know_to_sign_in(self, app):
        nobody = app.test_client()
        asked = {(path, m): nobody.open(path, method=m) for path, m, _ in pages(app)}

        assert len(asked) > 3
        assert {a for a, response in asked.items() if "/sign-in?" not in response.location} == set()

    @pytest.mark.parametrize("kind", KINDS)
    def test_looks_as_if_it_were_not_there_to_whom_no_rule_allows_it(self, app, kind):
        number, roles, unit = KINDS[kind]
        who = Principal(
            subject=f"subject of {number}", staff_number=number, roles=frozenset(roles), unit=unit
        )
        person = browser(app, kind)
        missing = words(person.get(f"/{app.extensions[EXTENSION].service.name}/{ODD}", expect=404))

        shown = {
            (path, method)
            for path, method, rule in pages(app)
            if not rule.may_ever(who)
            if words(person.flask.open(path, method=method)) != missing
        }

        assert shown == set()

    @pytest.mark.parametrize("kind", KINDS)
    def test_never_fails(self, app, kind):
        person = browser(app, kind)

        failed = {
            (path, method, answer.status_code)
            for path, method, _ in pages(app)
            if (answer := person.flask.open(path, method=method)).status_code >= 500
        }

        assert failed == set()

    @pytest.mark.parametrize("kind", ["a person", "people-admin"])
    def test_takes_no_form_without_the_token_against_forgery(self, app, kind):
        person = browser(app, kind)
        number, roles, unit = KINDS[kind]
        who = Principal(subject="x", staff_number=number, roles=frozenset(roles), unit=unit)

        taken = {
            path
            for path, method, rule in pages(app)
            if method == "POST" and rule.may_ever(who)
            if person.flask.post(path, data={"csrf_token": "made up"}).status_code != 400
        }

        assert taken == set()
