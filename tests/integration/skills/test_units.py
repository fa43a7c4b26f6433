from tests.callers import AUDITOR, DASHBOARD, HR, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import published
from tests.integration.skills.organisation import put_person, put_unit, set_up

REPLACE = {"If-Match": "*"}


class TestPutUnit:
    def test_makes_a_unit_with_its_path(self, app, client):
        put_unit(client, "trust")

        made = put_unit(client, "ward", parent="trust", name="Ward 7")

        assert made.json == {
            "unit": "ward",
            "name": "Ward 7",
            "parent": "trust",
            "path": ["trust", "ward"],
        }
        event = published(app)[-1]
        assert (event["type"], event["data"]) == ("skills.unit.changed.v1", made.json)
        assert made.headers["ETag"] == f'"{event["version"]}"'

    def test_moves_what_lies_below_along(self, app, client):
        put_unit(client, "bay", parent="ward")
        put_unit(client, "ward", parent="trust")

        put_unit(client, "trust")

        assert client.get("/units/bay", caller=AUDITOR).json["path"] == ["trust", "ward", "bay"]
        told = [e["data"]["path"] for e in published(app) if e["subject"] == "bay"]
        assert told == [["bay"], ["ward", "bay"], ["trust", "ward", "bay"]]

    def test_puts_no_unit_above_itself(self, client):
        set_up(client)

        refusals = [
            put_unit(client, "trust", parent=parent, expect=422, headers=REPLACE).json
            for parent in ("trust", "ward")
        ]

        assert [refused["errors"][0]["pointer"] for refused in refusals] == ["/parent"] * 2

    def test_replaces_what_the_caller_has_seen(self, client):
        made = put_unit(client, "trust")

        put_unit(client, "trust", expect=428)
        put_unit(client, "trust", expect=412, headers={"If-Match": '"1"'})
        put_unit(client, "trust", expect=412, headers={"If-None-Match": "*"})
        seen = {"If-Match": made.headers["ETag"]}
        put_unit(client, "trust", name="Other", expect=200, headers=seen)


class TestDeleteUnit:
    def test_takes_out_an_empty_unit(self, app, client):
        put_unit(client, "trust")

        client.delete("/units/trust", caller=PEOPLE_ADMIN, expect=204)
        client.delete("/units/trust", caller=PEOPLE_ADMIN, expect=204)

        client.get("/units/trust", caller=AUDITOR, expect=404)
        assert len(published(app, "skills.unit.removed.v1")) == 1

    def test_keeps_a_unit_with_people_or_units_in_it(self, client):
        set_up(client)

        client.delete("/units/ward", caller=PEOPLE_ADMIN, expect=409)
        client.delete("/units/trust", caller=PEOPLE_ADMIN, expect=409)
        client.get("/units/ward", caller=AUDITOR, expect=200)

    def test_lets_a_unit_be_made_again(self, app, client):
        put_unit(client, "trust")
        client.delete("/units/trust", caller=PEOPLE_ADMIN, expect=204)

        put_unit(client, "trust")

        versions = [event["version"] for event in published(app)]
        assert versions == sorted(set(versions))


class TestReading:
    def test_is_for_everybody(self, client):
        set_up(client)

        for caller in (staff("ANY"), LEAD, AUDITOR, DASHBOARD, HR):
            client.get("/units/ward", caller=caller, expect=200)
            found = client.get("/units", caller=caller, expect=200).json
            assert [unit["unit"] for unit in found["items"]] == ["trust", "ward"]
            assert found["next"] is None


class TestWriting:
    def test_is_not_for_everybody(self, client):
        for caller in (staff("ANY"), LEAD, AUDITOR, DASHBOARD):
            put_unit(client, "trust", caller=caller, expect=403)
            client.delete("/units/trust", caller=caller, expect=403)

    def test_is_bounded_by_the_claim_before_and_after(self, client):
        set_up(client)
        admin = staff("A9", "people-admin", unit="ward")

        put_unit(client, "bay", parent="ward", caller=admin)
        put_unit(client, "root", caller=admin, expect=403)
        put_unit(client, "other", parent="trust", caller=admin, expect=403)
        put_unit(client, "trust", parent="ward", caller=admin, expect=403, headers=REPLACE)
        put_unit(client, "bay", parent="trust", caller=admin, expect=403, headers=REPLACE)
        client.delete("/units/trust", caller=admin, expect=403)
        client.delete("/units/bay", caller=admin, expect=204)

    def test_leaves_the_unit_of_the_claim_where_it_stands(self, client):
        set_up(client)
        put_unit(client, "other")
        admin = staff("A9", "people-admin", unit="ward")

        put_unit(client, "ward", caller=admin, expect=403, headers=REPLACE)
        put_unit(client, "ward", parent="other", caller=admin, expect=403, headers=REPLACE)
        put_unit(client, "ward", parent="trust", caller=admin, expect=200, headers=REPLACE)

        assert client.get("/units/ward", caller=AUDITOR).json["path"] == ["trust", "ward"]

    def test_makes_no_root_of_the_unit_of_the_claim(self, client):
        admin = staff("A9", "people-admin", unit="ward")

        put_unit(client, "ward", caller=admin, expect=403)

    def test_lets_people_stand_in_a_unit_not_known_yet(self, client):
        put_person(client, "ANN", unit="ward")

        put_unit(client, "ward")

        client.delete("/units/ward", caller=PEOPLE_ADMIN, expect=409)
