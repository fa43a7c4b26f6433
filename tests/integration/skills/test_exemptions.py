import pytest

from tests.callers import AUDITOR, HR, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import deliver, published
from tests.integration.skills.organisation import (
    ANN,
    BEN,
    BOSS,
    LEAVE,
    MANAGER,
    STRANGER,
    excuse,
    put_person,
    set_up,
    training_event,
)

PATH = "/people/ANN/exemptions/testing"
REPLACE = {"If-Match": "*"}


def exempt_said(app):
    """What was said of exemptions, each time the levels of somebody were published."""
    said = published(app, "skills.levels.changed.v1")
    return [each["data"].get("exempt", []) for each in said]


def gaps_of(client, number="ANN", *, caller=ANN, on=None, role_level=None):
    query = "&".join(f"{k}={v}" for k, v in {"on": on, "role_level": role_level}.items() if v)
    return client.get(f"/people/{number}/gaps?{query}", caller=caller, expect=200).json


def exempt_in(gaps):
    return {gap["skill"]: gap["exempt"] for gap in gaps["items"]}


class TestPut:
    def test_excuses_a_person_and_says_who_did(self, client):
        set_up(client)

        made = excuse(client)

        assert made.json == {
            "staff_number": "ANN",
            "skill": "testing",
            **LEAVE,
            "granted_by": "MAN",
            "granted_on": "2026-03-02",
        }
        found = client.get(PATH, caller=ANN, expect=200)
        assert (found.json, found.headers["ETag"]) == (made.json, made.headers["ETag"])
        seen = {"If-None-Match": found.headers["ETag"]}
        client.get(PATH, caller=ANN, headers=seen, expect=304)

    def test_publishes_the_skill_and_the_last_day_and_never_the_reason(self, app, client):
        set_up(client)

        excuse(client)

        assert exempt_said(app) == [[{"skill": "testing", "until": "2026-06-30"}]]
        assert LEAVE["reason"] not in str(published(app))

    def test_replaces_what_the_caller_has_seen(self, app, client):
        set_up(client)
        seen = excuse(client).headers["ETag"]

        excuse(client, expect=428)
        excuse(client, expect=412, headers={"If-None-Match": "*"})
        excuse(client, caller=BOSS, until="2026-12-31", expect=200, headers={"If-Match": seen})
        excuse(client, expect=412, headers={"If-Match": seen})

        found = client.get(PATH, caller=ANN, expect=200).json
        assert (found["until"], found["granted_by"]) == ("2026-12-31", "BOSS")
        assert exempt_said(app)[-1] == [{"skill": "testing", "until": "2026-12-31"}]

    def test_says_nothing_where_only_the_reason_is_another(self, app, client):
        set_up(client)
        excuse(client)

        excuse(client, reason="Seconded", expect=200, headers=REPLACE)

        assert len(exempt_said(app)) == 1
        assert client.get(PATH, caller=ANN, expect=200).json["reason"] == "Seconded"

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            pytest.param({"until": "2026-03-01"}, "/until", id="over already"),
            pytest.param({"until": "2031-03-03"}, "/until", id="more than five years"),
            pytest.param({"until": None}, "/until", id="no end"),
            pytest.param({"until": "soon"}, "/until", id="no date"),
            pytest.param({"reason": ""}, "/reason", id="no reason"),
            pytest.param({"reason": "  "}, "/reason", id="blank reason"),
            pytest.param({"reason": "x" * 501}, "/reason", id="long reason"),
            pytest.param({"reason": "a\u202eb"}, "/reason", id="reversed writing"),
            pytest.param({"reason": None}, "/reason", id="null reason"),
            pytest.param({"granted_by": "BOSS"}, "/granted_by", id="by somebody else"),
        ],
    )
    def test_refuses_what_cannot_stand(self, app, client, changes, pointer):
        set_up(client)

        refused = excuse(client, expect=422, **changes).json

        assert [error["pointer"] for error in refused["errors"]] == [pointer]
        assert exempt_said(app) == []

    def test_replaces_nothing_where_there_is_none(self, client):
        set_up(client)

        for headers in ({"If-Match": "*"}, {"If-Match": '"1"'}):
            excuse(client, headers=headers, expect=412)

    @pytest.mark.parametrize("missing", ["reason", "until"])
    def test_refuses_to_do_without(self, client, missing):
        set_up(client)
        body = {name: value for name, value in LEAVE.items() if name != missing}

        refused = client.put(PATH, body, caller=MANAGER, expect=422).json

        assert [error["pointer"] for error in refused["errors"]] == [f"/{missing}"]

    def test_takes_the_first_and_the_last_day_there_may_be(self, client):
        set_up(client)

        excuse(client, until="2026-03-02", reason="x" * 500)
        excuse(client, "BEN", until="2031-03-02", reason="y")

    def test_finds_no_skill_that_the_framework_does_not_have(self, client):
        set_up(client)

        refused = excuse(client, skill="flying", expect=404).json

        assert refused["detail"] == "There is no such skill."


