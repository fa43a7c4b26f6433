from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.skills.domain import (
    Decision,
    Exempt,
    Exemption,
    Requirement,
    RoleLevel,
    UntilInThePast,
    UntilTooFarAhead,
    count_gaps,
    exempt_from,
    exempt_on,
    gaps,
    grant,
    latest_end,
)

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def make_exemption(**changes: Any) -> Exemption:
    defaults: dict[str, Any] = {
        "staff_number": "A1",
        "skill": "testing",
        "reason": "On other duties until the summer",
        "until": date(2026, 6, 30),
        "granted_by": "M1",
        "granted_on": TODAY,
    }
    return Exemption(**defaults | changes)


class TestGrant:
    @pytest.mark.parametrize("until", [TODAY, date(2031, 3, 2)], ids=["today", "in five years"])
    def test_takes_a_last_day_from_today_to_five_years_ahead(self, until: date) -> None:
        exemption = make_exemption(until=until)

        assert grant(exemption) == exemption

    def test_refuses_a_day_that_is_over(self) -> None:
        with pytest.raises(UntilInThePast, match="2026-03-02") as refused:
            grant(make_exemption(until=TODAY - DAY))

        assert [error.pointer for error in refused.value.errors] == ["/until"]

    def test_refuses_a_day_more_than_five_years_ahead(self) -> None:
        with pytest.raises(UntilTooFarAhead, match="2031-03-02") as refused:
            grant(make_exemption(until=date(2031, 3, 3)))

        assert [error.pointer for error in refused.value.errors] == ["/until"]

    def test_takes_the_last_of_february_where_the_day_is_missing(self) -> None:
        assert latest_end(date(2028, 2, 29)) == date(2033, 2, 28)

    @given(st.dates(date(1, 1, 1), date(9990, 1, 1)))
    def test_always_ends_five_calendar_years_ahead_at_most(self, today: date) -> None:
        end = latest_end(today)

        assert end.year == today.year + 5
        assert (end.month, end.day) <= (today.month, today.day)


class TestExemptOn:
    @pytest.mark.parametrize(
        ("day", "exempt"),
        [
            pytest.param(TODAY - DAY, False, id="the day before it was granted"),
            pytest.param(TODAY, True, id="the day it was granted"),
            pytest.param(date(2026, 6, 30), True, id="the last day"),
            pytest.param(date(2026, 7, 1), False, id="the day after"),
        ],
    )
    def test_holds_from_the_first_day_to_the_last(self, day: date, exempt: bool) -> None:
        found = exempt_on([make_exemption()], day)

        assert found == ({"testing": date(2026, 6, 30)} if exempt else {})


class TestExemptFrom:
    def test_says_skill_and_last_day_in_order_of_the_skills_and_no_reason(self) -> None:
        found = exempt_from([make_exemption(), make_exemption(skill="drawing", until=TODAY)])

        assert found == (Exempt("drawing", TODAY), Exempt("testing", date(2026, 6, 30)))


skills = st.sampled_from(["drawing", "testing", "writing", "agile"])
levels = st.integers(0, 4)
required = st.dictionaries(skills, levels.filter(bool))
held = st.dictionaries(skills, levels.map(lambda level: Decision(level, level)))
days = st.dates(TODAY, TODAY + timedelta(days=60))


class TestCounts:
    @given(required, held, st.dictionaries(skills, days), days)
    def test_each_required_skill_is_met_missing_or_exempt(self, needs, levels, granted, day):
        role_level = RoleLevel(
            *("tester", "Tester", "Tester"),
            requires=tuple(Requirement(skill, level) for skill, level in needs.items()),
        )
        exemptions = [make_exemption(skill=skill, until=until) for skill, until in granted.items()]

        counts = count_gaps(gaps(role_level, levels, exempt_on(exemptions, day)))

        excused = {skill for skill in needs if skill in granted and day <= granted[skill]}
        reached = {
            skill
            for skill, level in needs.items()
            if skill in levels and levels[skill].verified >= level
        }
        assert counts.exempt == len(excused)
        assert counts.met == len(reached - excused)
        assert counts.met + counts.missing + counts.exempt == len(needs)

    @given(required, held)
    def test_an_exemption_changes_no_level_and_no_distance(self, needs, levels):
        role_level = RoleLevel(
            *("tester", "Tester", "Tester"),
            requires=tuple(Requirement(skill, level) for skill, level in needs.items()),
        )

        asked = gaps(role_level, levels, {})
        excused = gaps(role_level, levels, dict.fromkeys(needs, TODAY))

        assert [(g.skill, g.verified, g.short) for g in excused] == [
            (g.skill, g.verified, g.short) for g in asked
        ]
        assert {gap.exempt for gap in asked} <= {None}
        assert {gap.exempt for gap in excused} <= {TODAY}
