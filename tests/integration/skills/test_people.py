from tests.callers import AUDITOR, DASHBOARD, HR, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import published
from tests.integration.skills.organisation import (
    ANN,
    BOSS,
    MANAGER,
    STRANGER,
    put_person,
    put_unit,
    set_up,
    state,
    upload,
)


class TestPutPerson:
    def test_makes_a_person_and_says_so(self, app, client):
        made = put_person(client, "ANN", email="ann@example.org", starts_on="2026-01-05")

        assert made.json == {
            "staff_number": "ANN",
            "name": "Ann",
            "email": "ann@example.org",
            "unit": None,
            "role_level": None,
            "manager": None,
            "starts_on": "2026-01-05",
            "leaves_on": None,
            "line": [],
        }
        (event,) = published(app, "skills.person.changed.v1")
        assert f'"{event["version"]}"' == made.headers["ETag"]
        assert event["subject"] == "ANN"
        assert "email" not in event["data"]
        assert event["data"]["starts_on"] == "2026-01-05"

    def test_replaces_what_the_caller_has_seen(self, client):
        made = put_person(client, "ANN", email="ann@example.org")

        put_person(client, "ANN", expect=428)
        put_person(client, "ANN", expect=412, headers={"If-Match": '"1"'})
        put_person(client, "ANN", expect=412, headers={"If-None-Match": "*"})
        seen = {"If-Match": made.headers["ETag"]}
        replaced = put_person(client, "ANN", expect=200, headers=seen, name="Anne")
        put_person(client, "ANN", expect=412, headers=seen)
        put_person(client, "ANN", expect=200, headers={"If-Match": "*"})

        assert replaced.json["email"] is None
        assert replaced.headers["ETag"] != made.headers["ETag"]

    def test_says_nothing_again_that_stands_already(self, app, client):
        made = put_person(client, "ANN")

        again = put_person(client, "ANN", expect=200, headers={"If-Match": "*"})

        assert again.headers["ETag"] == made.headers["ETag"]
        assert len(published(app)) == 1

    def test_takes_a_unit_and_a_manager_not_known_yet(self, client):
        kept = put_person(client, "ANN", unit="nowhere", manager="NOBODY").json

        assert (kept["unit"], kept["manager"], kept["line"]) == ("nowhere", "NOBODY", [])

    def test_refuses_a_role_level_that_the_framework_does_not_have(self, client):
        refused = put_person(client, "ANN", role_level="astronaut", expect=422).json

        assert [error["pointer"] for error in refused["errors"]] == ["/role_level"]
        client.get("/people/ANN", caller=AUDITOR, expect=404)


class TestLines:
    def test_follow_a_manager_who_comes_to_be_known(self, app, client):
        put_person(client, "ANN", manager="MAN")
        put_person(client, "MAN", manager="BOSS")

        put_person(client, "BOSS")

        assert client.get("/people/ANN", caller=AUDITOR).json["line"] == ["MAN", "BOSS"]
        told = [e["data"]["line"] for e in published(app) if e["subject"] == "ANN"]
        assert told == [[], ["MAN"], ["MAN", "BOSS"]]

    def test_follow_a_manager_who_moves(self, client):
        set_up(client)

        put_person(client, "MAN", manager="STR", expect=200, headers={"If-Match": "*"})

        assert client.get("/people/ANN", caller=AUDITOR).json["line"] == ["MAN", "STR"]
        client.get("/people/ANN", caller=BOSS, expect=404)
        client.get("/people/ANN", caller=STRANGER, expect=200)

    def test_end_where_somebody_is_taken_out_and_go_on_when_they_are_back(self, client):
        set_up(client)

        client.delete("/people/MAN", caller=PEOPLE_ADMIN, expect=204)
        without = client.get("/people/ANN", caller=AUDITOR).json["line"]
        put_person(client, "MAN", manager="BOSS")

        assert without == []
        assert client.get("/people/ANN", caller=AUDITOR).json["line"] == ["MAN", "BOSS"]

    def test_never_lead_back_to_the_person(self, app, client):
        set_up(client)
        before = len(published(app))

        refusals = [
            put_person(client, "BOSS", manager=manager, expect=422, headers={"If-Match": "*"}).json
            for manager in ("BOSS", "MAN", "ANN")
        ]

        assert [refused["errors"][0]["pointer"] for refused in refusals] == ["/manager"] * 3
        assert len(published(app)) == before

    def test_reach_fifty_managers_and_no_further(self, client):
        rows = "".join(f"P{n},Person {n},P{n + 1}\n" for n in range(60))

        upload(client, "/people/imports", file="staff_number,name,manager\n" + rows)

        assert len(client.get("/people/P0", caller=AUDITOR).json["line"]) == 50


