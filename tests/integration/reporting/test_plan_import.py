import io

import pytest

from tests.callers import LEAD, staff
from tests.delivery import deliver, published
from tests.integration.reporting.heard import TREE
from tests.integration.reporting.test_plan_history import remembered

HEADER = (
    "initiative,title,summary,starts_on,deadline,priority,budget_pence,role_level,unit,headcount"
)
PORTAL = (
    "portal,Patient portal,,2026-01-01,2026-12-31,1,100,analyst,data,2",
    "portal,Patient portal,,2026-01-01,2026-12-31,1,100,engineer,data,1",
)
BOUNDED = staff("LEAD2", "digital-lead", unit="digital")


def upload(client, *rows, header=HEADER, caller=LEAD, query="", expect=200):
    content = "\n".join((header, *rows)).encode()
    return client.post(
        f"/initiatives/imports{query}",
        raw={"file": (io.BytesIO(content), "plan.csv")},
        content_type="multipart/form-data",
        caller=caller,
        expect=expect,
    ).json


def statuses(report):
    return [(row["line"], row["status"]) for row in report["rows"]]


class TestImportThePlan:
    def test_makes_an_initiative_of_its_rows(self, app, client):
        report = upload(client, *PORTAL)

        assert report["changed"] == {"added": 1, "changed": 0, "missing": 0}
        assert statuses(report) == [(2, "imported"), (3, "imported")]
        kept = client.get("/initiatives/portal", caller=LEAD).json
        assert (kept["title"], kept["budget_pence"], len(kept["posts"])) == (
            "Patient portal",
            100,
            2,
        )
        assert len(published(app)) == 1
        assert len(remembered(app)) == 1

    def test_changes_nothing_by_the_same_file_again(self, app, client):
        upload(client, *PORTAL)

        report = upload(client, *PORTAL)

        assert statuses(report) == [(2, "unchanged"), (3, "unchanged")]
        assert len(published(app)) == 1
        assert len(remembered(app)) == 1

    def test_tries_without_saving(self, app, client):
        report = upload(client, *PORTAL, query="?dry_run=true")

        assert report["changed"]["added"] == 1
        assert published(app) == []
        client.get("/initiatives/portal", caller=LEAD, expect=404)

    def test_keeps_good_initiatives_and_refuses_bad_ones_whole(self, client):
        report = upload(
            client,
            *PORTAL,
            "gate,Gate,,,2026-12-31,2,,analyst,data,0",
            "gate,Gate,,,2026-12-31,2,,engineer,data,1",
            "door,Door,,,2026-12-31,3,,analyst,,1",
            "late,Late,,2026-12-31,2026-01-01,3,,,,",
            "wall,Wall,,,2026-12-31,3,,,",
        )

        reasons = {row["line"]: row["reason"] for row in report["rows"] if row["reason"]}
        assert set(reasons) == {4, 5, 6, 7, 8}
        assert "headcount: Must be a whole number between 1" in reasons[4]
        assert reasons[5].startswith("Line 4 of the same initiative")
        assert "unit: Must not be empty" in reasons[6]
        assert "deadline: Must not be before" in reasons[7]
        assert "9 cells where the header has 10" in reasons[8]
        assert report["changed"] == {"added": 1, "changed": 0, "missing": 0}

    def test_keeps_a_column_left_out_and_counts_what_the_file_lacks(self, client):
        upload(client, *PORTAL, "gate,Gate,,,2026-12-31,2,,,,")

        report = upload(
            client,
            "portal,Portal,2027-01-31,1,analyst,data,2",
            header="initiative,title,deadline,priority,role_level,unit,headcount",
        )

        assert report["changed"] == {"added": 0, "changed": 1, "missing": 1}
        kept = client.get("/initiatives/portal", caller=LEAD).json
        assert (kept["title"], kept["budget_pence"]) == ("Portal", 100)
        assert client.get("/initiatives/gate", caller=LEAD).json["posts"] == []

    def test_holds_a_column_left_out_against_the_others(self, client):
        upload(client, "portal,Portal,,2026-06-01,2026-12-31,1,,,,")

        report = upload(
            client,
            "portal,Portal,2026-05-31,1,,,",
            header="initiative,title,deadline,priority,role_level,unit,headcount",
        )

        assert "deadline: Must not be before it starts" in report["rows"][0]["reason"]

    def test_refuses_posts_outside_the_unit_of_a_bounded_lead(self, app, client):
        deliver(app, *TREE)

        report = upload(client, *PORTAL, "gate,Gate,,,2026-12-31,2,,analyst,care,1", caller=BOUNDED)

        assert statuses(report) == [(2, "imported"), (3, "imported"), (4, "refused")]
        assert "does not lie in yours" in report["rows"][2]["reason"]

    @pytest.mark.parametrize("header", ["initiative,title", HEADER + ",owner", ""])
    def test_refuses_a_file_that_is_no_plan(self, reader, header):
        upload(reader, *PORTAL, header=header, expect=422)
