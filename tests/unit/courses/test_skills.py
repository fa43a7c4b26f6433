from datetime import date

import pytest

from services.courses.domain import (
    Exempt,
    Gap,
    Outcome,
    Profile,
    RoleLevel,
    SkillSteps,
    Step,
    gaps_of,
)

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 30)
PROFILE = Profile(
    "S1", (SkillSteps("testing", (Step(JANUARY, 3, 3), Step(JUNE, 1, 2))), SkillSteps("agile"))
)


class TestProfile:
    @pytest.mark.parametrize(
        ("day", "verified"),
        [
            pytest.param(date(2025, 12, 31), 0, id="before the first step"),
            pytest.param(JANUARY, 3, id="on the day of a step"),
            pytest.param(date(2026, 6, 29), 3, id="until the next"),
            pytest.param(date(2027, 1, 1), 1, id="after the last"),
        ],
    )
    def test_takes_the_step_of_the_day(self, day, verified):
        assert PROFILE.on(day)["testing"].verified == verified

    def test_without_steps_is_no_level(self):
        assert PROFILE.on(JUNE)["agile"].verified == 0


class TestExemptions:
    @pytest.mark.parametrize(
        ("day", "exempt"),
        [
            pytest.param(JANUARY, {"testing", "agile"}, id="before any has run out"),
            pytest.param(JUNE, {"testing", "agile"}, id="on the last day of one"),
            pytest.param(date(2026, 7, 1), {"agile"}, id="the day after"),
        ],
    )
    def test_hold_up_to_their_last_day(self, day, exempt):
        profile = Profile("S1", exempt=(Exempt("testing", JUNE), Exempt("agile", date.max)))

        assert set(profile.exempt_on(day)) == exempt

    def test_take_skills_out_of_what_a_role_asks_for(self):
        role_level = RoleLevel(
            "tester", "Tester", "Tester", (Outcome("testing", 2), Outcome("agile", 1))
        )

        open_gaps, waiting = gaps_of(role_level.without({"testing"}), {})

        assert (open_gaps, waiting) == ((Gap("agile", 1, 0),), ())


class TestGapsOf:
    def test_are_what_is_short_apart_from_what_a_claim_would_close(self):
        role_level = RoleLevel(
            "tester",
            "Tester",
            "Tester",
            (Outcome("testing", 2), Outcome("agile", 1), Outcome("data", 1)),
        )
        held = {"testing": Step(JUNE, 1, 2), "data": Step(JUNE, 1, 1)}

        open_gaps, waiting = gaps_of(role_level, held)

        assert open_gaps == (Gap("agile", 1, 0),)
        assert waiting == (Gap("testing", 2, 1),)

    def test_are_none_where_nothing_is_required(self):
        assert gaps_of(RoleLevel("x", "X", "X"), {}) == ((), ())
