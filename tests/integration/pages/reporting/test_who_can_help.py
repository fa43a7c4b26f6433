import pytest

from tests.browsing import words
from tests.delivery import deliver
from tests.integration.pages.reporting.teams import profile


@pytest.mark.usefixtures("trust")
class TestWhoCanHelp:
    def test_asks_for_a_skill_first(self, browse):
        page = words(browse("LEAD").get("/reporting/who-can-help"))

        assert "Find people by skill and level, among those whose skills you may see." in page
        assert "Data modelling Testing" in page

    def test_finds_those_at_the_level_and_those_on_the_way(self, browse):
        page = words(browse("BOSS").get("/reporting/who-can-help?skill=data&level=2"))

        assert "1 person in your line holds data modelling at level 2, working, or above." in page
        can, way = page.split("On the way")
        assert "Ann Onymous Role: Engineer Team: Data Verified level: 3 Practitioner" in can
        assert "Ben Bright" not in can
        assert "Ben Bright Role: Engineer Team: Data Verified level: 1 Awareness" in way
        assert "Carl Cole Role: Analyst Team: Data Verified level: 1 Awareness 2 working is" in way

    def test_says_until_when_the_level_holds(self, app, browse):
        steps = [("2020-01-01", 4, 4), ("2026-03-11", 3, 3), ("2026-06-01", 0, 0)]
        deliver(app, profile("ANN", data=steps))

        lead = browse("LEAD")

        page = words(lead.get("/reporting/who-can-help?skill=data&level=3"))
        assert "4 Expert Until 31 May 2026" in page
        page = words(lead.get("/reporting/who-can-help?skill=data&level=4"))
        assert "at level 4, expert." in page
        assert "4 Expert Until 10 March 2026" in page

    def test_looks_only_among_those_whom_one_may_see(self, app, browse):
        deliver(app, profile("HEAD", data=[("2020-01-01", 4, 4)]))
        path = "/reporting/who-can-help?skill=data&level=4"

        assert "Hedy" not in words(browse("BOSS").get(path))
        assert "Hedy" not in words(browse("BOSS", "digital-lead").get(f"{path}&unit=care"))
        assert "Nobody reports to you" in words(browse("ANN").get(path))
        auditor = browse("AUD", "auditor")
        assert "Choose a team" in words(auditor.get(path))
        assert "Hedy Head" in words(auditor.get(f"{path}&unit=trust"))
        bounded = browse("AUD", "auditor", unit="design")
        assert "Hedy" not in words(bounded.get(f"{path}&unit=trust"))

    def test_says_so_when_nobody_has_it(self, browse):
        page = words(browse("BOSS").get("/reporting/who-can-help?skill=testing&unit=design"))

        assert "0 people in Design hold testing at level 2, working, or above." in page
        assert "Nobody in Design has anything on record in testing." in page

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("skill=nonsense", "There is no such skill. Choose one from the list."),
            ("skill=data&level=9", "at level 2, working"),
            ("skill=data&level=x", "at level 2, working"),
        ],
    )
    def test_takes_odd_questions(self, browse, query, said):
        assert said in words(browse("BOSS").get(f"/reporting/who-can-help?{query}"))