class TestDeletePerson:
    def test_takes_them_out_of_everything_and_keeps_what_is_recorded(self, app, client):
        set_up(client)
        recorded = state(client, "ANN", caller=ANN)

        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)
        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)

        assert published(app, "skills.person.removed.v1")[0]["data"] == {"removed": True}
        assert len(published(app, "skills.person.removed.v1")) == 1
        client.get("/people/ANN", caller=AUDITOR, expect=404)
        client.get("/people/ANN/evidence", caller=AUDITOR, expect=404)
        client.get("/people/ANN/levels", caller=MANAGER, expect=404)
        assert client.get("/claims", caller=MANAGER, expect=200).json["items"] == []
        client.get("/me", caller=ANN, expect=403)

        put_person(client, "ANN", manager="MAN")

        found = client.get("/people/ANN/evidence", caller=ANN, expect=200).json["items"]
        assert [item["id"] for item in found] == [recorded["id"]]

    def test_makes_them_again_newer_than_everything_said_before(self, app, client):
        put_person(client, "ANN")
        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)
        put_person(client, "ANN")

        versions = [event["version"] for event in published(app)]
        assert versions == sorted(set(versions))

    def test_holds_to_the_version_where_one_is_given(self, client):
        put_person(client, "ANN")

        client.delete("/people/ANN", caller=PEOPLE_ADMIN, headers={"If-Match": '"1"'}, expect=412)
        client.get("/people/ANN", caller=AUDITOR, expect=200)


class TestGetPerson:
    def test_gives_304_to_whoever_has_this_version(self, client):
        made = put_person(client, "ANN")

        got = client.get(
            "/people/ANN",
            caller=AUDITOR,
            headers={"If-None-Match": made.headers["ETag"]},
            expect=304,
        )

        assert got.data == b""

    def test_is_for_those_who_may(self, client):
        set_up(client)
        callers = {
            "oneself": (ANN, 200),
            "the manager": (MANAGER, 200),
            "the manager's manager": (BOSS, 200),
            "a colleague": (STRANGER, 404),
            "a digital lead": (LEAD, 404),
            "a people admin": (PEOPLE_ADMIN, 200),
            "an auditor": (AUDITOR, 200),
            "the HR system": (HR, 200),
            "another system": (DASHBOARD, 403),
            "an admin of the unit": (staff("A9", "people-admin", unit="ward"), 200),
            "an auditor above": (staff("A9", "auditor", unit="trust"), 200),
            "an auditor elsewhere": (staff("A9", "auditor", unit="other"), 404),
            "nobody": (None, 401),
        }

        answers = {
            who: client.get("/people/ANN", caller=caller).status_code
            for who, (caller, _) in callers.items()
        }

        assert answers == {who: status for who, (_, status) in callers.items()}


