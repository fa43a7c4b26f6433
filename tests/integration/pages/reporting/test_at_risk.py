import pytest

from tests.browsing import words
from tests.callers import LEAD as DIGITAL_LEAD
from tests.delivery import deliver
from tests.integration.pages.reporting.teams import INITIATIVE, profile
from tests.integration.reporting.heard import levels

LONG_AGO = "2020-01-01"


@pytest.mark.usefixtures("trust")
class TestAtRisk:
    def test_has_what_one_person_holds_and_what_nobody_does(self, app, browse):
        deliver(app, levels("BEN", data=1, testing=1))

        page = words(browse("LEAD").get("/reporting/at-risk"))

        assert (
            "Of the skills that the roles of 3 people need, 0 are held by nobody at the level "
            "needed and 3 by one person only. 0 skills run out in the next 90 days."
        ) in page
        assert "Data modelling Level needed: 3 Practitioner Needed by: 2 people" in page
        assert "Held by: Ann Onymous only" in page

    def test_says_who_nobody_is(self, app, browse):
        deliver(app, levels("ANN", data=2, testing=2))

        page = words(browse("LEAD").get("/reporting/at-risk"))

        assert (
            "Data modelling Level needed: 3 Practitioner Needed by: 2 people Held by: Nobody"
        ) in page

    def test_has_what_runs_out_within_90_days(self, app, browse):
        deliver(app, profile("ANN", data=[(LONG_AGO, 3, 3), ("2026-05-31", 0, 0)]))
        deliver(app, profile("CARL", data=[(LONG_AGO, 2, 2), ("2026-06-02", 0, 0)]))

        page = words(browse("LEAD").get("/reporting/at-risk"))

        assert "1 skill runs out in the next 90 days." in page
        assert (
            "Ann Onymous Skill: Data modelling Last day: 30 May 2026 After that: No level, needs 3 "
            "Held in the team by: 1 person"
        ) in page

    def test_has_the_posts_that_the_team_cannot_fill(self, client, browse):
        client.put("/initiatives/portal", INITIATIVE, caller=DIGITAL_LEAD, expect=201)

        page = words(browse("BOSS").get("/reporting/at-risk?below=1"))

        assert "Patient portal Post: Engineer, Data Deadline: 30 June 2026, in 4 months" in page
        assert "Can be filled: 1 of 3 2 people missing" in page
        assert "Who comes closest: Ben Bright , 2 levels short in data modelling" in page

    def test_does_not_tell_how_few_people_of_others_fill_a_post(self, client, browse):
        client.put("/initiatives/portal", INITIATIVE, caller=DIGITAL_LEAD, expect=201)

        # The lead themselves may see their own skills: nobody in the unit is hidden from them.
        assert "Patient portal" in words(browse("LEAD").get("/reporting/at-risk"))
        # An auditor of another unit sees nothing of it.
        auditor = browse("AUD", "auditor", unit="design")
        assert "Patient portal" not in words(auditor.get("/reporting/at-risk"))

    def test_says_that_nothing_is_at_risk(self, app, browse):
        deliver(app, *(levels(number, data=3, testing=2) for number in ("ANN", "BEN", "CARL")))

        page = words(browse("LEAD").get("/reporting/at-risk"))

        assert "Every skill that is needed is held by two people or more." in page
        assert "Nothing that a role needs runs out in the next 90 days." in page
        assert "No post of the digital plan in these teams lacks people." in page

    @pytest.mark.parametrize(
        ("person", "roles", "query", "said"),
        [
            ("ANN", (), "", "Nobody reports to you on record."),
            ("AUD", ("auditor",), "", "Choose a team to see its people."),
            ("LEAD", (), "?unit=care", "Nobody matches. Clear the filters"),
        ],
    )
    def test_is_empty_for_whoever_sees_nobody(self, browse, person, roles, query, said):
        assert said in words(browse(person, *roles).get(f"/reporting/at-risk{query}"))
