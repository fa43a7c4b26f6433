import pytest

from tests.callers import AUDITOR, DASHBOARD, LEAD
from tests.delivery import deliver
from tests.integration.reporting.heard import ROLES, TREE, levels, person, removed, role_level, unit

# Five in data, three of whom are analysts, one of those an engineer too; one analyst in care.
STAFF = (
    *(person(f"D{n}", "data", "analyst") for n in range(1, 6)),
    person("C1", "care", "analyst"),
    levels("D1", data=3, testing=2),
    levels("D2", data=2),
    levels("D3", data=2, until="2026-06-01"),
    levels("D4", data=1),
    levels("C1", data=4),
)
PORTAL = {
    "title": "Portal",
    "deadline": "2026-12-31",
    "priority": 1,
    "posts": [
        {"role_level": "engineer", "unit": "digital", "headcount": 1},
        {"role_level": "analyst", "unit": "data", "headcount": 1},
    ],
}
INSIGHT = {
    "title": "Insight",
    "deadline": "2026-06-30",
    "priority": 2,
    "posts": [{"role_level": "analyst", "unit": "trust", "headcount": 4}],
}


HEARD = (*TREE, *ROLES, *STAFF)
PLAN = {"insight": INSIGHT, "portal": PORTAL}


@pytest.fixture
def plan(app, client):
    """The same, to be changed."""
    deliver(app, *HEARD)
    for initiative, sent in PLAN.items():
        client.put(f"/initiatives/{initiative}", sent, caller=LEAD, expect=201)


def readiness(client, query="", caller=AUDITOR):
    return client.get(f"/readiness{query}", caller=caller, expect=200).json


def of_initiative(client, initiative, query="", caller=AUDITOR):
    path = f"/readiness/initiatives/{initiative}{query}"
    return client.get(path, caller=caller, expect=200).json


class TestReadiness:
    def test_measures_each_initiative_in_both_ways_in_the_order_of_service(self, reader):
        got = readiness(reader)

        assert got["items"] == [
            {
                "initiative": "portal",
                "title": "Portal",
                "deadline": "2026-12-31",
                "priority": 1,
                "posts": 2,
                "fillable": 2,
                "readiness": 1.0,
                "fillable_in_plan": 2,
                "readiness_in_plan": 1.0,
                "skill_coverage": 1.0,
                "suppressed": [],
            },
            {
                "initiative": "insight",
                "title": "Insight",
                "deadline": "2026-06-30",
                "priority": 2,
                "posts": 4,
                "fillable": 4,
                "readiness": 1.0,
                "fillable_in_plan": 2,
                "readiness_in_plan": 0.5,
                "skill_coverage": 1.0,
                "suppressed": [],
            },
        ]

    def test_sums_the_plan_and_says_as_of_when(self, reader):
        got = readiness(reader)

        assert (got["posts"], got["fillable_in_plan"], got["readiness_in_plan"]) == (6, 4, 0.667)
        assert (got["on"], got["as_of"], got["next"]) == ("2026-03-02", None, None)

    def test_looks_at_a_later_day(self, reader):
        before, after = readiness(reader, "?on=2026-05-31"), readiness(reader, "?on=2026-06-01")

        assert before["on"] == "2026-05-31"
        assert [one["fillable"] for one in before["items"]] == [2, 4]
        assert [one["fillable"] for one in after["items"]] == [2, 3]

    @pytest.mark.parametrize("path", ["", "/initiatives/portal", "/units/data"])
    @pytest.mark.parametrize("day", ["2026-03-01", "2026-02-29", "tomorrow", "2026-3-2"])
    def test_refuses_a_day_before_today_and_what_is_no_day(self, reader, path, day):
        refused = reader.get(f"/readiness{path}?on={day}", caller=AUDITOR, expect=422)

        assert refused.json["errors"][0]["pointer"] == "/on"

    def test_gives_the_plan_in_pages_with_the_sums_of_all(self, reader):
        first = readiness(reader, "?limit=1")
        second = readiness(reader, f"?limit=1&cursor={first['next']}")

        assert [one["initiative"] for one in first["items"]] == ["portal"]
        assert [one["initiative"] for one in second["items"]] == ["insight"]
        assert first["posts"] == second["posts"] == 6
        assert second["next"] is None


class TestReadinessOfAnInitiative:
    def test_goes_post_by_post(self, reader):
        got = of_initiative(reader, "portal")

        assert got["readiness"] == 1.0
        assert got["on"] == "2026-03-02"
        assert got["missing_most"] == []
        assert got["lines"][0] == {
            "initiative": "portal",
            "role_level": "engineer",
            "unit": "digital",
            "headcount": 1,
            "fillable": 1,
            "fillable_in_plan": 1,
            "meeting": 1,
            "note": None,
            "suppressed": [],
        }

    def test_a_system_with_the_scope_reads_the_same_with_small_counts_left_out(self, reader):
        got = of_initiative(reader, "portal", caller=DASHBOARD)

        assert (got["readiness"], got["suppressed"]) == (1.0, [])
        assert got["lines"][0]["meeting"] is None
        assert got["lines"][0]["suppressed"] == ["meeting"]

    def test_is_not_there_for_what_is_not_in_the_plan(self, reader):
        reader.get("/readiness/initiatives/nothing", caller=AUDITOR, expect=404)


