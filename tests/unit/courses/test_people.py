from datetime import date

import pytest

from services.courses.domain import Person, counts_on, nearest_at_work

TODAY = date(2026, 6, 30)


class TestCountsOn:
    @pytest.mark.parametrize(
        ("starts_on", "leaves_on", "expected"),
        [
            pytest.param(None, None, True, id="no dates"),
            pytest.param(TODAY, TODAY, True, id="first and last day"),
            pytest.param(date(2026, 7, 1), None, False, id="not yet"),
            pytest.param(None, date(2026, 6, 29), False, id="no more"),
        ],
    )
    def test_includes_the_first_and_the_last_day(self, starts_on, leaves_on, expected):
        person = Person("S1", "Ann", starts_on=starts_on, leaves_on=leaves_on)

        assert counts_on(person, TODAY) is expected


class TestNearestAtWork:
    def test_passes_over_those_who_are_away_or_not_known(self):
        people = {
            "M1": Person("M1", "Bo", leaves_on=date(2026, 6, 29)),
            "M2": None,
            "M3": Person("M3", "Cy"),
            "M4": Person("M4", "Di"),
        }

        assert nearest_at_work(("M1", "M2", "MX", "M3", "M4"), people, TODAY) == "M3"

    def test_is_nobody_where_nobody_is_at_work(self):
        assert nearest_at_work(("M1",), {}, TODAY) is None
        assert nearest_at_work((), {}, TODAY) is None
