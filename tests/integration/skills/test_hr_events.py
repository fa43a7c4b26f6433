from tests.callers import AUDITOR, LMS, PEOPLE_ADMIN, staff
from tests.delivery import published
from tests.integration.skills.organisation import (
    hr_event,
    import_framework,
    post_batch,
    post_event,
    put_person,
    put_unit,
    set_up,
)

JOINER = {"staff_number": "ANN", "name": "Ann", "email": "ann@example.org", "manager": "MAN"}


def person(client, number):
    return client.get(f"/people/{number}", caller=AUDITOR, expect=200).json


def statuses(answer):
    return [item["status"] for item in answer["items"]]


class TestJoined:
    def test_makes_a_person_once(self, app, client):
        event = hr_event("person.joined", **JOINER)

        first = post_event(client, event, expect=201)
        again = post_event(client, event, expect=200)

        assert (first["status"], first["waiting"]) == ("accepted", False)
        assert again["status"] == "duplicate"
        assert person(client, "ANN")["email"] == "ann@example.org"
        assert len(published(app, "skills.person.changed.v1")) == 1

    def test_is_a_conflict_with_other_content_under_the_same_id(self, client):
        post_event(client, hr_event("person.joined", **JOINER), expect=201)

        post_event(client, hr_event("person.joined", **{**JOINER, "name": "Eve"}), expect=409)

        assert person(client, "ANN")["name"] == "Ann"

    def test_brings_back_somebody_taken_out(self, client):
        put_person(client, "ANN", email="old@example.org")
        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)

        post_event(client, hr_event("person.joined", staff_number="ANN", name="Ann"), expect=201)

        assert person(client, "ANN")["email"] is None

    def test_needs_a_name_for_somebody_new(self, client):
        refused = post_event(client, hr_event("person.joined", staff_number="ANN"), expect=422)

        assert [error["pointer"] for error in refused["errors"]] == ["/data/name"]


class TestMoved:
    def test_leaves_what_is_absent_and_clears_what_is_null(self, client):
        set_up(client)
        put_person(
            client,
            "ANN",
            email="ann@example.org",
            manager="MAN",
            unit="ward",
            expect=200,
            headers={"If-Match": "*"},
        )

        post_event(
            client,
            hr_event("person.moved", staff_number="ANN", unit="trust", manager=None),
            expect=201,
        )

        ann = person(client, "ANN")
        assert (ann["unit"], ann["manager"], ann["line"]) == ("trust", None, [])
        assert (ann["name"], ann["email"]) == ("Ann", "ann@example.org")

    def test_moves_the_lines_below(self, client):
        set_up(client)

        post_event(client, hr_event("person.moved", staff_number="MAN", manager="STR"), expect=201)

        assert person(client, "ANN")["line"] == ["MAN", "STR"]


class TestLeft:
    def test_sets_a_date_and_deletes_nothing(self, client):
        set_up(client)

        post_event(
            client,
            hr_event("person.left", staff_number="ANN", leaves_on="2026-03-31"),
            expect=201,
        )

        assert person(client, "ANN")["leaves_on"] == "2026-03-31"
        client.get("/me", caller=staff("ANN"), expect=200)

    def test_needs_somebody_known_here(self, client):
        refused = post_event(
            client,
            hr_event("person.left", staff_number="ANN", leaves_on="2026-03-31"),
            expect=422,
        )

        assert [error["pointer"] for error in refused["errors"]] == ["/data/staff_number"]


class TestUnitChanged:
    def test_keeps_the_tree(self, client):
        put_unit(client, "trust")
        put_unit(client, "ward")

        post_event(client, hr_event("unit.changed", unit="ward", parent="trust"), expect=201)
        refused = post_event(
            client, hr_event("unit.changed", "2", unit="trust", parent="ward"), expect=422
        )

        assert client.get("/units/ward", caller=AUDITOR).json["path"] == ["trust", "ward"]
        assert [error["pointer"] for error in refused["errors"]] == ["/data/parent"]


