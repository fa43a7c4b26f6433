import pytest

from tests.callers import AUDITOR, LEAD, LMS, PEOPLE_ADMIN, staff
from tests.delivery import deliver, make_event, published
from tests.integration.courses.sending import make_course, person

DONE = {"course": "testing", "state": "completed", "completed_on": "2026-02-20"}
ACCEPT = {"verdict": "accepted", "note": "Seen"}


@pytest.fixture
def client(app, client):
    make_course(client)
    deliver(app, person("S1", "M1", "M2"), person("M1", "M2"), person("M2"), person("LONE"))
    return client


def claim(client, number="S1", **changes):
    path = f"/people/{number}/training"
    return client.post(path, DONE | changes, caller=staff(number), expect=201).json["id"]


def waiting(client, caller, query=""):
    answer = client.get(f"/claims{query}", caller=caller, expect=200).json
    return [item["id"] for item in answer["items"]]


class TestListClaims:
    def test_waits_for_the_nearest_manager_and_on_request_for_all_of_the_line(self, client):
        of_s1, of_m1 = claim(client), claim(client, "M1")

        assert waiting(client, staff("M1")) == [of_s1]
        assert waiting(client, staff("M2")) == [of_m1]
        assert set(waiting(client, staff("M2"), "?all=true")) == {of_s1, of_m1}
        assert waiting(client, staff("S1")) == []

    def test_passes_over_a_manager_who_is_not_at_work(self, app, client):
        of_s1 = claim(client)

        deliver(app, person("M1", "M2", sequence=2, leaves_on="2026-03-02"))
        assert waiting(client, staff("M1")) == [of_s1]

        deliver(app, person("M1", "M2", sequence=3, leaves_on="2026-03-01"))
        assert waiting(client, staff("M2")) == [of_s1]

    def test_waits_for_the_people_admin_where_nobody_in_the_line_is_at_work(self, client):
        of_lone = claim(client, "LONE")
        claim(client)

        assert waiting(client, PEOPLE_ADMIN) == [of_lone]
        assert waiting(client, staff("A1", "people-admin", unit="elsewhere")) == []

    def test_never_waits_for_the_person_themselves(self, app, client):
        deliver(app, person("ADMIN1"))
        claim(client, "ADMIN1")

        assert waiting(client, PEOPLE_ADMIN) == []

    def test_puts_the_longest_wait_first_in_pages(self, client, clock):
        older = claim(client)
        clock.instant = clock.instant.replace(day=5)
        newer = claim(client, completed_on="2026-01-01")

        first = client.get("/claims?limit=1", caller=staff("M1"), expect=200).json

        assert [item["id"] for item in first["items"]] == [older]
        assert first["items"][0]["name"] == "Name of S1"
        assert waiting(client, staff("M1"), f"?limit=1&cursor={first['next']}") == [newer]

    def test_skips_none_on_the_next_page_where_one_before_is_answered(self, client):
        days = ("2025-10-01", "2025-12-01", "2026-02-01")
        logged = {claim(client, completed_on=day) for day in days}
        first = client.get("/claims?limit=1", caller=staff("M1"), expect=200).json
        (shown,) = (item["id"] for item in first["items"])

        client.post(f"/training/{shown}/verdict", ACCEPT, caller=staff("M1"), expect=200)

        rest = waiting(client, staff("M1"), f"?cursor={first['next']}")
        assert set(rest) == logged - {shown}

    def test_leaves_out_what_needs_no_answer(self, client):
        client.post("/people/S1/training", DONE, caller=LMS, expect=201)
        answered = claim(client, completed_on="2026-01-01")
        client.post(f"/training/{answered}/verdict", ACCEPT, caller=staff("M1"), expect=200)
        withdrawn = claim(client, completed_on="2025-10-01")
        client.patch(
            f"/training/{withdrawn}", {"state": "withdrawn"}, caller=staff("S1"), expect=200
        )

        assert waiting(client, staff("M1")) == []

    def test_is_for_people(self, client):
        client.get("/claims", expect=401)
        client.get("/claims", caller=LMS, expect=403)


