import pytest

from tests.callers import (
    AUDITOR,
    DASHBOARD,
    HR,
    LEAD,
    LEARNING_ADMIN,
    OPERATOR,
    PEOPLE_ADMIN,
    staff,
)
from tests.delivery import deliver
from tests.integration.reporting.heard import ROLES, TREE, levels, person, removed

# Six in data, all analysts by role and two by skill; the boss of all works above them.
STAFF = (
    person("BOSS", "digital"),
    *(person(f"D{n}", "data", "analyst", line=["BOSS"]) for n in range(1, 7)),
    person("G1", "design", "analyst", line=["BOSS"]),
    person("C1", "care", "analyst"),
    levels("D1", data=2),
    levels("D2", data=3),
    levels("G1", data=2),
)
BOSS, TEAM_MEMBER, ELSEWHERE = staff("BOSS"), staff("D1"), staff("C1")
BOUNDED_LEAD = staff("L1", "digital-lead", unit="digital")


def plan_for(unit, headcount=2):
    posts = [{"role_level": "analyst", "unit": unit, "headcount": headcount}]
    return {"title": unit, "deadline": "2026-12-31", "priority": 1, "posts": posts}


HEARD = (*TREE, *ROLES, *STAFF)
PLAN = {f"for-{unit}": plan_for(unit) for unit in ("care", "data", "design")}


@pytest.fixture
def trust(app):
    """The same people, to be changed."""
    deliver(app, *HEARD)


class TestPlanReadiness:
    @pytest.mark.parametrize("path", ["/readiness", "/readiness/initiatives/for-data"])
    @pytest.mark.parametrize(
        ("caller", "status"),
        [
            pytest.param(BOSS, 200, id="a manager"),
            pytest.param(LEAD, 200, id="a digital lead"),
            pytest.param(LEARNING_ADMIN, 200, id="a learning admin"),
            pytest.param(PEOPLE_ADMIN, 200, id="a people admin"),
            pytest.param(AUDITOR, 200, id="an auditor"),
            pytest.param(DASHBOARD, 200, id="a system with the scope"),
            pytest.param(TEAM_MEMBER, 403, id="staff"),
            pytest.param(OPERATOR, 403, id="an operator"),
            pytest.param(HR, 403, id="a system without it"),
            pytest.param(None, 401, id="nobody"),
        ],
    )
    def test_is_for_those_who_plan(self, reader, path, caller, status):
        reader.get(path, caller=caller, expect=status)

    @pytest.mark.usefixtures("trust")
    def test_is_no_longer_for_a_manager_whose_line_has_left(self, app, client):
        deliver(
            app,
            *(person(f"D{n}", "data", leaves_on="2026-03-01", line=["BOSS"]) for n in range(1, 7)),
            removed("person", "G1"),
        )

        client.get("/readiness", caller=BOSS, expect=403)

    @pytest.mark.parametrize("role", ["digital-lead", "people-admin", "auditor"])
    def test_the_claim_unit_leaves_the_initiatives_with_a_post_in_it(self, reader, role):
        caller = staff("L1", role, unit="data")

        got = reader.get("/readiness", caller=caller, expect=200).json

        assert [one["initiative"] for one in got["items"]] == ["for-data"]
        assert got["posts"] == 2
        reader.get("/readiness/initiatives/for-data", caller=caller, expect=200)
        reader.get("/readiness/initiatives/for-care", caller=caller, expect=404)

    def test_the_claim_unit_holds_for_what_lies_under_it(self, reader):
        got = reader.get("/readiness", caller=BOUNDED_LEAD, expect=200).json

        assert [one["initiative"] for one in got["items"]] == ["for-data", "for-design"]

    def test_an_initiative_without_posts_is_there_for_every_lead_who_may_write_it(self, client):
        sent = plan_for("data") | {"posts": []}
        client.put("/initiatives/idea", sent, caller=BOUNDED_LEAD, expect=201)

        of_all = client.get("/readiness", caller=BOUNDED_LEAD, expect=200).json
        idea = client.get("/readiness/initiatives/idea", caller=BOUNDED_LEAD, expect=200).json

        assert [one["initiative"] for one in of_all["items"]] == ["idea"]
        assert (idea["posts"], idea["readiness"], idea["lines"]) == (0, None, [])
        bounded_auditor = staff("A1", "auditor", unit="digital")
        client.get("/readiness/initiatives/idea", caller=bounded_auditor, expect=404)

    def test_the_claim_unit_does_not_bound_a_learning_admin(self, reader):
        caller = staff("L1", "learning-admin", unit="data")

        got = reader.get("/readiness", caller=caller, expect=200).json

        assert len(got["items"]) == 3

    @pytest.mark.usefixtures("trust")
    def test_the_whole_plan_counts_where_only_a_part_is_shown(self, client):
        rival = plan_for("trust") | {"priority": 0}
        client.put("/initiatives/rival", rival, caller=LEAD, expect=201)
        client.put("/initiatives/for-data", plan_for("data"), caller=LEAD, expect=201)

        (shown,) = client.get(
            "/readiness", caller=staff("L1", "auditor", unit="data"), expect=200
        ).json["items"]

        assert (shown["fillable"], shown["fillable_in_plan"]) == (2, 1)


