"""What is Ann's is not there for anybody outside her line, in any service."""

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest

from services.chassis.boot import prepare
from services.chassis.clock import SystemClock
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from tests.browsing import Browser, words
from tests.callers import AUDITOR, HR, LMS, PEOPLE_ADMIN, Client, staff
from tests.integration.trust import (
    ANN,
    BOSS,
    CHIEF,
    ELSEWHERE,
    LEAVE,
    OUTSIDER,
    TEAM,
    fill_courses,
    fill_reporting,
    fill_skills,
)
from tests.signing import SESSION_SECRET, SigningKeys

PERSON = {"name": "Ann", "unit": TEAM, "manager": "BOSS"}
CLAIM = {"skill": "testing", "level": 3, "source": "self"}
ASSESSMENT = {"skill": "testing", "level": 3, "source": "manager"}
ENTRY = {"course": "testing", "state": "enrolled"}


@dataclass(frozen=True)
class Asked:
    """A request about Ann, or with `id` about a record of hers, and who may make it."""

    route: str
    by: dict
    body: Any = None
    query: str = ""
    headers: tuple = ()


REQUESTS = {
    "skills": (
        Asked("GET /people/ANN", BOSS),
        Asked("PUT /people/ANN", PEOPLE_ADMIN, PERSON, headers=(("If-Match", "*"),)),
        Asked("GET /people/ANN/evidence", CHIEF),
        Asked("POST /people/ANN/evidence", ANN, CLAIM),
        Asked("POST /people/ANN/evidence", BOSS, ASSESSMENT),
        Asked("GET /people/ANN/levels", AUDITOR),
        Asked("GET /people/ANN/gaps", ANN, query="?role_level=junior-tester"),
        Asked("GET /people/ANN/exemptions", CHIEF),
        Asked("GET /people/ANN/exemptions/{skill}", AUDITOR),
        Asked("PUT /people/ANN/exemptions/{skill}", BOSS, LEAVE, headers=(("If-Match", "*"),)),
        Asked("DELETE /people/ANN/exemptions/{skill}", CHIEF),
        Asked("POST /evidence/{id}/verdict", BOSS, {"verdict": "accepted"}),
        Asked("DELETE /people/ANN", HR),
    ),
    "courses": (
        Asked("GET /people/ANN/training", BOSS),
        Asked("POST /people/ANN/training", ANN, ENTRY),
        Asked("GET /training/{id}", CHIEF),
        Asked("PATCH /training/{id}", LMS, {"hours": 3}),
        Asked("POST /training/{id}/verdict", BOSS, {"verdict": "accepted"}),
        Asked("GET /people/ANN/recommendations", ANN),
    ),
    "reporting": (
        Asked("GET /people/ANN/matrix", ANN),
        Asked(f"GET /units/{TEAM}/matrix", CHIEF),
        Asked(f"GET /readiness/units/{TEAM}", BOSS),
    ),
}
PAGE_OF_SOMEBODY = re.compile("<staff:|<id:(?!letter)")
LISTS = {
    "skills": ("/people?limit=200", "/people?q=ann", f"/people?unit={TEAM}", "/claims?all=true"),
    "courses": ("/claims?all=true",),
    "reporting": ("/readiness", f"/units/{ELSEWHERE}/matrix", f"/readiness/units/{ELSEWHERE}"),
}
FILL = {"skills": fill_skills, "courses": fill_courses, "reporting": fill_reporting}
BOUNDED = ("people-admin", "auditor", "digital-lead")
OUTSIDERS = {
    "a colleague": OUTSIDER,
    "another manager": staff("OUTBOSS"),
    "somebody not known here": staff("NEW"),
    "an operator": staff("OUT", "operator"),
    "an administrator of another unit": staff("OUT", *BOUNDED, unit=ELSEWHERE),
    "an administrator of a unit that is not": staff("OUT", *BOUNDED, unit="nowhere"),
}


@dataclass(frozen=True)
class Filled:
    """A service that knows the trust."""

    name: str
    app: Any
    client: Client
    id: str | None

    def ask(self, asked, caller, **names):
        """The response to a request about Ann, or about other names in her place."""
        method, path = asked.route.split()
        path = path.format(id=names.get("id", self.id), skill="testing").replace(
            "ANN", names.get("person", "ANN")
        )
        path = path.replace(TEAM, names.get("unit", TEAM)) + asked.query
        return self.client.call(
            method, path, asked.body, caller=caller, headers=dict(asked.headers)
        )