class TestWhoMay:
    def test_excuse_a_person(self, client):
        set_up(client)
        callers = {
            "the manager": (MANAGER, 201),
            "the manager's manager": (BOSS, 201),
            "oneself": (ANN, 403),
            "oneself as an admin": (staff("ANN", "people-admin"), 403),
            "a colleague": (BEN, 404),
            "somebody outside the line": (STRANGER, 404),
            "a digital lead": (LEAD, 404),
            "an admin while the line is at work": (PEOPLE_ADMIN, 404),
            "an auditor": (AUDITOR, 403),
            "a system": (HR, 403),
            "nobody": (None, 401),
        }

        for path, body, ok in ((PATH, LEAVE, 201), (PATH, None, 204)):
            answers = {}
            for who, (caller, _) in callers.items():
                method = "PUT" if body else "DELETE"
                answers[who] = client.call(method, path, body, caller=caller).status_code
                if body:
                    client.delete(path, caller=MANAGER, expect=204)
            assert answers == {
                who: ok if status == 201 else status for who, (_, status) in callers.items()
            }

    def test_excuse_somebody_whom_nobody_manages(self, client):
        set_up(client)
        in_the_unit = staff("ADMIN2", "people-admin", unit="trust")

        excuse(client, "STR", caller=PEOPLE_ADMIN)
        excuse(client, "STR", caller=in_the_unit, expect=200, headers=REPLACE)
        excuse(client, "STR", caller=staff("ADMIN3", "people-admin", unit="ward"), expect=404)
        excuse(client, "STR", caller=staff("STR", "people-admin"), expect=403, headers=REPLACE)

    def test_read_the_reason(self, client):
        set_up(client)
        excuse(client)
        callers = {
            "oneself": (ANN, 200),
            "the manager": (MANAGER, 200),
            "the manager's manager": (BOSS, 200),
            "an auditor": (AUDITOR, 200),
            "a colleague": (BEN, 404),
            "a digital lead": (LEAD, 404),
            "an admin while the line is at work": (PEOPLE_ADMIN, 404),
            "a system": (HR, 403),
        }

        for path in (PATH, "/people/ANN/exemptions"):
            answers = {
                who: client.get(path, caller=caller).status_code
                for who, (caller, _) in callers.items()
            }
            assert answers == {who: status for who, (_, status) in callers.items()}


class TestList:
    def test_has_all_by_skill_those_that_have_run_out_too(self, client, clock):
        set_up(client)
        excuse(client)
        excuse(client, skill="drawing", until="2026-03-02")
        clock.instant = clock.instant.replace(day=3)

        got = client.get("/people/ANN/exemptions", caller=ANN, expect=200).json

        assert [(each["skill"], each["until"]) for each in got["items"]] == [
            ("drawing", "2026-03-02"),
            ("testing", "2026-06-30"),
        ]
        assert got["next"] is None

    def test_is_empty_for_somebody_not_known_here_yet(self, client):
        own = client.get("/people/NEW/exemptions", caller=staff("NEW"), expect=200).json

        assert own == {"items": [], "next": None}