class TestReadinessOfAUnit:
    def test_totals_the_unit_and_what_lies_under_it(self, reader):
        got = reader.get("/readiness/units/digital", caller=AUDITOR, expect=200).json

        assert got == {
            "unit": "digital",
            "on": "2026-03-02",
            "people": 5,
            "meeting_own_role": 3,
            "skills": [{"skill": "data", "needed": 5, "held": 3, "suppressed": []}],
            "posts": of_initiative(reader, "portal")["lines"],
            "suppressed": [],
        }

    def test_is_not_there_for_a_unit_not_known(self, reader):
        reader.get("/readiness/units/moon", caller=AUDITOR, expect=404)


@pytest.mark.usefixtures("plan")
class TestOddInitiatives:
    def test_names_what_is_missing_most(self, client):
        more = PORTAL | {"posts": [{"role_level": "engineer", "unit": "data", "headcount": 3}]}
        client.put("/initiatives/more", more, caller=LEAD, expect=201)

        got = of_initiative(client, "more")

        assert (got["skill_coverage"], got["fillable"]) == (0.333, 1)
        assert got["missing_most"] == [
            {"skill": "data", "level": 3, "people": 2},
            {"skill": "testing", "level": 2, "people": 2},
        ]

    @pytest.mark.parametrize(
        ("role_level", "unit", "note"),
        [
            ("astronaut", "data", "No role level “astronaut” is known yet."),
            ("analyst", "moon", "No unit “moon” is known yet."),
            ("visitor", "data", "“Visitor” requires no skills, so nobody can be said to meet it."),
        ],
    )
    def test_says_why_nobody_can_fill_a_post(self, client, role_level, unit, note):
        posts = [{"role_level": role_level, "unit": unit, "headcount": 2}]
        client.put("/initiatives/odd", PORTAL | {"posts": posts}, caller=LEAD, expect=201)

        got = of_initiative(client, "odd")

        assert (got["readiness"], got["fillable_in_plan"]) == (0.0, 0)
        assert got["lines"][0]["note"] == note

    def test_has_no_readiness_without_posts(self, client):
        client.put("/initiatives/idea", PORTAL | {"posts": []}, caller=LEAD, expect=201)

        got = of_initiative(client, "idea")

        assert (got["readiness"], got["readiness_in_plan"], got["skill_coverage"]) == (
            None,
            None,
            None,
        )
        assert got["suppressed"] == []


@pytest.mark.usefixtures("plan")
class TestFollowing:
    def test_counts_a_person_from_the_moment_they_are_known(self, app, client):
        deliver(app, levels("N1", data=4, testing=4))
        before = of_initiative(client, "portal")["lines"][0]["meeting"]

        deliver(app, person("N1", "design"))

        assert before == 1
        assert of_initiative(client, "portal")["lines"][0]["meeting"] == 2

    def test_forgets_a_person_who_is_removed_and_counts_one_made_again(self, app, client):
        deliver(app, removed("person", "D1"))
        gone = of_initiative(client, "portal")

        deliver(app, person("D1", "data"))

        assert [line["fillable"] for line in gone["lines"]] == [0, 1]
        assert of_initiative(client, "portal")["fillable"] == 2

    def test_counts_from_the_first_day_to_the_last(self, app, client):
        deliver(app, person("D1", "data", starts_on="2026-04-01", leaves_on="2026-04-30"))

        days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
        found = [of_initiative(client, "portal", f"?on={day}")["fillable"] for day in days]

        assert found == [1, 2, 2, 1]

    def test_follows_a_unit_that_moves(self, app, client):
        deliver(app, unit("trust", "care", "data"))

        got = of_initiative(client, "portal")

        assert [line["fillable"] for line in got["lines"]] == [0, 1]

    def test_knows_nobody_in_a_unit_that_is_removed(self, app, client):
        deliver(app, removed("unit", "data"))

        lines = of_initiative(client, "portal")["lines"]

        assert [line["fillable"] for line in lines] == [0, 0]
        assert lines[1]["note"] == "No unit “data” is known yet."

    def test_follows_what_a_role_level_requires(self, app, client):
        deliver(app, role_level("engineer", data=4))
        raised = of_initiative(client, "portal")["lines"][0]

        deliver(app, removed("role-level", "role-level/engineer"))

        assert (raised["fillable"], raised["note"]) == (0, None)
        assert of_initiative(client, "portal")["lines"][0]["note"] is not None

    def test_follows_the_plan(self, client):
        client.delete("/initiatives/portal", caller=LEAD, expect=204)

        assert [one["fillable_in_plan"] for one in readiness(client)["items"]] == [4]
