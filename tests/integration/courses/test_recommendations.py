import pytest

from tests.callers import AUDITOR, staff
from tests.delivery import deliver, make_event
from tests.integration.courses.sending import make_course, person

ANN = staff("S1")
PATH = "/people/S1/recommendations"


def role_level(name, **requires):
    return make_event(
        "skills.role-level.changed.v1",
        f"role-level/{name}",
        role_level=name,
        name=name.title(),
        role="Role",
        requires=[{"skill": skill, "level": level} for skill, level in requires.items()],
    )


def levels(sequence=1, *, claimed=0, exempt=None, **verified):
    said = {"exempt": [{"skill": s, "until": u} for s, u in exempt.items()]} if exempt else {}
    step = {"from": "2026-01-01", "claimed": claimed}
    skills = [
        {
            "skill": skill,
            "judged_on": None,
            "steps": [step | {"verified": level, "claimed": max(level, claimed)}],
        }
        for skill, level in verified.items()
    ]
    return make_event(
        *("skills.levels.changed.v1", "S1", sequence),
        **{"staff_number": "S1", "levels": skills, "waiting": [], **said},
    )


def initiative(title, role, *, deadline="2026-12-31", name="cloud"):
    return make_event(
        "reporting.initiative.changed.v1",
        name,
        initiative=name,
        title=title,
        deadline=deadline,
        priority=1,
        posts=[{"role_level": role, "unit": "ward", "headcount": 1}],
    )


@pytest.fixture
def client(app, client):
    skill = make_event("skills.skill.changed.v1", "skill/testing", skill="testing", name="Testing")
    deliver(
        app,
        skill,
        role_level("tester", testing=2),
        role_level("lead-tester", testing=3, agile=1),
        person("S1", "M1", role_level="tester"),
        person("M1"),
    )
    return client


def asked(client, query="", caller=ANN):
    return client.get(f"{PATH}{query}", caller=caller, expect=200).json


