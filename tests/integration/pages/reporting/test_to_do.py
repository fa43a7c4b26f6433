import re
from datetime import UTC, datetime

import pytest

from services.chassis.context import EXTENSION
from services.chassis.dead_letters import set_aside
from tests.browsing import words
from tests.callers import LEAD as DIGITAL_LEAD
from tests.delivery import deliver, message_of
from tests.integration.pages.reporting.teams import INITIATIVE, TRUST, profile, staff
from tests.integration.reporting.heard import levels, role_level, skill

LONG_AGO = "2020-01-01"


def tasks(response):
    """Each thing to do: what, why, when, and where it leads."""
    text = response.get_data(as_text=True)
    found = re.findall(
        r'<li>\s*<div class="app-tasks__what"><a [^>]*href="([^"]*)"[^>]*>(.*?)</a>\s*'
        r'<div class="app-tasks__hint">(.*?)</div></div>\s*'
        r'<div class="app-tasks__when"[^>]*>(.*?)</div>',
        text,
        re.DOTALL,
    )
    return [
        (what, why, when.replace("\N{NO-BREAK SPACE}", " "), path)
        for path, what, why, when in found
    ]


class TestForYouToDo:
    def test_tells_staff_what_runs_out_what_is_blank_and_what_is_too_low(self, app, browse):
        ends = [(LONG_AGO, 3, 3), ("2026-04-02", 1, 1)]
        deliver(app, *TRUST, profile("ANN", data=ends))

        page = browse("ANN").get("/reporting/")

        assert tasks(page) == [
            (
                "Your data modelling runs out",
                "You. After that you are at level 1, and your role needs 3",
                "By 1 April 2026",
                "/courses/for-you#data",
            ),
            (
                "Assess yourself in testing",
                "You. Nothing on your record counts for it yet",
                "No date",
                "/skills/assess/testing",
            ),
        ]
        assert "Good afternoon, Ann. 2 things, most pressing first." in words(page)
        assert "1 of 2 of your own skills are verified" in words(page)

    def test_tells_a_manager_what_waits_what_runs_out_and_which_posts_stay_empty(
        self, app, client, browse
    ):
        ends = [(LONG_AGO, 3, 3), ("2026-04-02", 0, 0)]
        deliver(app, *TRUST, levels("LEAD", data=3, testing=2))
        deliver(app, profile("ANN", data=ends, testing=[(LONG_AGO, 2, 2)]))
        client.put("/initiatives/portal", INITIATIVE, caller=DIGITAL_LEAD, expect=201)

        page = browse("LEAD").get("/reporting/")

        assert tasks(page) == [
            (
                "Confirm 1 thing your team sent",
                "Your team. From 1 person",
                "Waiting 19 days",
                "/courses/to-confirm",
            ),
            (
                "Ann Onymous’s data modelling runs out",
                "Your team. Nobody else of your team holds this skill at that level",
                "By 1 April 2026",
                "/skills/people/ANN",
            ),
            (
                "1 post of “Patient portal” cannot be filled",
                "Your team. Engineer, Data: 2 of 3 can be filled. "
                "Ben Bright is 2 levels short in data modelling",
                "By 30 June 2026",
                "/reporting/plan/portal",
            ),
        ]
        assert "1 of 3 people in your team meet every skill of their role" in words(page)

    def test_counts_many_skills_as_one_thing(self, app, browse):
        deliver(app, *TRUST, *(skill(name, f"Skill {name}") for name in "abc"))
        deliver(app, profile("GINA"))
        deliver(
            app,
            role_level("many", a=1, b=1, c=1, data=1),
            staff("GINA", "Gina Gray", "design", "many", line=["BOSS"]),
        )

        (task,) = tasks(browse("GINA").get("/reporting/"))

        assert task == (
            "Assess yourself in 4 skills",
            "You. Nothing on your record counts for them yet: "
            "data modelling, skill a, skill b and 1 more",
            "No date",
            "/skills/assess",
        )

    @pytest.mark.usefixtures("trust")
    def test_says_that_there_is_nothing_and_what_comes_next(self, app, browse):
        deliver(app, profile("CARL", data=[(LONG_AGO, 2, 2), ("2026-12-02", 0, 0)]))

        page = words(browse("CARL").get("/reporting/"))

        assert "Good afternoon, Carl. There is nothing for you to do today." in page
        assert (
            "The next date: your data modelling runs out on 1 December 2026. Log training" in page
        )

    @pytest.mark.usefixtures("trust")
    def test_has_no_list_for_whoever_has_no_role(self, browse):
        page = browse("HEAD").get("/reporting/")

        assert tasks(page) == []
        assert "You have no role yet. Your people team sets it." in words(page)

    def test_greets_whom_it_has_not_heard_of(self, browse):
        page = words(browse("NEW1").get("/reporting/"))

        assert "Good afternoon. There is nothing for you to do today." in page

    def test_escapes_what_others_named(self, app, browse):
        deliver(app, *TRUST)
        deliver(app, staff("BEN", "<b>Ben</b>", "data", "engineer", line=["LEAD", "BOSS"]))
        deliver(app, profile("BEN", data=[(LONG_AGO, 3, 3), ("2026-04-02", 1, 1)]))

        page = browse("LEAD").get("/reporting/").get_data(as_text=True)

        assert "&lt;b&gt;Ben&lt;/b&gt;’s data modelling runs out" in page

    @pytest.mark.parametrize(
        ("hour", "greeting"), [(8, "Good morning"), (13, "Good afternoon"), (20, "Good evening")]
    )
    def test_greets_by_the_time_of_the_place(self, clock, browse, hour, greeting):
        clock.instant = datetime(2026, 3, 2, hour, tzinfo=UTC)

        assert f"{greeting}." in words(browse("NEW1").get("/reporting/"))


