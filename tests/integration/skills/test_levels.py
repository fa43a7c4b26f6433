from tests.callers import AUDITOR, HR, LEAD, PEOPLE_ADMIN
from tests.delivery import deliver
from tests.integration.skills.organisation import (
    ANN,
    BEN,
    BOSS,
    MANAGER,
    STRANGER,
    levels_of,
    set_up,
    state,
    training_event,
)

HARD = "\N{NO-BREAK SPACE}"


class TestLevels:
    def test_come_with_what_decided_and_the_reason(self, client):
        set_up(client)
        made = state(client, "ANN", caller=MANAGER, source="manager", observed_on="2026-02-28")

        got = client.get("/people/ANN/levels", caller=ANN, expect=200).json

        assert got == {
            "items": [
                {
                    "skill": "testing",
                    "name": "Testing",
                    "verified": 2,
                    "claimed": 2,
                    "since": "2026-02-28",
                    "expires_on": None,
                    "evidence": made["id"],
                    "reason": (
                        f"Man confirmed level 2, working, on 28{HARD}February 2026. "
                        "Nothing since then shows more."
                    ),
                }
            ],
            "next": None,
        }

    def test_name_whom_a_claim_waits_for_and_whose_it_is(self, client):
        set_up(client)
        state(client, "ANN", caller=ANN)

        own = levels_of(client, "ANN", caller=ANN)["testing"]
        read_by_manager = levels_of(client, "ANN", caller=MANAGER)["testing"]

        assert (own["verified"], own["claimed"], own["evidence"]) == (0, 2, None)
        assert own["reason"] == (
            f"You assessed yourself at level 2, working, on 2{HARD}March 2026. "
            "It counts once Man confirms it."
        )
        assert read_by_manager["reason"].startswith("Ann assessed themselves")

    def test_are_those_of_any_day(self, app, client):
        set_up(client)
        deliver(app, training_event(expires_on="2027-02-01"))

        def verified(day):
            return levels_of(client, "ANN", caller=ANN, on=day)["testing"]["verified"]

        assert [verified("2026-01-31"), verified("2026-02-01")] == [0, 2]
        assert [verified("2027-02-01"), verified("2027-02-02")] == [2, 0]
        assert verified("9999-12-31") == 0

    def test_are_for_those_who_may_see_the_record(self, client):
        set_up(client)
        callers = {
            "oneself": (ANN, 200),
            "the manager": (MANAGER, 200),
            "the manager's manager": (BOSS, 200),
            "a colleague": (BEN, 404),
            "somebody outside the line": (STRANGER, 404),
            "a digital lead": (LEAD, 404),
            "an admin while the line is at work": (PEOPLE_ADMIN, 404),
            "an auditor": (AUDITOR, 200),
            "a system": (HR, 403),
            "nobody": (None, 401),
        }

        for path in ("levels", "gaps", "evidence"):
            answers = {
                who: client.get(f"/people/ANN/{path}", caller=caller).status_code
                for who, (caller, _) in callers.items()
            }
            assert answers == {who: status for who, (_, status) in callers.items()}

    def test_refuse_a_day_that_is_none(self, client):
        set_up(client)

        for day in ("2026-02-30", "yesterday", "2026-3-1", ""):
            refused = client.get(f"/people/ANN/levels?on={day}", caller=ANN, expect=422).json
            assert [error["pointer"] for error in refused["errors"]] == ["/on"]


class TestGaps:
    def test_stand_against_the_own_role_level(self, app, client):
        set_up(client)
        deliver(app, training_event())

        got = client.get("/people/ANN/gaps", caller=ANN, expect=200).json

        assert (got["role_level"], got["on"], got["next"]) == (
            "senior-tester",
            "2026-03-02",
            None,
        )
        shown = [
            (gap["skill"], gap["required"], gap["verified"], gap["claimed"], gap["short"])
            for gap in got["items"]
        ]
        assert shown == [("testing", 3, 2, 2, 1), ("drawing", 2, 0, 0, 2)]
        assert got["items"][1]["reason"] == (
            "There is nothing on your record about this skill yet."
        )

    def test_stand_against_any_role_level_on_any_day(self, app, client):
        set_up(client)
        deliver(app, training_event(expires_on="2027-02-01"))

        def short(day):
            path = f"/people/ANN/gaps?role_level=junior-tester&on={day}"
            return [gap["short"] for gap in client.get(path, caller=ANN, expect=200).json["items"]]

        assert short("2027-02-01") == [0]
        assert short("2027-02-02") == [1]

    def test_are_none_without_a_role_level(self, client):
        set_up(client)

        got = client.get("/people/BEN/gaps", caller=BEN, expect=200).json

        assert (got["role_level"], got["items"]) == (None, [])

    def test_are_none_where_nothing_is_required(self, client):
        set_up(client)

        got = client.get("/people/BEN/gaps?role_level=chief", caller=BEN, expect=200).json

        assert (got["role_level"], got["items"]) == ("chief", [])

    def test_refuse_a_role_level_that_the_framework_does_not_have(self, client):
        set_up(client)

        refused = client.get("/people/ANN/gaps?role_level=pilot", caller=ANN, expect=422).json

        assert [error["pointer"] for error in refused["errors"]] == ["/role_level"]
