import pytest

from tests.callers import AUDITOR, DASHBOARD, LEAD, LEARNING_ADMIN, PEOPLE_ADMIN, staff
from tests.delivery import deliver, published
from tests.integration.reporting.heard import TREE

PORTAL = {
    "title": "Patient portal",
    "summary": "Letters online",
    "starts_on": "2026-01-01",
    "deadline": "2026-12-31",
    "priority": 1,
    "budget_pence": 12_000_000,
    "posts": [{"role_level": "analyst", "unit": "data", "headcount": 2}],
}
BOUNDED_LEAD = staff("LEAD2", "digital-lead", unit="digital")


def post(unit):
    return {"role_level": "analyst", "unit": unit, "headcount": 1}


class TestPutInitiative:
    def test_makes_it_and_says_so(self, app, client):
        made = client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        assert made.json == {"initiative": "portal", **PORTAL}
        (said,) = published(app)
        assert (said["type"], said["subject"]) == ("reporting.initiative.changed.v1", "portal")
        assert said["data"] == {"initiative": "portal", **PORTAL}
        assert made.headers["ETag"] == f'"{said["version"]}"'

    def test_fills_in_what_is_not_required(self, client):
        least = {"title": "Portal", "deadline": "2026-12-31", "priority": 1, "posts": []}

        made = client.put("/initiatives/portal", least, caller=LEAD, expect=201).json

        assert (made["summary"], made["starts_on"], made["budget_pence"]) == (None, None, None)

    def test_replaces_the_version_that_was_seen(self, client):
        made = client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        seen = {"If-Match": made.headers["ETag"]}
        renamed = PORTAL | {"title": "Portal"}

        client.put("/initiatives/portal", renamed, caller=LEAD, expect=428)
        kept = client.put("/initiatives/portal", renamed, caller=LEAD, headers=seen, expect=200)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=seen, expect=412)

        assert kept.json["title"] == "Portal"
        assert kept.headers["ETag"] > made.headers["ETag"]

    def test_only_makes_or_replaces_anything_when_asked_to(self, client):
        only_new = {"If-None-Match": "*"}
        any_version = {"If-Match": "*"}

        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=any_version, expect=412)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=only_new, expect=201)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=only_new, expect=412)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=any_version, expect=200)

    def test_refuses_values_that_cannot_stand_naming_each_field(self, app, client):
        wrong = PORTAL | {"deadline": "2027-02-29", "posts": [post("data") | {"headcount": 0}]}

        refused = client.put("/initiatives/portal", wrong | {"owner": 1}, caller=LEAD, expect=422)

        assert refused.content_type == "application/problem+json"
        pointers = {error["pointer"] for error in refused.json["errors"]}
        assert pointers == {"/deadline", "/posts/0/headcount", "/owner"}
        assert published(app) == []
        client.get("/initiatives/portal", caller=LEAD, expect=404)

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            pytest.param(b'{"title": ', 400, id="broken"),
            pytest.param(b'{"priority": NaN}', 400, id="NaN"),
            pytest.param(b'{"priority": 9223372036854775808}', 400, id="past 64 bits"),
            pytest.param(b'{"priority": 1, "priority": 2}', 400, id="key twice"),
            pytest.param(b"[" * 100_000, 400, id="nested too deeply"),
            pytest.param(b'{"title": "\xff"}', 400, id="not UTF-8"),
            pytest.param(b"[]", 422, id="no object"),
            pytest.param(b"x" * 8_000_001, 413, id="too much"),
        ],
    )
    def test_refuses_a_body_that_cannot_be_read(self, reader, raw, status):
        reader.call("PUT", "/initiatives/portal", raw=raw, caller=LEAD, expect=status)

    def test_refuses_another_content_type(self, reader):
        reader.call(
            "PUT",
            "/initiatives/portal",
            raw=b"title=x",
            content_type="application/x-www-form-urlencoded",
            caller=LEAD,
            expect=415,
        )

    @pytest.mark.parametrize(
        "caller", [staff("S1"), LEARNING_ADMIN, PEOPLE_ADMIN, AUDITOR, DASHBOARD]
    )
    def test_is_for_digital_leads_alone(self, reader, caller):
        reader.put("/initiatives/portal", PORTAL, caller=caller, expect=403)
        reader.delete("/initiatives/portal", caller=caller, expect=403)

    def test_needs_a_sign_in(self, reader):
        reader.put("/initiatives/portal", PORTAL, expect=401)


