import pytest

from services.skills.app import create
from tests.callers import AUDITOR, PEOPLE_ADMIN, Client, staff
from tests.delivery import deliver, make_event, published

TRAINING = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "skills")


class TestThinPath:
    def test_a_course_becomes_a_level(self, app, client):
        client.put("/people/S1", {"name": "Ann"}, caller=PEOPLE_ADMIN, expect=201)

        deliver(app, completed())

        got = client.get("/people/S1/levels", caller=staff("S1"), expect=200).json
        assert got["items"] == [{"skill": "testing", "verified": 2, "claimed": 2}]
        (said,) = published(app, "skills.levels.changed.v1")
        assert said["data"]["levels"][0]["steps"] == [
            {"from": "2026-02-01", "verified": 2, "claimed": 2}
        ]

    def test_who_may_not_see_a_person_is_told_there_is_none(self, client):
        client.put("/people/S1", {"name": "Ann"}, caller=PEOPLE_ADMIN, expect=201)

        client.get("/people/S1", caller=staff("S2"), expect=404)
        client.get("/people/S1", expect=401)
        client.get("/people/S1", caller=AUDITOR, expect=200)


def completed(sequence=1):
    return make_event(
        "courses.training.completed.v1",
        f"S1/{TRAINING}",
        sequence,
        training=TRAINING,
        staff_number="S1",
        title="T",
        state="completed",
        confirmation="not-needed",
        completed_on="2026-02-01",
        logged_on="2026-02-01",
        outcomes=[{"skill": "testing", "level": 2}],
    )
