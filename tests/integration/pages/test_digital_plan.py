"""Digital plan and its initiatives in a browser: what they show to whom, and live figures."""

import re

import pytest

from services.chassis.context import EXTENSION
from services.reporting.app import create
from tests.browsing import Browser, words
from tests.callers import LEAD, Client
from tests.delivery import deliver
from tests.integration.reporting.heard import ROLES, TREE, levels, person, skill

SKILLS = (skill("data", "Data modelling"), skill("testing", "Testing"))
SIX = tuple(person(f"P{n}", "data", "analyst", line=["BOSS"]) for n in range(6))
PORTAL = {
    "title": "Patient portal",
    "deadline": "2026-12-31",
    "priority": 1,
    "budget_pence": 12_000_050,
    "posts": [{"role_level": "analyst", "unit": "data", "headcount": 2}],
}
GATE = {
    "title": "Gateway <b>",
    "deadline": "2026-02-01",
    "priority": 2,
    "posts": [
        {"role_level": "analyst", "unit": "digital", "headcount": 2},
        {"role_level": "engineer", "unit": "data", "headcount": 2},
    ],
}


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def plan(app, keys):
    """A plan of two initiatives and six people of one line: three analysts, one near engineer."""
    deliver(
        app,
        *TREE,
        *ROLES,
        *SKILLS,
        *SIX,
        *(person(n, "trust") for n in ("LEAD1", "BOSS")),
        *(levels(f"P{n}", data=2, testing=2 * (n == 0)) for n in range(3)),
    )
    client = Client(app, keys, "reporting")
    for name, sent in (("portal", PORTAL), ("gate", GATE)):
        client.put(f"/initiatives/{name}", sent, caller=LEAD, expect=201)
    return client


@pytest.fixture
def lead(app, clock):
    return Browser(app, clock.now(), staff_number="LEAD1", roles=("staff", "digital-lead"))


@pytest.fixture
def boss(app, clock):
    return Browser(app, clock.now(), staff_number="BOSS")


@pytest.mark.usefixtures("plan")
class TestTheDigitalPlan:
    def test_says_how_much_of_it_can_be_filled(self, lead):
        said = words(lead.get("/reporting/plan"))

        assert "could fill 3 of the 6 posts in its plan at the same time" in said
        assert "The next deadline, 31 December 2026, can be met" in said
        assert "1. Patient portal Deadline 31 December 2026, in 10 months 2 of 2 100% ready" in said
        assert "2. Gateway <b> Deadline 1 February 2026, 4 weeks ago 1 of 4 25% ready" in said

    def test_tells_both_readings_and_why_they_do_not_add_up(self, lead):
        said = words(lead.get("/reporting/plan"))

        assert "All initiatives Posts 6 Filled on its own: see note" in said
        assert "come to 4, but some of those people are counted more than once" in said
        assert "Together they can fill 3." in said
        assert "Missing most: Data modelling 2 people, to level 3" in said

    def test_links_each_initiative_and_what_a_lead_can_do(self, lead, boss):
        of_lead, of_boss = (b.get("/reporting/plan").get_data(as_text=True) for b in (lead, boss))

        assert 'href="/reporting/plan/portal"' in of_lead
        for link in ("/reporting/plan/new", "/reporting/plan/import"):
            assert f'href="{link}"' in of_lead
            assert f'href="{link}"' not in of_boss
        for link in ("/reporting/plan.csv", "/reporting/plan/how", "/reporting/plan/history"):
            assert f'href="{link}"' in of_boss

    def test_is_not_there_for_whoever_may_not_see_readiness(self, app, clock):
        nobody = Browser(app, clock.now(), staff_number="P1")

        for path in ("plan", "plan/portal", "plan/portal/figures", "plan/history", "plan.csv"):
            nobody.get(f"/reporting/{path}", expect=404)

    def test_shows_a_bounded_lead_their_part(self, app, clock):
        bounded = Browser(
            app, clock.now(), staff_number="L2", roles=("digital-lead",), unit="design"
        )

        said = words(bounded.get("/reporting/plan"))

        assert "No initiative of the plan lies in your part of the organisation" in said
        bounded.get("/reporting/plan/portal", expect=404)

    def test_hides_figures_of_few_people(self, app, plan, lead):
        posts = [{"role_level": "analyst", "unit": "design", "headcount": 1}]
        sent = PORTAL | {"title": "Small", "posts": posts, "priority": 3}
        plan.put("/initiatives/small", sent, caller=LEAD, expect=201)
        deliver(app, person("X1", "design"), levels("X1", data=3))

        said = words(lead.get("/reporting/plan/small"))

        assert "so few people work there" in said
        assert "1 of 1" not in said
        assert "What would raise" not in said


