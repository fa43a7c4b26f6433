from concurrent.futures import ThreadPoolExecutor

import pytest

from services.courses.app import create
from tests.callers import (
    AUDITOR,
    DASHBOARD,
    LEAD,
    LEARNING_ADMIN,
    LMS,
    PEOPLE_ADMIN,
    Client,
    staff,
)
from tests.delivery import deliver, make_event, published
from tests.integration.courses.sending import make_course, person

ANN = staff("S1")
PATH = "/people/S1/training"
DONE = {"course": "testing", "state": "completed", "completed_on": "2026-03-02"}
ENROLLED = {"course": "testing", "state": "enrolled"}
OUTSIDE = {
    "outside": {
        "title": "Night school",
        "provider": "College",
        "outcomes": [{"skill": "testing", "level": 1}],
    },
    "state": "completed",
    "completed_on": "2026-02-28",
}


@pytest.fixture
def client(app, client):
    make_course(client)
    deliver(app, person("S1", "M1", "M2"), person("M1", "M2"), person("M2"))
    return client


def log(client, entry, *, caller=ANN, expect=201):
    return client.post(PATH, entry, caller=caller, expect=expect).json


class TestLogTraining:
    def test_of_ones_own_waits_and_says_so(self, app, client):
        record = log(client, DONE | {"hours": 5, "note": "Done", "link": "https://x.example/1"})

        assert record == {
            "id": record["id"],
            "staff_number": "S1",
            "course": "testing",
            "outside": None,
            "title": "Testing",
            "provider": "Academy",
            "outcomes": [{"skill": "testing", "level": 2}],
            "state": "completed",
            "percent": 100,
            "completed_on": "2026-03-02",
            "expires_on": "2027-03-02",
            "hours": 5,
            "cost_pence": 9000,
            "score": None,
            "note": "Done",
            "link": "https://x.example/1",
            "logged_on": "2026-03-02",
            "logged_by": "person",
            "confirmation": {"state": "waiting", "by": None, "on": None, "note": None},
        }
        (said,) = published(app, "courses.training.completed.v1")
        assert said["subject"] == f"S1/{record['id']}"
        assert said["data"] == {
            "training": record["id"],
            "staff_number": "S1",
            "course": "testing",
            "title": "Testing",
            "state": "completed",
            "percent": 100,
            "completed_on": "2026-03-02",
            "expires_on": "2027-03-02",
            "logged_on": "2026-03-02",
            "outcomes": [{"skill": "testing", "level": 2}],
            "confirmation": "waiting",
        }

    def test_by_a_learning_system_counts_at_once(self, client):
        record = log(client, DONE, caller=LMS)

        assert record["confirmation"]["state"] == "not-needed"

    def test_twice_makes_one_record(self, app, client):
        first = log(client, DONE)

        again = log(client, DONE, expect=200)

        assert again == first
        assert len(published(app, "courses.training.completed.v1")) == 1

    def test_goes_its_way_from_enrolment_to_renewal(self, app, client):
        enrolled = log(client, ENROLLED)
        started = log(client, ENROLLED | {"state": "in-progress", "percent": 40}, expect=200)
        done = log(client, DONE, expect=200)
        renewal = log(client, ENROLLED)

        assert enrolled["id"] == started["id"] == done["id"] != renewal["id"]
        said = [s["type"] for s in published(app) if s["subject"].endswith(enrolled["id"])]
        assert [name.split(".")[2] for name in said] == ["enrolled", "progressed", "completed"]

    def test_withdraws_the_open_attempt(self, client):
        enrolled = log(client, ENROLLED)

        withdrawn = log(client, ENROLLED | {"state": "withdrawn"}, expect=200)

        assert (withdrawn["id"], withdrawn["state"]) == (enrolled["id"], "withdrawn")
        log(client, ENROLLED | {"state": "withdrawn"}, expect=409)

    def test_outside_the_catalogue_keeps_what_it_gives(self, client):
        record = log(client, OUTSIDE)

        assert record["course"] is None
        assert record["outside"] == OUTSIDE["outside"]
        assert record["expires_on"] is None
        assert log(client, OUTSIDE, expect=200)["id"] == record["id"]

    def test_for_somebody_not_known_yet_is_kept(self, client):
        client.post("/people/NEW1/training", DONE, caller=LMS, expect=201)
        client.post("/people/NEW2/training", DONE, caller=staff("NEW2"), expect=201)

        client.get("/people/NEW2/training", caller=staff("NEW2"), expect=200)
        client.get("/people/NEW1/training", caller=AUDITOR, expect=404)

    def test_enrols_on_no_withdrawn_course_but_takes_completions(self, client):
        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)

        refused = log(client, ENROLLED, expect=409)

        assert refused["errors"][0]["pointer"] == "/course"
        log(client, DONE)

    @pytest.mark.parametrize(
        ("entry", "pointer"),
        [
            pytest.param({"state": "enrolled"}, "/course", id="neither course nor outside"),
            pytest.param(DONE | {"outside": {"title": "x"}}, "/course", id="both"),
            pytest.param(DONE | {"course": "nowhere"}, "/course", id="unknown course"),
            pytest.param(DONE | {"state": "begun"}, "/state", id="unknown state"),
            pytest.param({"course": "testing"}, "/state", id="no state"),
            pytest.param(DONE | {"completed_on": "2026-03-03"}, "/completed_on", id="tomorrow"),
            pytest.param(DONE | {"completed_on": "2026-02-29"}, "/completed_on", id="29 February"),
            pytest.param(DONE | {"completed_on": "20260302"}, "/completed_on", id="no hyphens"),
            pytest.param(DONE | {"completed_on": None}, "/completed_on", id="completed, no day"),
            pytest.param(
                ENROLLED | {"completed_on": "2026-03-01"}, "/completed_on", id="day, enrolled"
            ),
            pytest.param(ENROLLED | {"percent": 5}, "/percent", id="percent, enrolled"),
            pytest.param(ENROLLED | {"score": 0.5}, "/score", id="score, enrolled"),
            pytest.param(DONE | {"percent": 101}, "/percent", id="101 percent"),
            pytest.param(DONE | {"percent": 1.9}, "/percent", id="1.9 percent"),
            pytest.param(DONE | {"score": 1.1}, "/score", id="score above 1"),
            pytest.param(DONE | {"hours": -1}, "/hours", id="negative hours"),
            pytest.param(DONE | {"hours": 1e9}, "/hours", id="absurd hours"),
            pytest.param(DONE | {"cost_pence": -1}, "/cost_pence", id="negative cost"),
            pytest.param(DONE | {"link": "javascript:alert(1)"}, "/link", id="no https"),
            pytest.param(DONE | {"note": "x" * 10_000}, "/note", id="long note"),
            pytest.param(DONE | {"note": "a\u0000"}, "/note", id="NUL"),
            pytest.param(DONE | {"note": "\u202e"}, "/note", id="right-to-left override"),
            pytest.param(DONE | {"confirmation": {}}, "/confirmation", id="what others say"),
            pytest.param(
                {**OUTSIDE, "outside": {"title": "x", "outcomes": [{"skill": "a", "level": 5}]}},
                "/outside/outcomes/0/level",
                id="level 5 outside",
            ),
        ],
    )
    def test_refuses_what_cannot_stand_and_names_it(self, app, client, entry, pointer):
        refused = log(client, entry, expect=422)

        assert pointer in [error["pointer"] for error in refused["errors"]]
        assert published(app, "courses.training.completed.v1") == []

    @pytest.mark.parametrize(
        ("caller", "status"),
        [
            pytest.param(None, 401, id="nobody"),
            pytest.param(staff("M1"), 403, id="manager, who may read it"),
            pytest.param(AUDITOR, 403, id="auditor, who may read it"),
            pytest.param(staff("S2"), 404, id="colleague"),
            pytest.param(PEOPLE_ADMIN, 404, id="people-admin"),
            pytest.param(DASHBOARD, 403, id="another system"),
        ],
    )
    def test_is_for_the_person_and_learning_systems(self, client, caller, status):
        log(client, DONE, caller=caller, expect=status)

    @pytest.mark.parametrize(
        "entries",
        [[DONE, DONE], [ENROLLED, ENROLLED], [DONE, DONE | {"completed_on": "2026-02-20"}]],
        ids=["the same", "enrolled", "near days"],
    )
    @pytest.mark.usefixtures("client")
    def test_two_at_once_are_like_one_after_the_other(self, wire, keys, entries):
        clients = [Client(wire(create), keys, "courses") for _ in entries]
        callers = [ANN, LMS]

        with ThreadPoolExecutor(2) as pool:
            answers = list(
                pool.map(
                    lambda job: job[0].post(PATH, job[1], caller=job[2]),
                    zip(clients, entries, callers, strict=True),
                )
            )

        assert sorted(answer.status_code for answer in answers) == [200, 201]
        assert len({answer.json["id"] for answer in answers}) == 1