class TestBoundedLead:
    def test_writes_what_lies_in_their_unit(self, app, client):
        deliver(app, *TREE)

        client.put("/initiatives/portal", PORTAL, caller=BOUNDED_LEAD, expect=201)
        client.delete("/initiatives/portal", caller=BOUNDED_LEAD, expect=204)

    @pytest.mark.parametrize(
        "posts",
        [
            pytest.param([post("care")], id="elsewhere"),
            pytest.param([post("trust")], id="above"),
            pytest.param([post("data"), post("care")], id="in part"),
            pytest.param([post("not-known")], id="in no known unit"),
        ],
    )
    def test_writes_nothing_that_has_a_post_outside_it(self, app, client, posts):
        deliver(app, *TREE)

        client.put(
            "/initiatives/portal", PORTAL | {"posts": posts}, caller=BOUNDED_LEAD, expect=403
        )

        assert published(app) == []

    def test_changes_nothing_that_had_a_post_outside_it(self, app, client):
        deliver(app, *TREE)
        client.put("/initiatives/portal", PORTAL | {"posts": [post("care")]}, caller=LEAD)
        any_version = {"If-Match": "*"}

        client.put(
            "/initiatives/portal", PORTAL, caller=BOUNDED_LEAD, headers=any_version, expect=403
        )
        client.delete("/initiatives/portal", caller=BOUNDED_LEAD, expect=403)


class TestDeleteInitiative:
    def test_takes_it_out_once_and_for_all(self, app, client):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        client.delete("/initiatives/portal", caller=LEAD, expect=204)
        client.delete("/initiatives/portal", caller=LEAD, expect=204)

        client.get("/initiatives/portal", caller=LEAD, expect=404)
        changed, gone = published(app)
        assert (gone["type"], gone["data"]) == (
            "reporting.initiative.removed.v1",
            {"removed": True},
        )
        assert gone["version"] > changed["version"]

    def test_leaves_what_has_changed_since_it_was_read(self, client):
        made = client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        seen = {"If-Match": made.headers["ETag"]}
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers=seen, expect=200)

        client.delete("/initiatives/portal", caller=LEAD, headers=seen, expect=412)

        client.get("/initiatives/portal", caller=LEAD, expect=200)

    def test_one_made_again_is_newer_than_its_headstone(self, app, client):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        client.delete("/initiatives/portal", caller=LEAD, expect=204)

        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        versions = [said["version"] for said in published(app)]
        assert versions == sorted(set(versions))
        assert len(versions) == 3


class TestReadThePlan:
    @pytest.mark.parametrize("caller", [staff("S1"), LEARNING_ADMIN, AUDITOR, DASHBOARD])
    def test_is_for_everyone_signed_in(self, client, caller):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        got = client.get("/initiatives/portal", caller=caller, expect=200)

        assert got.json["title"] == "Patient portal"
        client.get("/initiatives/portal", expect=401)

    def test_tells_who_has_it_that_nothing_changed(self, client):
        made = client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        client.get(
            "/initiatives/portal",
            caller=LEAD,
            headers={"If-None-Match": made.headers["ETag"]},
            expect=304,
        )

    def test_gives_the_plan_in_pages(self, client):
        for name in ("c", "a", "b"):
            client.put(f"/initiatives/{name}", PORTAL, caller=LEAD, expect=201)

        first = client.get("/initiatives?limit=2", caller=LEAD, expect=200).json
        second = client.get(
            f"/initiatives?limit=2&cursor={first['next']}", caller=LEAD, expect=200
        ).json

        assert [one["initiative"] for one in first["items"]] == ["a", "b"]
        assert [one["initiative"] for one in second["items"]] == ["c"]
        assert second["next"] is None

    @pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=!", "cursor=W10"])
    def test_refuses_a_page_that_cannot_be(self, reader, query):
        refused = reader.get(f"/initiatives?{query}", caller=LEAD, expect=422)

        assert refused.json["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"
