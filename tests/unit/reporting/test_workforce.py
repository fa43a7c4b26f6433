from datetime import date, timedelta

import pytest

from services.reporting.domain import (
    Levels,
    SkillLevels,
    Step,
    counts_on,
    level_on,
    verified_on,
)
from tests.unit.reporting.makers import (
    SMALL,
    make_levels,
    make_organisation,
    make_person,
    make_role_level,
    make_unit,
)

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
DAY = timedelta(days=1)

COURSE = Levels(
    "P1",
    (
        SkillLevels(
            skill="data",
            judged_on=date(2026, 1, 10),
            steps=(
                Step(date(2026, 1, 10), verified=2, claimed=3),
                Step(date(2026, 6, 1), verified=0, claimed=3),
                Step(date(2026, 9, 1), verified=0, claimed=0),
            ),
        ),
    ),
)


class TestCountsOn:
    @pytest.mark.parametrize(
        ("day", "counts"),
        [
            pytest.param(FIRST - DAY, False, id="the day before the first"),
            pytest.param(FIRST, True, id="the first day"),
            pytest.param(LAST, True, id="the last day"),
            pytest.param(LAST + DAY, False, id="the day after the last"),
        ],
    )
    def test_from_the_first_day_to_the_last_both_included(self, day: date, counts: bool) -> None:
        person = make_person("P1", starts_on=FIRST, leaves_on=LAST)

        assert counts_on(person, day) is counts

    def test_without_dates_always(self) -> None:
        assert counts_on(make_person("P1"), date.min)
        assert counts_on(make_person("P1"), date.max)


class TestLevelOn:
    @pytest.mark.parametrize(
        ("day", "verified", "claimed"),
        [
            pytest.param(date(2026, 1, 9), 0, 0, id="before the first step"),
            pytest.param(date(2026, 1, 10), 2, 3, id="on the day of a step"),
            pytest.param(date(2026, 5, 31), 2, 3, id="the last day before the next"),
            pytest.param(date(2026, 6, 1), 0, 3, id="once the evidence has expired"),
            pytest.param(date(2030, 1, 1), 0, 0, id="long after the last step"),
        ],
    )
    def test_takes_the_step_of_the_day(self, day: date, verified: int, claimed: int) -> None:
        step = level_on(COURSE, "data", day)

        assert (step.verified, step.claimed) == (verified, claimed)

    def test_is_0_in_a_skill_of_which_nothing_is_known(self) -> None:
        assert level_on(COURSE, "testing", date(2026, 2, 1)).verified == 0

    def test_is_0_for_a_person_of_whom_nothing_is_known(self) -> None:
        assert level_on(None, "data", date(2026, 2, 1)).claimed == 0


class TestVerifiedOn:
    def test_gives_each_skill_of_the_profile(self) -> None:
        assert verified_on(COURSE, date(2026, 2, 1)) == {"data": 2}
        assert verified_on(make_levels("P1", data=1, testing=4), FIRST) == {"data": 1, "testing": 4}

    def test_gives_nothing_without_a_profile(self) -> None:
        assert verified_on(None, FIRST) == {}


class TestIsMetBy:
    @pytest.mark.parametrize(
        ("verified", "met"),
        [
            pytest.param({"data": 3, "testing": 2}, True, id="exactly"),
            pytest.param({"data": 4, "testing": 4, "agile": 1}, True, id="above"),
            pytest.param({"data": 4, "testing": 1}, False, id="one short"),
            pytest.param({"data": 4}, False, id="one missing"),
            pytest.param({}, False, id="nothing"),
        ],
    )
    def test_needs_every_level(self, verified: dict[str, int], met: bool) -> None:
        engineer = make_role_level("engineer", data=3, testing=2)

        assert engineer.is_met_by(verified) is met

    def test_nobody_meets_what_requires_nothing(self) -> None:
        assert make_role_level("visitor").is_met_by({"data": 4}) is False


class TestBelow:
    def test_holds_the_unit_and_all_under_it(self) -> None:
        assert SMALL.below("digital") == {"digital", "data", "design"}
        assert SMALL.below("care") == {"care"}

    def test_is_empty_for_a_unit_not_known(self) -> None:
        assert SMALL.below("elsewhere") == frozenset()

    def test_is_empty_for_a_parent_that_is_only_named(self) -> None:
        organisation = make_organisation(make_unit("trust", "digital"))

        assert organisation.below("trust") == frozenset()
