"""The figures that the sample expects follow from its data, on any day, and tell its stories."""

from datetime import date, timedelta

import pytest

from deploy.sample.story import read
from tests.unit.sample import measuring, reckoning

TODAY = date(2026, 11, 24)
EXPECTED = read("expected.json", today=TODAY)


def lines(moment, initiative):
    found = EXPECTED["readiness"][moment]["initiatives"][initiative]["lines"]
    return {line["role_level"]: line for line in found}


class TestExpectedFigures:
    @pytest.mark.parametrize(
        "today",
        [
            pytest.param(date(2026, 11, 24), id="a Tuesday in November"),
            pytest.param(date(2027, 3, 1), id="the first of March"),
            pytest.param(date(2027, 10, 31), id="the end of summer time"),
            pytest.param(date(2028, 2, 29), id="29 February"),
            pytest.param(date(2029, 2, 28), id="a year after 29 February"),
        ],
    )
    def test_follow_from_the_data_whatever_the_day(self, today):
        wanted = EXPECTED["readiness"]

        before = reckoning.before(today)
        after = reckoning.after(today)

        assert measuring.readiness(before, today) == wanted["before"]
        assert measuring.readiness(after, today) == wanted["after"]
        assert measuring.readiness(after, today + timedelta(60)) == wanted["in 60 days"]

    @pytest.mark.parametrize("case", EXPECTED["people"], ids=lambda case: case["why"])
    def test_of_single_people_follow_too(self, case):
        levels = reckoning.after(TODAY).levels(case["staff_number"], TODAY)

        assert levels.get(case["skill"], 0) == case["verified"]


class TestStories:
    def test_every_initiative_has_gaps_and_the_day_closes_some(self):
        before, after = (EXPECTED["readiness"][moment]["plan"] for moment in ("before", "after"))

        assert before["fillable_in_plan"] < after["fillable_in_plan"] < after["posts"]
        for figures in EXPECTED["readiness"]["after"]["initiatives"].values():
            assert figures["fillable"] < figures["posts"]

    def test_two_initiatives_compete_for_one_clinical_safety_officer(self):
        portal = lines("before", "patient-portal")["clinical-safety-officer"]
        record = lines("before", "shared-care-record")["clinical-safety-officer"]

        assert portal["meets"] == record["meets"] == ["A3001"]
        assert (portal["fillable_in_plan"], record["fillable_in_plan"]) == (1, 0)
        assert record["fillable"] == 1

    @pytest.mark.parametrize("role_level", ["lead-developer", "senior-security-analyst"])
    def test_single_points_of_failure_stay_after_the_day(self, role_level):
        assert len(lines("after", "cyber-resilience")[role_level]["meets"]) == 1

    def test_what_runs_out_is_missed_in_sixty_days(self):
        officers = lines("in 60 days", "shared-care-record")["clinical-safety-officer"]
        analysts = lines("in 60 days", "cyber-resilience")["senior-security-analyst"]

        assert officers["meets"] == ["A3002"]
        assert officers["fillable_in_plan"] == 0
        assert analysts["meets"] == []

    def test_a_judgement_that_runs_out_uncovers_a_course(self):
        now, later = (
            lines(moment, "cyber-resilience")["senior-developer"]["meets"]
            for moment in ("after", "in 60 days")
        )

        assert set(later) - set(now) == {"A1309"}

    def test_a_leaver_and_a_joiner_of_the_next_weeks_show_later(self):
        designers, developers = (
            {
                moment: set(lines(moment, "patient-portal")[role_level]["meets"])
                for moment in ("after", "in 60 days")
            }
            for role_level in ("senior-service-designer", "developer")
        )

        assert designers["after"] - designers["in 60 days"] == {"A1205"}
        assert developers["in 60 days"] - developers["after"] == {"A1323"}

    def test_posts_stand_in_a_team_that_is_too_small_to_be_shown(self):
        in_cyber = reckoning.after(TODAY).at_work("cyber", TODAY)

        assert 1 <= len(in_cyber) <= 4
        assert "security-analyst" in lines("after", "cyber-resilience")

    def test_some_claims_still_wait_at_the_end_of_the_day(self):
        levels = reckoning.after(TODAY).levels("A1311", TODAY)

        assert levels["agile-working"] == 1
