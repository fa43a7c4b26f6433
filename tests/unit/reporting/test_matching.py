from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain import Levels, PeopleClass, Person, Post, fill
from services.reporting.domain.matching import fill_last
from tests.unit.reporting.makers import (
    SMALL,
    count,
    most_that_fit,
    posts,
    slots_of,
    workforces,
)

Workforce = tuple[tuple[Person, ...], dict[str, Levels]]


def fill_small(lines: Sequence[Post], workforce: Workforce) -> tuple[int, ...]:
    return fill(lines, classes=count(*workforce, SMALL).classes, organisation=SMALL)


class TestFill:
    @settings(deadline=None)
    @given(st.lists(posts, max_size=3), workforces(largest=5))
    def test_agrees_with_trying_everything_line_by_line(
        self, lines: list[Post], workforce: Workforce
    ) -> None:
        sizes = [
            most_that_fit(slots_of(lines[:served], workforce)) for served in range(len(lines) + 1)
        ]

        filled = fill_small(lines, workforce)

        assert filled == tuple(after - before for before, after in pairwise(sizes))

    @settings(deadline=None)
    @given(st.lists(posts, max_size=4), st.integers(0, 4), workforces())
    def test_gives_the_last_lines_the_same_when_they_are_summed_up_at_once(
        self, lines: list[Post], last: int, workforce: Workforce
    ) -> None:
        last = min(last, len(lines))
        classes = count(*workforce, SMALL).classes

        summed = fill_last(lines, last, classes=classes, organisation=SMALL)

        assert summed == sum(fill_small(lines, workforce)[len(lines) - last :])

    @settings(deadline=None)
    @given(st.permutations(range(4)), st.lists(posts, min_size=4, max_size=4), workforces())
    def test_no_order_loses_a_post_in_all(
        self, order: list[int], lines: list[Post], workforce: Workforce
    ) -> None:
        listed = fill_small(lines, workforce)

        reordered = fill_small([lines[place] for place in order], workforce)

        assert sum(reordered) == sum(listed)

    def test_moves_a_person_who_can_do_more_to_where_nobody_else_can(self) -> None:
        classes = {
            PeopleClass("data", frozenset({"analyst", "engineer"})): 1,
            PeopleClass("data", frozenset({"analyst"})): 1,
        }
        lines = [Post("analyst", "data", 1), Post("engineer", "data", 1)]

        assert fill(lines, classes=classes, organisation=SMALL) == (1, 1)

    def test_serves_the_earlier_line_when_there_are_too_few(self) -> None:
        classes = {PeopleClass("data", frozenset({"analyst", "engineer"})): 3}
        lines = [Post("analyst", "trust", 2), Post("engineer", "digital", 2)]

        assert fill(lines, classes=classes, organisation=SMALL) == (2, 1)

    def test_takes_people_of_the_unit_and_under_it_alone(self) -> None:
        classes = {
            PeopleClass("data", frozenset({"analyst"})): 2,
            PeopleClass("care", frozenset({"analyst"})): 4,
            PeopleClass("trust", frozenset({"analyst"})): 8,
        }

        assert fill([Post("analyst", "digital", 20)], classes=classes, organisation=SMALL) == (2,)
        assert fill([Post("analyst", "trust", 20)], classes=classes, organisation=SMALL) == (14,)

    def test_a_great_headcount_costs_no_more_than_a_small_one(self) -> None:
        classes = {PeopleClass("data", frozenset({"analyst"})): 1_000_000}

        filled = fill(
            [Post("analyst", "data", 900_000), Post("analyst", "trust", 900_000)],
            classes=classes,
            organisation=SMALL,
        )

        assert filled == (900_000, 100_000)

    def test_nothing_is_filled_without_people(self) -> None:
        assert fill([Post("analyst", "data", 2)], classes={}, organisation=SMALL) == (0,)

    def test_no_lines_give_no_numbers(self) -> None:
        classes = {PeopleClass("data", frozenset({"analyst"})): 1}

        assert fill([], classes=classes, organisation=SMALL) == ()