class TestAnEmptyPlan:
    def test_says_what_to_do(self, lead):
        said = words(lead.get("/reporting/plan"))

        assert "There is no plan yet. Add an initiative or bring in a file." in said

    def test_has_initiatives_without_posts(self, plan, lead):
        plan.put(
            "/initiatives/idea",
            PORTAL | {"title": "Idea", "posts": [], "priority": 9},
            caller=LEAD,
            expect=201,
        )

        assert "No posts yet" in words(lead.get("/reporting/plan"))
        assert "It has no posts yet" in words(lead.get("/reporting/plan/idea"))


@pytest.mark.usefixtures("plan")
class TestAnInitiative:
    def test_says_what_can_be_filled_and_why_not_more(self, lead):
        said = words(lead.get("/reporting/plan/gate"))

        assert "Digital plan, priority 2 of 2" in said
        assert "1 of 4 posts can be filled at the same time" in said
        assert "2 posts are short because nobody else meets every skill." in said
        assert "1 more could be filled, but “Patient portal” needs those people first." in said
        assert "On its own this initiative would fill 2." in said
        assert "Last changed 2 March 2026 at 12:00 by Name LEAD1" in said

    def test_says_what_would_raise_it_most(self, lead):
        said = words(lead.get("/reporting/plan/gate"))

        assert "Data modelling, to level 3, practitioner" in said
        assert "At least 2 people would need to grow to it." in said
        assert "Fewer than 5 people lack nothing else for a post." in said
        assert "Name P" not in said

    def test_names_people_to_their_manager_alone(self, boss):
        said = words(boss.get("/reporting/plan/gate"))

        assert "people lack nothing else for a post: Name P0" in said
        assert "Fewer than 5" not in said

    def test_tells_posts_one_by_one(self, lead, boss):
        of_lead, of_boss = (words(b.get("/reporting/plan/gate")) for b in (lead, boss))

        assert "shown as “under 5”" in of_lead
        line = "Engineer Data Filled on its own 0 of 2 Filled with the rest 0 of 2"
        assert f"{line} People who meet it: 0 Held back by: Data modelling, to level 3" in of_lead
        assert "People who meet it: under 5" in of_lead
        assert "People who meet it: 3" in of_boss
        assert "All posts Filled on its own 2 of 4 Filled with the rest 1 of 4" in of_lead

    def test_shows_money_in_pounds(self, lead):
        assert "Budget £120,000.50" in words(lead.get("/reporting/plan/portal"))

    def test_that_is_not_there_is_not_found(self, lead):
        lead.get("/reporting/plan/no-such-thing", expect=404)

    def test_says_how_readiness_is_worked_out(self, lead):
        assert "Nobody can fill two posts" in words(lead.get("/reporting/plan/how"))


NEXT = re.compile(r'data-live-next="([^"]+)"')


@pytest.mark.usefixtures("plan")
class TestAnOpenPage:
    @pytest.mark.parametrize("path", ["/reporting/plan", "/reporting/plan/gate"])
    def test_is_told_only_the_moment_while_nothing_arrives(self, lead, path):
        live = NEXT.search(lead.get(path).get_data(as_text=True))[1]

        answer = lead.get(live).get_data(as_text=True)

        assert live.startswith(f"{path}/figures?seen=")
        assert "data-live-next" in answer
        assert re.findall(r'\bid="([^"]+)"', answer) == ["plan-fresh"]

    def test_is_told_new_figures_once_an_event_was_applied(self, app, lead):
        live = NEXT.search(lead.get("/reporting/plan").get_data(as_text=True))[1]
        deliver(app, levels("P4", data=2))
        applied(app)

        answer = lead.get(live)

        assert "4 of the 6 posts" in words(answer)
        again = lead.get(NEXT.search(answer.get_data(as_text=True))[1])
        assert "posts" not in words(again)

    def test_is_told_new_figures_once_the_plan_was_changed(self, plan, lead):
        live = NEXT.search(lead.get("/reporting/plan").get_data(as_text=True))[1]
        plan.delete("/initiatives/portal", caller=LEAD, expect=204)

        assert "2 of the 4 posts" in words(lead.get(live))

    def test_does_not_keep_the_session_open(self, lead):
        answer = lead.get("/reporting/plan/figures")

        assert "Set-Cookie" not in answer.headers

    def test_says_how_fresh_it_is(self, app, lead, clock):
        assert "Nothing has been heard yet" in words(lead.get("/reporting/plan"))
        applied(app, at=clock.now())

        said = words(lead.get("/reporting/plan"))

        assert "Figures include everything up to 2 March 2026 at 12:00, just now." in said
        assert "Load the page again for newer figures." in said


def applied(app, at=None):
    """Leave the sign that a consumer leaves after it has applied events."""
    from datetime import UTC, datetime

    from services.chassis import freshness

    at = at or datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)
    position = freshness.Position(
        topic="skills.levels", partition=1, waiting=0, last_event=at, applied_at=at
    )
    sign = freshness.Sign(kind="consumer", slot=0, started=at, at=at, positions=(position,))
    freshness.write(app.extensions[EXTENSION].mongo.database, sign)