class TestReadTraining:
    def test_lists_the_latest_first_in_pages(self, client):
        for day in ("2026-01-05", "2026-03-01", "2025-07-01"):
            log(client, DONE | {"completed_on": day}, caller=LMS)

        first = client.get(f"{PATH}?limit=2", caller=ANN, expect=200).json
        rest = client.get(f"{PATH}?limit=2&cursor={first['next']}", caller=ANN, expect=200).json

        days = [item["completed_on"] for item in first["items"] + rest["items"]]
        assert days == ["2026-03-01", "2026-01-05", "2025-07-01"]
        assert rest["next"] is None

    def test_gives_one_with_its_version(self, client):
        record = log(client, DONE)

        got = client.get(f"/training/{record['id']}", caller=ANN, expect=200)

        assert got.json == record
        seen = {"If-None-Match": got.headers["ETag"]}
        client.get(f"/training/{record['id']}", caller=ANN, headers=seen, expect=304)

    @pytest.mark.parametrize(
        ("caller", "status"),
        [
            pytest.param(ANN, 200, id="own"),
            pytest.param(staff("M1"), 200, id="manager"),
            pytest.param(staff("M2"), 200, id="manager's manager"),
            pytest.param(AUDITOR, 200, id="auditor"),
            pytest.param(staff("S2"), 404, id="colleague"),
            pytest.param(PEOPLE_ADMIN, 404, id="people-admin of a managed person"),
            pytest.param(LEAD, 404, id="digital lead"),
            pytest.param(LEARNING_ADMIN, 404, id="learning admin"),
            pytest.param(staff("A9", "auditor", unit="elsewhere"), 404, id="auditor elsewhere"),
            pytest.param(LMS, 403, id="learning system"),
            pytest.param(None, 401, id="nobody"),
        ],
    )
    def test_is_for_the_person_their_line_and_auditors(self, client, caller, status):
        record = log(client, DONE)

        client.get(PATH, caller=caller, expect=status)
        client.get(f"/training/{record['id']}", caller=caller, expect=status)
        client.get("/people/S1/recommendations", caller=caller, expect=status)

    def test_is_for_the_auditor_of_a_unit_above(self, app, client):
        deliver(
            app,
            person("S1", "M1", sequence=2, unit="ward"),
            make_event(
                "skills.unit.changed.v1", "ward", unit="ward", name="Ward", path=["trust", "ward"]
            ),
        )

        client.get(PATH, caller=staff("A1", "auditor", unit="trust"), expect=200)
        client.get(PATH, caller=staff("A1", "auditor", unit="other"), expect=404)

    def test_is_for_the_people_admin_where_nobody_in_the_line_is_at_work(self, app, client):
        deliver(
            app,
            person("M1", "M2", sequence=2, leaves_on="2026-03-01"),
            person("M2", sequence=2, starts_on="2026-03-03"),
        )

        client.get(PATH, caller=PEOPLE_ADMIN, expect=200)
        client.get("/people/ADMIN1/training", caller=PEOPLE_ADMIN, expect=200)

    def test_of_a_removed_person_is_unseen_until_they_are_made_again(self, app, client):
        record = log(client, DONE)
        removed = make_event("skills.person.removed.v1", "S1", 2, removed=True)

        deliver(app, removed)
        client.get(PATH, caller=AUDITOR, expect=404)
        client.get(f"/training/{record['id']}", caller=staff("M1"), expect=404)
        client.get(PATH, caller=ANN, expect=403)
        assert client.get("/claims?all=true", caller=staff("M2")).json["items"] == []

        deliver(app, person("S1", "M1", sequence=3))
        got = client.get(PATH, caller=AUDITOR, expect=200).json
        assert [item["id"] for item in got["items"]] == [record["id"]]

    def test_what_never_was_is_not_found(self, client):
        client.get("/training/nothing", caller=AUDITOR, expect=404)
        client.get("/people/NOBODY/training", caller=AUDITOR, expect=404)


