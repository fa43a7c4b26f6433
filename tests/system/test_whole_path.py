"""From HR's joiner to readiness through the public APIs, with servers that go away meanwhile."""

import os
import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

HR, LEARNING = "hr-system", "learning-system"
ADMIN, LEARNING_ADMIN, LEAD, AUDITOR = (
    "marcus.bell",
    "gwen.pritchard",
    "rosalind.hart",
    "ingrid.solberg",
)
TODAY = datetime.now(UTC).date()
ROLES = """Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,\
Skill Description,Skill Level,Skill Level Description,Role Type
Data,Data analyst,Analyses,Data analyst,Analyses,Data analysis,Reads data,working,Can do,data
"""
CREATE = {"If-None-Match": "*"}


@pytest.fixture(scope="module")
def organisation(product):
    """A unit, a role that needs one skill, a course that gives it, a post that wants it."""
    product.must(
        "POST",
        "/skills/api/v1/framework/imports",
        who=ADMIN,
        files={"roles": ("roles.csv", ROLES, "text/csv")},
    )
    unit = {"name": "Digital", "parent": None}
    product.must("PUT", "/skills/api/v1/units/sys", who=ADMIN, json=unit)
    course = {"title": "Data", "outcomes": [{"skill": "data-analysis", "level": 2}]}
    product.must("PUT", "/courses/api/v1/courses/sys-data", who=LEARNING_ADMIN, json=course)
    product.arrived(source="skills", reader="reporting")
    plan = {
        "title": "Plan",
        "deadline": str(TODAY + timedelta(100)),
        "priority": 1,
        "posts": [{"role_level": "data-analyst", "unit": "sys", "headcount": 4}],
    }
    product.must("PUT", "/reporting/api/v1/initiatives/sys-plan", who=LEAD, json=plan)


def event(kind, **data):
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "https://system.example",
        "type": kind,
        "time": datetime.now(UTC).isoformat(),
        "data": data,
    }


def joined(number):
    return event(
        "hr.person.joined.v1",
        staff_number=number,
        name=f"Person {number}",
        unit="sys",
        role_level="data-analyst",
        starts_on="2020-01-01",
    )


def completed(number):
    return event(
        "learning.training.completed.v1",
        staff_number=number,
        course="sys-data",
        completed_on=str(TODAY),
    )


def post(product, service, who, said):
    headers = {"Content-Type": "application/cloudevents+json"}
    path = f"/{service}/api/v1/events"
    return product.call("POST", path, who=who, json=said, headers=headers)


def fillable(product):
    """The figure, or None while reporting is being started again."""
    path = "/reporting/api/v1/readiness/initiatives/sys-plan"
    answer = product.call("GET", path, who=AUDITOR)
    return answer.body["fillable"] if answer.status == 200 else None


def reaches(product, number, seconds=30, meanwhile=lambda: None):
    end = time.monotonic() + seconds
    while fillable(product) != number:
        assert time.monotonic() < end, f"readiness never reached {number}"
        meanwhile()
        time.sleep(0.05)


@contextmanager
def stopped(process_id):
    """A server that does not answer while the block runs."""
    os.kill(process_id, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process_id, signal.SIGCONT)


@pytest.mark.usefixtures("organisation")
class TestTheWholePath:
    def test_a_completion_changes_readiness_though_it_came_before_the_person(self, product):
        early = post(product, "courses", LEARNING, completed("SYS1"))
        late = post(product, "skills", HR, joined("SYS1"))

        assert (early.status, early.body["waiting"]) == (201, True)
        assert late.status == 201
        reaches(product, 1)

    def test_accepts_while_kafka_is_away_and_all_arrives_later(self, product, pid):
        with stopped(pid("kafka")):
            person = post(product, "skills", HR, joined("SYS2"))
            training = post(product, "courses", LEARNING, completed("SYS2"))
            pending = product.get("/courses/api/v1/freshness", who=AUDITOR)["pending"]

        assert (person.status, training.status) == (201, 201)
        assert pending >= 1
        reaches(product, 2, seconds=60)

    def test_says_so_within_two_seconds_while_mongodb_is_away(self, product, pid):
        said = completed("SYS3")
        post(product, "skills", HR, joined("SYS3"))
        began = time.monotonic()
        with stopped(pid("mongod")):
            answer = post(product, "courses", LEARNING, said)
            seconds = time.monotonic() - began

        assert answer.status == 503
        assert seconds < 2.5  # 2 s for the answer itself, and what the test's own client takes
        assert post(product, "courses", LEARNING, said).status == 201, "nothing was kept before"
        reaches(product, 3, seconds=60)

    def test_goes_on_after_one_of_its_processes_was_killed(self, product, stack, pid):
        for service, kind in (("courses", "relay"), ("skills", "consumer"), ("reporting", "web")):
            os.kill(pid(kind, service), signal.SIGKILL)
        post(product, "skills", HR, joined("SYS4"))
        post(product, "courses", LEARNING, completed("SYS4"))

        # In `make run` the launcher watches; here the test does.
        reaches(product, 4, seconds=60, meanwhile=stack.supervisor.watch)


class TestSigningIn:
    def test_refuses_an_identity_token_and_a_broken_one(self, product):
        import requests

        path = product._run["url"] + "/skills/api/v1/me"
        for token in ("", "junk", "a.b.c"):
            answer = requests.get(path, headers={"Authorization": f"Bearer {token}"}, timeout=10)

            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_knows_everyone_by_the_roles_and_scopes_of_the_realm(self, product):
        for user in product._run["users"]:
            me = product.get("/skills/api/v1/me", who=user["username"])

            assert me["staff_number"] == user["staff_number"]
            assert set(me["roles"]) == set(user["roles"])
        for client in product._run["clients"]:
            if client["scopes"]:
                me = product.get("/skills/api/v1/me", who=client["client_id"])

                assert set(client["scopes"]) <= set(me["scopes"])