@pytest.mark.usefixtures("trust")
class TestByRole:
    def test_tells_a_digital_lead_the_next_deadline_that_lacks_people(self, client, browse):
        later = {**INITIATIVE, "title": "Later", "deadline": "2027-06-30"}
        for name, sent in {"later": later, "portal": INITIATIVE}.items():
            client.put(f"/initiatives/{name}", sent, caller=DIGITAL_LEAD, expect=201)
        lead = browse("HEAD", "digital-lead")

        # Of the data team there are four, too few to tell a lead what they can do.
        assert tasks(lead.get("/reporting/")) == []

    def test_tells_a_digital_lead_of_a_unit_with_five(self, app, client, browse):
        deliver(app, staff("FIFTH", "Fay Fifth", "data"))
        later = {**INITIATIVE, "title": "Later", "deadline": "2027-06-30"}
        for name, sent in {"later": later, "portal": INITIATIVE}.items():
            client.put(f"/initiatives/{name}", sent, caller=DIGITAL_LEAD, expect=201)

        assert tasks(browse("HEAD", "digital-lead").get("/reporting/")) == [
            (
                "“Patient portal” lacks 2 people",
                "The digital plan. 1 of 3 posts can be filled",
                "By 30 June 2026",
                "/reporting/plan/portal",
            )
        ]

    def test_tells_an_operator_what_was_set_aside(self, app, clock, browse):
        letter = set_aside(message_of(skill("x", "X")), "no reason", clock.now())
        app.extensions[EXTENSION].mongo.transact(lambda work: work.dead_letters.put(letter))

        assert tasks(browse("HEAD", "operator").get("/reporting/")) == [
            (
                "Look at 1 event set aside",
                "The system. What could not be read has changed nothing so far",
                "Waiting since today",
                "/reporting/status",
            )
        ]

    def test_tells_a_people_admin_who_has_no_manager_and_what_they_sent(self, app, browse):
        deliver(app, profile("HEAD", waiting=[("data", 2, "2026-03-01")]))

        page = browse("AUD", "people-admin").get("/reporting/")

        assert tasks(page) == [
            (
                "Confirm 1 thing from people without a manager",
                "People. From 1 person, for whom you stand in",
                "Waiting 1 day",
                "/courses/to-confirm",
            ),
            (
                "Find a manager for 1 person",
                "People. Nobody is their manager: Hedy Head",
                "No date",
                "/skills/admin/people",
            ),
        ]

    def test_tells_a_people_admin_of_a_unit_about_that_unit_alone(self, browse):
        admin = browse("AUD", "people-admin", unit="digital")

        assert tasks(admin.get("/reporting/")) == []

    @pytest.mark.parametrize("role", ["staff", "auditor", "learning-admin"])
    def test_tells_others_none_of_it(self, app, clock, browse, role):
        letter = set_aside(message_of(skill("x", "X")), "no reason", clock.now())
        app.extensions[EXTENSION].mongo.transact(lambda work: work.dead_letters.put(letter))

        assert tasks(browse("HEAD", role).get("/reporting/")) == []


class TestWhatAManagerMayNotKnow:
    def test_is_how_few_people_of_others_fill_a_post(self, app, client, browse):
        """The unit has fewer than five people, one of them of another line."""
        deliver(app, *TRUST, levels("LEAD", data=3, testing=2))
        deliver(app, staff("BEN", "Ben Bright", "data", "engineer", line=["BOSS"]))
        client.put("/initiatives/portal", INITIATIVE, caller=DIGITAL_LEAD, expect=201)

        found = tasks(browse("LEAD").get("/reporting/"))

        assert [what for what, *_ in found] == ["Confirm 1 thing your team sent"]
