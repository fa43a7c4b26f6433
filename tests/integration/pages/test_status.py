"""System status, in one service for all three: the pages are the same code."""

import json

import pytest

from services.chassis.dead_letters import Message, set_aside
from services.courses.app import create
from tests.browsing import Browser, words


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def letters(app, clock):
    """Two events set aside: one that can be applied by now, one that never can."""
    person = {
        "staff_number": "S9",
        "name": "Grace Hopper",
        **dict.fromkeys(("unit", "role_level", "manager", "starts_on", "leaves_on")),
        "line": [],
    }
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", b"1"),
        ("ce_type", b"skills.person.changed.v1"),
        ("ce_source", b"/skills"),
        ("ce_subject", b"S9"),
        ("ce_time", b"2026-03-01T10:00:00Z"),
        ("ce_sequence", b"1"),
        ("content-type", b"application/json"),
    )
    good = Message(
        topic="skills.people",
        partition=0,
        offset=1,
        headers=headers,
        key=b"S9",
        value=json.dumps(person).encode(),
    )
    bad = Message(topic="skills.people", partition=0, offset=2, headers=(), key=b"x", value=b"{")
    made = [set_aside(each, "It could not be read.", clock.now()) for each in (good, bad)]
    app.extensions["readiness"].mongo.transact(
        lambda work: [work.dead_letters.put(each) for each in made]
    )
    return made


@pytest.fixture
def operator(app, clock):
    return Browser(app, clock.now(), staff_number="O1", roles=["operator"])


class TestSystemStatus:
    def test_says_what_is_not_running(self, operator):
        assert "There is no relay running." in words(operator.get("/courses/status"))

    def test_lists_what_was_set_aside_with_the_reason(self, operator, letters):
        said = words(operator.get("/courses/status"))

        assert "2 events are set aside and need a decision." in said
        assert said.count("It could not be read.") == len(letters)
        assert "Replay all 2" in said

    @pytest.mark.usefixtures("letters")
    def test_lets_an_auditor_look_and_not_replay(self, app, clock):
        auditor = Browser(app, clock.now(), staff_number="A1", roles=["auditor"])

        assert "Replay all" not in words(auditor.get("/courses/status"))
        auditor.post("/courses/status/replay", form="/courses/status", expect=404)

    def test_is_no_page_for_anybody_else(self, app, clock):
        staff = Browser(app, clock.now(), staff_number="S1")

        assert "Page not found" in words(staff.get("/courses/status", expect=404))


class TestAnEventSetAside:
    def test_is_shown_without_names(self, operator, letters):
        said = words(operator.get(f"/courses/status/set-aside/{letters[0].id}"))

        assert "S9" in said
        assert "Grace" not in said

    @pytest.mark.usefixtures("letters")
    def test_of_an_odd_id_is_no_page(self, operator):
        operator.get("/courses/status/set-aside/none", expect=404)

    def test_is_gone_once_its_replay_has_helped(self, app, operator, letters):
        done = operator.post(
            "/courses/status/replay", {"letter": letters[0].id}, form="/courses/status"
        )

        assert "1 event replayed." in words(operator.get(done.location))
        person = app.extensions["readiness"].mongo.read(lambda work: work.people.get("S9"))
        assert person.name == "Grace Hopper"

    @pytest.mark.usefixtures("letters")
    def test_stays_where_the_replay_did_not_help(self, operator):
        done = operator.post("/courses/status/replay", form="/courses/status")

        said = words(operator.get(done.location))
        assert "1 event replayed. 1 event was refused again" in said
        assert "replayed 1 time" in said

    def test_is_not_replayed_by_a_forged_form(self, operator, letters):
        response = operator.flask.post("/courses/status/replay", data={"letter": letters[0].id})

        assert response.status_code == 400
        assert "The page was open for too long" in words(response)