class TestListPeople:
    def test_lists_whom_the_caller_may_see(self, client):
        set_up(client)

        def seen_by(caller, query=""):
            found = client.get(f"/people{query}", caller=caller, expect=200).json["items"]
            return [person["staff_number"] for person in found]

        assert seen_by(AUDITOR) == ["ANN", "BEN", "BOSS", "MAN", "STR"]
        assert seen_by(MANAGER) == ["ANN", "BEN", "MAN"]
        assert seen_by(ANN) == ["ANN"]
        assert seen_by(staff("A9", "people-admin", unit="ward")) == ["ANN", "BEN", "MAN"]
        assert seen_by(AUDITOR, "?unit=ward") == ["ANN", "BEN", "MAN"]
        assert seen_by(AUDITOR, "?unit=trust") == ["ANN", "BEN", "BOSS", "MAN", "STR"]
        assert seen_by(AUDITOR, "?q=an") == ["ANN", "MAN"]
        assert seen_by(AUDITOR, "?q=.*") == []
        assert len(seen_by(AUDITOR, "?q=")) == 5

    def test_goes_page_by_page(self, client):
        set_up(client)

        found, cursor = [], ""
        while cursor is not None:
            page = client.get(f"/people?limit=2{cursor}", caller=AUDITOR, expect=200).json
            found += [person["staff_number"] for person in page["items"]]
            cursor = page["next"] and f"&cursor={page['next']}"

        assert found == ["ANN", "BEN", "BOSS", "MAN", "STR"]

    def test_refuses_a_page_that_cannot_be(self, client):
        for query in ("limit=0", "limit=201", "cursor=x", "cursor=W10", "unit=A", "q=%00"):
            client.get(f"/people?{query}", caller=AUDITOR, expect=422)


class TestBoundedAdmin:
    ADMIN = staff("A9", "people-admin", unit="ward")

    def test_writes_people_of_their_unit_and_below(self, client):
        set_up(client)
        put_unit(client, "bay", parent="ward")

        put_person(client, "NEW", unit="bay", caller=self.ADMIN)
        put_person(client, "OUT", unit="trust", caller=self.ADMIN, expect=403)
        put_person(client, "NONE", caller=self.ADMIN, expect=403)
        replace = {"caller": self.ADMIN, "headers": {"If-Match": "*"}}
        put_person(client, "ANN", unit="trust", expect=403, **replace)
        put_person(client, "STR", unit="ward", expect=404, **replace)
        client.delete("/people/STR", caller=self.ADMIN, expect=404)
        client.delete("/people/NEW", caller=self.ADMIN, expect=204)

    def test_cannot_tell_people_of_elsewhere_from_nobody(self, client):
        set_up(client)
        client.delete("/people/BOSS", caller=PEOPLE_ADMIN, expect=204)

        answers = [
            client.delete(f"/people/{number}", caller=self.ADMIN, expect=404).json
            for number in ("STR", "BOSS", "NOBODY")
        ]

        assert {answer["detail"] for answer in answers} == {"There is no such person."}
        client.get("/people/STR", caller=AUDITOR, expect=200)


class TestMe:
    def test_is_the_caller_as_a_person_with_roles(self, client):
        set_up(client)

        me = client.get("/me", caller=MANAGER, expect=200).json

        assert (me["staff_number"], me["name"], me["unit"]) == ("MAN", "Man", "ward")
        assert me["manages"] is True
        assert me["roles"] == ["staff"]

    def test_is_there_before_hr_has_spoken(self, client):
        me = client.get("/me", caller=staff("NEW"), expect=200).json

        assert (me["staff_number"], me["name"], me["manages"]) == ("NEW", None, False)

    def test_tells_a_system_what_it_is_trusted_with(self, client):
        me = client.get("/me", caller=HR, expect=200).json

        assert (me["staff_number"], me["scopes"]) == (None, ["people:write"])

    def test_is_closed_to_who_has_left(self, client):
        put_person(client, "ANN", leaves_on="2026-03-01")
        put_person(client, "BEN", leaves_on="2026-03-02")

        client.get("/me", caller=ANN, expect=403)
        client.get("/me", caller=staff("BEN"), expect=200)
