from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.courses.domain import Exempt, Profile, Renewal, RoleLevel, SkillSteps, Step, renewals
from tests.unit.courses.factories import TODAY, course, levels

LONG_AGO = date(2020, 1, 1)
ROLE = RoleLevel("tester", "Tester", "Tester", levels({"testing": 2}))


def profile(falls_on, *, to=1, now=2):
    steps = (Step(LONG_AGO, now, now), Step(falls_on, to, to))
    return Profile("A1", (SkillSteps("testing", steps),))


def found(held, *catalogue):
    return renewals(held, ROLE, catalogue, on=TODAY)


class TestRenewals:
    @pytest.mark.parametrize(("days", "number"), [(1, 1), (91, 1), (92, 0)])
    def test_are_of_what_runs_out_within_90_days(self, days, number):
        assert len(found(profile(TODAY + timedelta(days=days)))) == number

    def test_name_the_last_day_and_the_level_that_is_left(self):
        assert found(profile(TODAY + timedelta(days=10))) == (
            Renewal(
                skill="testing",
                verified=2,
                required=2,
                last_day=TODAY + timedelta(days=9),
                falls_to=1,
            ),
        )

    def test_are_none_of_gaps_nor_of_what_stays_high_enough(self):
        soon = TODAY + timedelta(days=10)

        assert found(profile(soon, now=1, to=0)) == ()
        assert found(profile(soon, now=3, to=2)) == ()

    def test_are_none_of_what_the_person_is_excused_from(self):
        held = replace(profile(TODAY + timedelta(days=10)), exempt=(Exempt("testing", TODAY),))

        assert found(held) == ()

    def test_offer_the_three_shortest_courses_that_give_the_level(self):
        catalogue = (
            course("unknown"),
            course("long", hours=20),
            course("short", hours=2),
            course("low", hours=1, gives={"testing": 1}),
            course("gone", hours=1, withdrawn=True),
            course("middle", hours=8),
        )

        (renewal,) = found(profile(TODAY + timedelta(days=10)), *catalogue)

        assert [each.course for each in renewal.courses] == ["short", "middle", "long"]