@pytest.fixture(scope="module", params=REQUESTS)
def service(request, servers, keys):
    settings = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        session_secret=SESSION_SECRET,
        database_prefix="outside_",
    )
    create = import_module(f"services.{request.param}.app").create
    app = create(settings, clock=SystemClock("Europe/London"), keys=keys)
    wired = app.extensions[EXTENSION]
    prepare(wired)
    client = Client(app, keys, request.param)
    yield Filled(request.param, app, client, FILL[request.param](app, client))
    wired.mongo.client.drop_database(wired.mongo.database)
    wired.mongo.client.close()


class TestWhatIsAnns:
    def test_is_asked_for_by_every_route_about_a_person_or_a_record(self, service):
        about = re.compile("<staff:|<id:(?!letter_id)|/units/<[^>]+>/matrix|/readiness/units")
        routes = {
            f"{method} {route.rule.removeprefix(f'/{service.name}/api/v1')}"
            for route in service.app.url_map.iter_rules()
            for method in route.methods - {"HEAD", "OPTIONS"}
            if about.search(route.rule) and "/api/v1" in route.rule
        }

        asked = {each.route for each in REQUESTS[service.name]}

        assert {re.sub("<[^>]+>", "<>", route) for route in routes} == {
            re.sub(r"ANN|\{id\}|\{skill\}|" + TEAM, "<>", route) for route in asked
        }

    @pytest.mark.parametrize("outsider", OUTSIDERS.values(), ids=OUTSIDERS)
    def test_is_not_there_for(self, service, outsider):
        answers = {
            asked.route: service.ask(asked, outsider).status_code
            for asked in REQUESTS[service.name]
        }

        assert set(answers.values()) <= {403, 404}, answers
        assert {status for route, status in answers.items() if route.startswith("GET")} == {404}

    @pytest.mark.parametrize("outsider", OUTSIDERS.values(), ids=OUTSIDERS)
    def test_cannot_be_told_from_what_is_not_there_by(self, service, outsider):
        for asked in REQUESTS[service.name]:
            hers = service.ask(asked, outsider)
            nobodys = service.ask(asked, outsider, person="NOBODY", id="none", unit="none")

            differing = {"instance": None}
            if hers.status_code == 404 and not asked.route.startswith("PUT"):
                assert hers.json | differing == nobodys.json | differing, asked.route

    @pytest.mark.parametrize("outsider", OUTSIDERS.values(), ids=OUTSIDERS)
    def test_stands_in_no_list_of(self, service, outsider):
        for path in LISTS[service.name]:
            answer = service.client.get(path, caller=outsider)

            assert answer.status_code in (200, 403, 404)
            assert "ANN" not in answer.get_data(as_text=True), path

    def test_is_there_for_those_who_may(self, service):
        answers = {
            f"{asked.route} {number}": service.ask(asked, asked.by).status_code
            for number, asked in enumerate(REQUESTS[service.name])
        }

        assert set(answers.values()) <= {200, 201, 204}, answers


class TestPagesOfAnns:
    """Her pages, for the same outsiders: each looks like a page that does not exist."""

    def pages(self, service):
        for route in service.app.url_map.iter_rules():
            if "/api/v1" not in route.rule and PAGE_OF_SOMEBODY.search(route.rule):
                path = re.sub(r"<staff:[^>]+>", "ANN", route.rule)
                path = re.sub(r"<id:[^>]+>", str(service.id), path)
                yield re.sub(r"<slug:skill>", "testing", path), route.methods & {"GET", "POST"}

    @pytest.mark.parametrize("outsider", OUTSIDERS.values(), ids=OUTSIDERS)
    def test_are_not_there_for(self, service, outsider):
        app = service.app
        who = {key: outsider[key] for key in ("staff_number", "roles", "unit") if key in outsider}
        browser = Browser(app, app.extensions[EXTENSION].clock.now(), **who)
        missing = words(browser.get(f"/{service.name}/no-such-page", expect=404))
        headers = {"X-CSRFToken": browser.token}  # as if they had a form of their own

        shown = {
            (path, method)
            for path, methods in self.pages(service)
            for method in methods
            if words(browser.flask.open(path, method=method, headers=headers)) != missing
        }

        assert shown == set()