class TestUnitTotals:
    @pytest.mark.parametrize(
        ("caller", "unit", "status"),
        [
            pytest.param(TEAM_MEMBER, "data", 200, id="staff, own unit"),
            pytest.param(TEAM_MEMBER, "digital", 404, id="staff, the unit above"),
            pytest.param(TEAM_MEMBER, "care", 404, id="staff, another unit"),
            pytest.param(BOSS, "data", 200, id="manager, where their line works"),
            pytest.param(BOSS, "digital", 200, id="manager, own unit"),
            pytest.param(BOSS, "trust", 404, id="manager, above"),
            pytest.param(BOSS, "care", 404, id="manager, elsewhere"),
            pytest.param(BOUNDED_LEAD, "data", 200, id="bounded lead, inside"),
            pytest.param(BOUNDED_LEAD, "digital", 200, id="bounded lead, the unit itself"),
            pytest.param(BOUNDED_LEAD, "trust", 404, id="bounded lead, above"),
            pytest.param(BOUNDED_LEAD, "care", 404, id="bounded lead, outside"),
            pytest.param(LEAD, "trust", 200, id="lead"),
            pytest.param(LEARNING_ADMIN, "trust", 200, id="learning admin"),
            pytest.param(PEOPLE_ADMIN, "trust", 200, id="people admin"),
            pytest.param(DASHBOARD, "trust", 200, id="system with the scope"),
            pytest.param(HR, "trust", 403, id="system without it"),
            pytest.param(None, "trust", 401, id="nobody"),
        ],
    )
    def test_are_for_those_of_the_unit_their_managers_and_who_plans(
        self, reader, caller, unit, status
    ):
        reader.get(f"/readiness/units/{unit}", caller=caller, expect=status)


class TestSuppression:
    def test_a_lead_sees_no_small_count_and_nothing_of_a_small_unit(self, reader):
        items = reader.get("/readiness", caller=LEAD, expect=200).json["items"]

        care, data, design = items
        assert data["readiness"] == 1.0
        assert data["suppressed"] == []
        for small in (care, design):
            assert small["readiness"] is None
            assert set(small["suppressed"]) >= {"readiness", "fillable", "skill_coverage"}
        got = reader.get("/readiness/initiatives/for-design", caller=LEAD, expect=200).json
        assert got["missing_most"] is None
        assert got["lines"][0]["fillable"] is None
        assert got["lines"][0]["meeting"] is None

    def test_a_lead_reads_nobody_off_a_unit(self, reader):
        got = reader.get("/readiness/units/design", caller=LEAD, expect=200).json

        assert (got["people"], got["meeting_own_role"]) == (None, None)
        assert got["suppressed"] == ["people", "meeting_own_role"]
        assert got["skills"][0]["suppressed"] == ["needed", "held"]
        assert got["posts"][0]["suppressed"] == ["fillable", "fillable_in_plan", "meeting"]

    @pytest.mark.parametrize(
        "caller",
        [
            pytest.param(BOSS, id="the manager of all of them"),
            pytest.param(AUDITOR, id="an auditor"),
            pytest.param(staff("G1"), id="the only one there"),
        ],
    )
    def test_who_may_see_these_people_sees_the_counts(self, reader, caller):
        got = reader.get("/readiness/units/design", caller=caller, expect=200).json

        assert (got["people"], got["meeting_own_role"], got["suppressed"]) == (1, 1, [])

    @pytest.mark.usefixtures("trust")
    def test_a_bounded_auditor_sees_counts_of_their_own_people_alone(self, client):
        posts = [*plan_for("design")["posts"], *plan_for("care")["posts"]]
        both = plan_for("design") | {"posts": posts}
        client.put("/initiatives/both", both, caller=LEAD, expect=201)
        auditor = staff("A1", "auditor", unit="digital")

        lines = client.get("/readiness/initiatives/both", caller=auditor, expect=200).json["lines"]

        assert [line["meeting"] for line in lines] == [1, 0]
        assert [line["fillable"] for line in lines] == [1, None]

    def test_staff_see_large_counts_of_their_unit(self, reader):
        got = reader.get("/readiness/units/data", caller=TEAM_MEMBER, expect=200).json

        assert got["people"] == 6
        assert got["meeting_own_role"] is None
        assert got["skills"] == [
            {"skill": "data", "needed": 6, "held": None, "suppressed": ["held"]}
        ]


class TestSignIn:
    @pytest.mark.usefixtures("trust")
    def test_is_over_for_who_has_left_or_was_removed(self, app, client):
        deliver(app, person("D1", "data", leaves_on="2026-03-01"), removed("person", "D2"))

        client.get("/initiatives", caller=staff("D1"), expect=403)
        client.get("/initiatives", caller=staff("D2"), expect=403)
        client.get("/initiatives", caller=staff("NEW1"), expect=200)

    @pytest.mark.usefixtures("trust")
    def test_lasts_until_the_end_of_the_last_day(self, app, client):
        deliver(app, person("D1", "data", leaves_on="2026-03-02"))

        client.get("/initiatives", caller=staff("D1"), expect=200)