class TestDelete:
    def test_ends_an_exemption_and_again_does_nothing(self, app, client):
        set_up(client)
        excuse(client)

        client.delete(PATH, caller=MANAGER, expect=204)
        client.delete(PATH, caller=MANAGER, expect=204)

        client.get(PATH, caller=ANN, expect=404)
        assert exempt_said(app)[1:] == [[]]

    def test_keeps_what_has_changed_since(self, client):
        set_up(client)
        seen = excuse(client).headers["ETag"]
        now = excuse(client, until="2026-07-01", expect=200, headers={"If-Match": seen})

        client.delete(PATH, caller=MANAGER, expect=412, headers={"If-Match": seen})
        client.delete(PATH, caller=MANAGER, expect=204, headers={"If-Match": now.headers["ETag"]})

    def test_and_granted_again_is_newer_than_before(self, app, client):
        set_up(client)
        excuse(client)
        client.delete(PATH, caller=MANAGER, expect=204)

        excuse(client)

        assert [len(each) for each in exempt_said(app)] == [1, 0, 1]
        versions = [each["version"] for each in published(app, "skills.levels.changed.v1")]
        assert versions == sorted(set(versions))


class TestGaps:
    def test_show_the_last_day_and_count_neither_met_nor_missing(self, app, client):
        set_up(client)
        deliver(app, training_event(outcomes=[{"skill": "drawing", "level": 2}]))
        before = gaps_of(client)

        excuse(client)
        after = gaps_of(client)

        assert before["counts"] == {"met": 1, "missing": 1, "exempt": 0}
        assert after["counts"] == {"met": 1, "missing": 0, "exempt": 1}
        assert exempt_in(after) == {"testing": "2026-06-30", "drawing": None}
        (testing,) = [gap for gap in after["items"] if gap["skill"] == "testing"]
        assert (testing["required"], testing["verified"], testing["short"]) == (3, 0, 3)

    def test_count_a_skill_that_is_held_as_exempt_too(self, app, client):
        set_up(client)
        deliver(app, training_event(outcomes=[{"skill": "testing", "level": 4}]))

        excuse(client)

        assert gaps_of(client)["counts"] == {"met": 0, "missing": 1, "exempt": 1}

    def test_are_open_again_the_day_after_without_any_event(self, app, client, clock):
        set_up(client)
        excuse(client, until="2026-03-04")

        def exempt(day):
            return exempt_in(gaps_of(client, on=day))["testing"]

        assert [exempt(f"2026-03-0{n}") for n in (1, 2, 4, 5)] == [
            *(None, "2026-03-04", "2026-03-04", None),
        ]
        clock.instant = clock.instant.replace(day=5)
        assert exempt(None) is None
        assert len(exempt_said(app)) == 1

    def test_are_excused_for_any_role_that_requires_the_skill(self, client):
        set_up(client)
        excuse(client)

        assert exempt_in(gaps_of(client, role_level="junior-tester")) == {"testing": "2026-06-30"}

    def test_count_nothing_without_a_role_level(self, client):
        set_up(client)
        excuse(client, "BEN")

        got = gaps_of(client, "BEN", caller=BEN)

        assert (got["counts"], got["items"]) == ({"met": 0, "missing": 0, "exempt": 0}, [])


class TestBesideOtherChanges:
    def test_stay_when_the_levels_change(self, app, client):
        set_up(client)
        excuse(client)

        deliver(app, training_event())
        excuse(client, skill="drawing")

        assert [len(each) for each in exempt_said(app)] == [1, 1, 2]
        held = [len(e["data"]["levels"]) for e in published(app, "skills.levels.changed.v1")]
        assert held == [0, 1, 1]

    def test_are_lost_with_the_person(self, app, client):
        set_up(client)
        excuse(client)

        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)
        put_person(client, "ANN", manager="MAN", role_level="senior-tester")

        got = client.get("/people/ANN/exemptions", caller=ANN, expect=200).json
        assert got["items"] == []
        assert exempt_said(app) == [[{"skill": "testing", "until": "2026-06-30"}], []]
        assert gaps_of(client)["counts"]["exempt"] == 0

    def test_are_left_out_of_what_is_said_where_there_are_none(self, app):
        deliver(app, training_event())

        (said,) = published(app, "skills.levels.changed.v1")
        assert set(said["data"]) == {"staff_number", "levels", "waiting"}

    def test_stay_with_a_person_who_moves_to_another_line(self, client):
        set_up(client)
        excuse(client)
        headers = {"If-Match": "*"}

        put_person(client, "ANN", manager="STR", expect=200, headers=headers)

        client.get(PATH, caller=MANAGER, expect=404)
        client.delete(PATH, caller=MANAGER, expect=404)
        assert client.get(PATH, caller=STRANGER, expect=200).json["granted_by"] == "MAN"
        client.delete(PATH, caller=STRANGER, expect=204)
