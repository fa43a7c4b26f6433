from datetime import timedelta

from tests.callers import AUDITOR, HR, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import deliver
from tests.integration.skills.organisation import (
    ANN,
    BEN,
    BOSS,
    MANAGER,
    STRANGER,
    put_person,
    set_up,
    state,
    training_event,
)


def claims_of(client, caller, query=""):
    found = client.get(f"/claims{query}", caller=caller, expect=200).json["items"]
    return [(claim["staff_number"], claim["level"]) for claim in found]


def leave(client, number, **changes):
    put_person(
        client,
        number,
        expect=200,
        headers={"If-Match": "*"},
        leaves_on="2026-03-01",
        **changes,
    )


class TestClaims:
    def test_wait_for_the_nearest_manager_the_longest_first(self, client, clock):
        set_up(client)
        state(client, "BEN", caller=BEN, level=1)
        clock.instant += timedelta(minutes=1)
        state(client, "ANN", caller=ANN, level=2)
        state(client, "ANN", caller=ANN, level=3, source="credential", title="T")

        assert claims_of(client, MANAGER)[0] == ("BEN", 1)
        assert sorted(claims_of(client, MANAGER)) == [("ANN", 2), ("ANN", 3), ("BEN", 1)]
        assert claims_of(client, BOSS) == []
        assert len(claims_of(client, BOSS, "?all=true")) == 3
        assert claims_of(client, STRANGER) == []

    def test_say_whose_they_are_and_since_when(self, client):
        set_up(client)
        claim = state(client, "ANN", caller=ANN, observed_on="2026-01-10")

        (waiting,) = client.get("/claims", caller=MANAGER, expect=200).json["items"]

        assert waiting == {**claim, "name": "Ann", "since": "2026-03-02"}

    def test_pass_over_a_manager_who_is_not_at_work(self, client):
        set_up(client)
        state(client, "ANN", caller=ANN)

        leave(client, "MAN", manager="BOSS", unit="ward")

        assert claims_of(client, BOSS) == [("ANN", 2)]
        client.get("/claims", caller=MANAGER, expect=403)

    def test_pass_over_a_manager_who_has_not_started(self, client):
        set_up(client)
        state(client, "ANN", caller=ANN)

        put_person(
            client,
            "MAN",
            manager="BOSS",
            unit="ward",
            starts_on="2026-03-03",
            expect=200,
            headers={"If-Match": "*"},
        )

        assert claims_of(client, MANAGER) == []
        assert claims_of(client, BOSS) == [("ANN", 2)]

    def test_fall_to_an_admin_where_nobody_in_the_line_is_at_work(self, client):
        set_up(client)
        state(client, "ANN", caller=ANN)
        state(client, "STR", caller=STRANGER, level=1)
        ward = staff("A8", "people-admin", unit="ward")

        assert claims_of(client, PEOPLE_ADMIN) == [("STR", 1)]
        assert claims_of(client, ward) == []
        leave(client, "MAN", manager="BOSS", unit="ward")
        leave(client, "BOSS", unit="trust")

        assert sorted(claims_of(client, PEOPLE_ADMIN)) == [("ANN", 2), ("STR", 1)]
        assert claims_of(client, ward) == [("ANN", 2)]

    def test_leave_out_what_is_answered_and_what_courses_ask(self, app, client):
        set_up(client)
        deliver(app, training_event(confirmation="waiting"))
        claim = state(client, "ANN", caller=ANN)
        client.post(
            f"/evidence/{claim['id']}/verdict",
            {"verdict": "accepted"},
            caller=MANAGER,
            expect=200,
        )

        assert claims_of(client, MANAGER) == []

    def test_go_page_by_page(self, client):
        set_up(client)
        for level in range(3):
            state(client, "ANN", caller=ANN, level=level)

        first = client.get("/claims?limit=2", caller=MANAGER, expect=200).json
        rest = client.get(f"/claims?cursor={first['next']}", caller=MANAGER, expect=200).json

        assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)

    def test_skip_none_on_the_next_page_where_one_before_is_answered(self, client):
        set_up(client)
        stated = {state(client, "ANN", caller=ANN, level=level)["id"] for level in range(4)}
        first = client.get("/claims?limit=2", caller=MANAGER, expect=200).json
        shown = [item["id"] for item in first["items"]]
        verdict = {"verdict": "accepted"}

        for identity in shown:
            path = f"/evidence/{identity}/verdict"
            client.post(path, verdict, caller=MANAGER, expect=200)
        rest = client.get(f"/claims?cursor={first['next']}", caller=MANAGER, expect=200).json

        assert {item["id"] for item in rest["items"]} == stated - set(shown)

    def test_are_none_for_who_manages_nobody_and_not_for_systems(self, client):
        set_up(client)
        state(client, "ANN", caller=ANN)

        assert claims_of(client, LEAD) == claims_of(client, AUDITOR) == []
        client.get("/claims", caller=HR, expect=403)