class TestBatch:
    def test_keeps_the_good_and_refuses_the_bad_one_by_one(self, app, client):
        import_framework(client)
        said = len(published(app))
        joined = hr_event("person.joined", "1", **JOINER)
        batch = [
            joined,
            joined,
            {**joined, "data": {**JOINER, "name": "Eve"}},
            hr_event("person.joined", "2", staff_number="MAN", name="Man", manager="BOSS"),
            hr_event("person.joined", "3", staff_number="BOSS", name="Boss", manager="ANN"),
            hr_event("person.joined", "4", staff_number="BOSS", name="Boss"),
            hr_event("person.joined", "5", staff_number="DAN", name="D", role_level="pilot"),
            hr_event("person.joined", "6", staff_number="EVE", name="E", starts_on="2025-02-29"),
            hr_event("person.joined", "7", time="2026-03-04T00:00:00Z", **JOINER),
            hr_event("person.promoted", "8", **JOINER),
            hr_event("person.left", "9", staff_number="ANN", leaves_on="2026-06-30"),
            "no event",
        ]

        answer = post_batch(client, batch)

        assert statuses(answer) == [
            *("accepted", "duplicate", "conflict", "accepted", "refused", "accepted"),
            *("refused", "refused", "refused", "refused", "accepted", "refused"),
        ]
        counts = {k: answer[k] for k in ("accepted", "duplicate", "conflict", "refused")}
        assert counts == {"accepted": 4, "duplicate": 1, "conflict": 1, "refused": 6}
        pointers = [i["errors"][0]["pointer"] for i in answer["items"] if i["status"] == "refused"]
        assert pointers[:5] == [
            "/data/manager",
            "/data/role_level",
            "/data/starts_on",
            "/time",
            "/type",
        ]
        ann = person(client, "ANN")
        assert (ann["line"], ann["leaves_on"]) == (["MAN", "BOSS"], "2026-06-30")
        events = published(app)[said:]
        versions = {}
        for event in events:
            assert event["version"] > versions.get(event["subject"], 0)
            versions[event["subject"]] = event["version"]
        last = next(e for e in reversed(events) if e["subject"] == "ANN")
        assert last["data"]["line"] == ["MAN", "BOSS"]

    def test_is_safe_to_send_again_whole(self, app, client):
        batch = [
            hr_event("unit.changed", "u", unit="ward", name="Ward", parent=None),
            *(
                hr_event("person.joined", str(n), staff_number=f"P{n}", name="P", manager="P0")
                for n in range(1, 50)
            ),
            hr_event("person.joined", "0", staff_number="P0", name="P"),
        ]

        first = post_batch(client, batch)
        said = len(published(app))
        again = post_batch(client, batch)

        assert (first["accepted"], again["duplicate"]) == (51, 51)
        assert len(published(app)) == said
        assert person(client, "P7")["line"] == ["P0"]

    def test_refuses_what_was_refused_again(self, client):
        batch = [hr_event("person.joined", staff_number="ANN")]

        assert statuses(post_batch(client, batch)) == ["refused"]
        assert statuses(post_batch(client, batch)) == ["refused"]

    def test_takes_a_thousand_and_not_one_more(self, app, client):
        batch = [
            hr_event("person.joined", str(n), staff_number=f"P{n}", name="P", manager=f"P{n // 9}")
            for n in range(1, 1_002)
        ]

        client.call(
            "POST",
            "/events",
            batch,
            content_type="application/cloudevents-batch+json",
            caller=staff("ANY"),
            expect=403,
        )
        post_batch(client, batch, expect=413)
        assert published(app) == []
        assert post_batch(client, batch[:1_000])["accepted"] == 1_000
        assert person(client, "P1000")["line"] == ["P111", "P12", "P1"]

    def test_is_for_the_hr_system_alone(self, client):
        for caller in (PEOPLE_ADMIN, AUDITOR, LMS, staff("ANY")):
            post_batch(client, [], caller=caller, expect=403)