class TestRecommendations:
    def test_close_the_gaps_of_the_persons_own_role(self, client):
        make_course(client)

        got = asked(client)

        assert got == {
            "role_level": "tester",
            "items": [
                {
                    "course": "testing",
                    "title": "Testing",
                    "provider": "Academy",
                    "mode": "online",
                    "hours": 6,
                    "cost_pence": 9000,
                    "started": False,
                    "closes": [{"skill": "testing", "from": 0, "to": 2, "required": 2}],
                    "first": [],
                    "reason": "Closes the gap in testing, from no level, to level 2, working.",
                }
            ],
            "unclosed": [],
            "waiting": [],
            "exempt": [],
            "note": None,
        }

    def test_close_those_of_a_role_that_is_asked_for(self, client):
        make_course(client)

        got = asked(client, "?role_level=lead-tester")

        assert got["role_level"] == "lead-tester"
        assert got["items"][0]["closes"][0]["required"] == 3
        assert got["unclosed"] == [
            {"skill": "testing", "required": 3, "verified": 2},
            {"skill": "agile", "required": 1, "verified": 0},
        ]

    def test_put_first_what_must_come_first(self, client):
        make_course(client, "basics", outcomes=[{"skill": "basics", "level": 1}])
        make_course(client, after=["basics"])

        got = asked(client)

        assert [item["course"] for item in got["items"]] == ["basics", "testing"]
        assert got["items"][1]["first"] == ["basics"]
        assert got["items"][0]["reason"] == "Has to come before “Testing”."

    def test_stay_within_budget_and_hours(self, client):
        make_course(client)

        assert asked(client, "?budget_pence=9000&hours=6")["items"] != []
        assert asked(client, "?budget_pence=8999")["items"] == []
        assert asked(client, "?hours=5.5")["unclosed"] == [
            {"skill": "testing", "required": 2, "verified": 0}
        ]

    def test_follow_the_levels_that_skills_publishes(self, app, client):
        make_course(client)

        deliver(app, levels(testing=1))
        assert asked(client)["items"][0]["closes"][0]["from"] == 1

        deliver(app, levels(2, testing=2))
        assert asked(client)["items"] == []

    def test_leave_alone_what_only_waits_for_an_answer(self, app, client):
        make_course(client)

        deliver(app, levels(testing=0, claimed=2))

        got = asked(client)
        assert (got["items"], got["unclosed"]) == ([], [])
        assert got["waiting"] == [{"skill": "testing", "required": 2, "verified": 0}]

    def test_leave_alone_what_the_person_is_excused_from(self, app, client, clock):
        make_course(client)
        make_course(client, "agile", outcomes=[{"skill": "agile", "level": 1}])
        deliver(app, levels(testing=0, exempt={"testing": "2026-03-31", "data": "2026-03-31"}))

        got = asked(client, "?role_level=lead-tester")
        clock.instant = clock.instant.replace(month=4, day=1)
        later = asked(client, "?role_level=lead-tester")

        assert [item["course"] for item in got["items"]] == ["agile"]
        assert (got["unclosed"], got["waiting"]) == ([], [])
        assert got["exempt"] == [{"skill": "testing", "until": "2026-03-31"}]
        assert {item["course"] for item in later["items"]} == {"agile", "testing"}
        assert later["exempt"] == []

    def test_recommend_again_when_an_exemption_is_ended(self, app, client):
        make_course(client)
        deliver(app, levels(testing=0, exempt={"testing": "2026-12-31"}))
        assert asked(client)["items"] == []

        deliver(app, levels(2, testing=0))

        assert [item["course"] for item in asked(client)["items"]] == ["testing"]

    def test_count_no_claim_as_waiting_where_the_person_is_excused(self, app, client):
        deliver(app, levels(testing=0, claimed=2, exempt={"testing": "2026-12-31"}))

        assert asked(client)["waiting"] == []

    def test_say_that_a_course_is_started_and_costs_nothing_more(self, client):
        make_course(client)
        entry = {"course": "testing", "state": "enrolled"}
        client.post("/people/S1/training", entry, caller=ANN, expect=201)

        (item,) = asked(client, "?budget_pence=0")["items"]

        assert (item["started"], item["cost_pence"]) == (True, 0)

    def test_do_not_send_anybody_to_a_course_whose_result_waits(self, client):
        make_course(client)
        entry = {"course": "testing", "state": "completed", "completed_on": "2026-03-01"}
        client.post("/people/S1/training", entry, caller=ANN, expect=201)

        assert asked(client)["items"] == []

    def test_say_what_the_plan_asks_for(self, app, client):
        make_course(client)

        deliver(
            app,
            initiative("Cloud first", "tester"),
            initiative("Too late", "tester", deadline="2026-03-01", name="late"),
        )

        reason = asked(client)["items"][0]["reason"]
        assert reason.endswith("The plan asks for it: “Cloud first”.")

    def test_say_why_there_is_nothing_to_go_by(self, app, client):
        deliver(app, person("S1", sequence=2, role_level="unheard-of"))
        assert "not known" in asked(client)["note"]

        deliver(app, person("S1", sequence=3))
        assert "no role level" in asked(client)["note"]

    def test_refuse_a_role_level_that_is_not_in_the_framework(self, client):
        refused = client.get(f"{PATH}?role_level=unheard-of", caller=ANN, expect=422).json

        (error,) = refused["errors"]
        assert (error["pointer"], error["value"]) == ("/role_level", "unheard-of")

    @pytest.mark.parametrize(
        "query",
        ["?budget_pence=-1", "?budget_pence=1.5", "?hours=-1", "?hours=NaN", "?role_level=A%20b"],
    )
    def test_refuse_a_question_that_cannot_stand(self, client, query):
        client.get(f"{PATH}{query}", caller=AUDITOR, expect=422)