class TestGiveVerdict:
    @pytest.mark.parametrize("verdict", ["accepted", "rejected"])
    def test_answers_a_claim_and_says_so(self, app, client, verdict):
        path = f"/training/{claim(client)}/verdict"
        body = ACCEPT | {"verdict": verdict}

        got = client.post(path, body, caller=staff("M1"), expect=200).json

        assert got["confirmation"] == {
            "state": verdict,
            "by": "M1",
            "on": "2026-03-02",
            "note": "Seen",
        }
        assert published(app)[-1]["data"]["confirmation"] == verdict

    def test_the_same_again_is_fine_and_another_one_is_not(self, client):
        path = f"/training/{claim(client)}/verdict"
        client.post(path, ACCEPT, caller=staff("M1"), expect=200)

        again = client.post(path, ACCEPT, caller=staff("M2"), expect=200).json
        other = client.post(path, {"verdict": "rejected"}, caller=staff("M2"), expect=409).json

        assert again["confirmation"]["by"] == "M1"
        assert "M1 on 2\N{NO-BREAK SPACE}March 2026" in other["detail"]

    def test_logged_again_after_a_rejection_it_waits_again(self, client):
        identity = claim(client)
        verdict = {"verdict": "rejected", "note": "No proof"}
        client.post(f"/training/{identity}/verdict", verdict, caller=staff("M1"), expect=200)

        again = client.post(
            "/people/S1/training",
            DONE | {"link": "https://x.example/proof"},
            caller=staff("S1"),
            expect=200,
        ).json

        assert again["id"] == identity
        assert again["confirmation"]["state"] == "waiting"
        assert waiting(client, staff("M1")) == [identity]

    def test_is_refused_where_nothing_waits(self, client):
        done = client.post("/people/S1/training", DONE, caller=LMS, expect=201).json

        client.post(f"/training/{done['id']}/verdict", ACCEPT, caller=staff("M1"), expect=409)

    @pytest.mark.parametrize(
        ("caller", "status"),
        [
            pytest.param(staff("S1"), 403, id="own"),
            pytest.param(staff("S2"), 404, id="colleague"),
            pytest.param(PEOPLE_ADMIN, 404, id="people-admin of a managed person"),
            pytest.param(LEAD, 404, id="digital lead"),
            pytest.param(AUDITOR, 403, id="auditor, who may read it"),
            pytest.param(LMS, 403, id="learning system"),
            pytest.param(None, 401, id="nobody"),
        ],
    )
    def test_is_for_the_line(self, client, caller, status):
        identity = claim(client)

        client.post(f"/training/{identity}/verdict", ACCEPT, caller=caller, expect=status)
        client.post(f"/training/{identity}/verdict", ACCEPT, caller=staff("M2"), expect=200)

    def test_is_for_the_people_admin_where_nobody_in_the_line_is_at_work(self, client):
        path = f"/training/{claim(client, 'LONE')}/verdict"

        client.post(path, ACCEPT, caller=PEOPLE_ADMIN, expect=200)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"verdict": "maybe"}, "/verdict"),
            ({}, "/verdict"),
            ({"verdict": "accepted", "note": "x" * 2_001}, "/note"),
            ({"verdict": "accepted", "level": 2}, "/level"),
        ],
        ids=["unknown", "none", "long note", "unknown field"],
    )
    def test_refuses_what_cannot_stand(self, client, body, pointer):
        path = f"/training/{claim(client)}/verdict"

        refused = client.post(path, body, caller=staff("M1"), expect=422).json

        assert refused["errors"][0]["pointer"] == pointer


class TestSignIn:
    def test_is_refused_to_who_has_left_or_was_removed(self, app, client):
        client.get("/courses", caller=staff("S1"), expect=200)

        deliver(app, person("S1", sequence=2, leaves_on="2026-03-01"))
        client.get("/courses", caller=staff("S1"), expect=403)

        deliver(app, person("S1", sequence=3, leaves_on="2026-03-02"))
        client.get("/courses", caller=staff("S1"), expect=200)

        deliver(app, make_event("skills.person.removed.v1", "S1", 4, removed=True))
        client.get("/courses", caller=staff("S1"), expect=403)