class TestEditTraining:
    def test_moves_an_open_attempt_to_its_end(self, app, client):
        record = log(client, ENROLLED)
        path = f"/training/{record['id']}"

        client.patch(path, {"percent": 30, "note": "Tuesdays"}, caller=ANN, expect=200)
        done = {"state": "completed", "completed_on": "2026-03-01", "note": None}
        got = client.patch(path, done, caller=ANN, expect=200).json

        assert (got["state"], got["note"]) == ("completed", None)
        assert got["confirmation"]["state"] == "waiting"
        assert len(published(app, "courses.training.completed.v1")) == 1

    def test_of_a_waiting_completion_changes_hours_note_link_or_withdraws(self, client):
        path = f"/training/{log(client, DONE)['id']}"

        got = client.patch(path, {"hours": 7, "note": "x"}, caller=ANN, expect=200).json
        client.patch(path, {"score": 1}, caller=ANN, expect=409)
        client.patch(path, {"state": "withdrawn"}, caller=ANN, expect=200)
        client.patch(path, {"note": "y"}, caller=ANN, expect=409)

        assert (got["hours"], got["note"]) == (7, "x")

    def test_changes_nothing_that_counts(self, client):
        record = log(client, DONE, caller=LMS)

        client.patch(f"/training/{record['id']}", {"hours": 7}, caller=ANN, expect=409)

    def test_holds_to_the_version_that_is_given(self, client):
        path = f"/training/{log(client, ENROLLED)['id']}"
        seen = client.get(path, caller=ANN).headers["ETag"]
        patch = {"caller": ANN, "headers": {"If-Match": seen}}

        client.patch(path, {"percent": 1}, **patch, expect=200)
        client.patch(path, {"percent": 2}, **patch, expect=412)

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"percent": 101}, "/percent"),
            ({"state": "completed"}, "/completed_on"),
            ({"course": "other"}, "/course"),
            ({"state": None}, "/state"),
        ],
        ids=["101 percent", "completed, no day", "another course", "no state"],
    )
    def test_refuses_what_cannot_stand(self, client, change, pointer):
        path = f"/training/{log(client, ENROLLED)['id']}"

        refused = client.patch(path, change, caller=ANN, expect=422).json

        assert refused["errors"][0]["pointer"] == pointer

    def test_is_for_the_person_and_learning_systems(self, client):
        path = f"/training/{log(client, ENROLLED)['id']}"

        client.patch(path, {"percent": 1}, caller=staff("M1"), expect=403)
        client.patch(path, {"percent": 1}, caller=staff("S2"), expect=404)
        client.patch(path, {"percent": 1}, caller=LMS, expect=200)
