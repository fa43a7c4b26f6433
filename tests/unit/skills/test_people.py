from datetime import date

import pytest

from services.skills.domain import (
    LeavesBeforeStarting,
    ManagerInOwnLine,
    Person,
    UnitAboveItself,
    check_dates,
    counts_on,
    line_of,
    path_of,
)

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


class TestCountsOn:
    @pytest.mark.parametrize(
        ("day", "counts"),
        [
            pytest.param(date(2026, 2, 28), False, id="the day before"),
            pytest.param(FIRST, True, id="the first day"),
            pytest.param(LAST, True, id="the last day"),
            pytest.param(date(2026, 4, 1), False, id="the day after"),
        ],
    )
    def test_includes_the_first_and_the_last_day(self, day: date, counts: bool) -> None:
        person = Person("A1", "Ada", starts_on=FIRST, leaves_on=LAST)

        assert counts_on(person, day) is counts

    def test_counts_always_without_dates(self) -> None:
        assert counts_on(Person("A1", "Ada"), date(1990, 1, 1))


class TestCheckDates:
    def test_lets_someone_leave_on_their_first_day(self) -> None:
        check_dates(Person("A1", "Ada", starts_on=FIRST, leaves_on=FIRST))

    def test_refuses_leaving_before_starting(self) -> None:
        person = Person("A1", "Ada", starts_on=LAST, leaves_on=FIRST)

        with pytest.raises(LeavesBeforeStarting) as refusal:
            check_dates(person)

        assert refusal.value.errors[0].pointer == "/leaves_on"
        assert "2026-03-31" in str(refusal.value)


class TestLineOf:
    def test_gives_the_managers_nearest_first(self) -> None:
        assert line_of("A1", {"A1": "B1", "B1": "C1", "C1": None}) == ("B1", "C1")

    def test_ends_before_a_manager_who_is_not_known(self) -> None:
        assert line_of("A1", {"A1": "B1", "B1": "C1"}) == ("B1",)

    def test_is_empty_for_someone_not_known(self) -> None:
        assert line_of("A1", {"B1": None}) == ()

    @pytest.mark.parametrize(
        "manager_of",
        [
            pytest.param({"A1": "A1"}, id="their own manager"),
            pytest.param({"A1": "B1", "B1": "A1"}, id="one step"),
            pytest.param({"A1": "B1", "B1": "C1", "C1": "A1"}, id="two steps"),
        ],
    )
    def test_refuses_a_line_that_comes_back(self, manager_of: dict[str, str | None]) -> None:
        with pytest.raises(ManagerInOwnLine) as refusal:
            line_of("A1", manager_of)

        assert refusal.value.errors[0].pointer == "/manager"
        assert refusal.value.errors[0].value == manager_of["A1"]

    def test_stops_at_fifty_in_a_circle_further_up(self) -> None:
        manager_of = {"A1": "B1", "B1": "C1", "C1": "B1"}

        assert len(line_of("A1", manager_of)) == 50


class TestPathOf:
    def test_leads_from_the_root_to_the_unit_itself(self) -> None:
        parent_of = {"team": "directorate", "directorate": "trust", "trust": None}

        assert path_of("team", parent_of) == ("trust", "directorate", "team")

    def test_starts_below_a_parent_that_is_not_known(self) -> None:
        assert path_of("team", {"team": "directorate"}) == ("team",)

    @pytest.mark.parametrize(
        "parent_of",
        [
            pytest.param({"team": "team"}, id="its own parent"),
            pytest.param({"team": "trust", "trust": "team"}, id="one step"),
        ],
    )
    def test_refuses_a_unit_above_itself(self, parent_of: dict[str, str | None]) -> None:
        with pytest.raises(UnitAboveItself) as refusal:
            path_of("team", parent_of)

        assert refusal.value.errors[0].pointer == "/parent"
