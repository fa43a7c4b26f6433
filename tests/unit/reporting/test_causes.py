from dataclasses import replace
from datetime import date

from services.reporting.domain import (
    HeldBack,
    Line,
    NextDeadline,
    Post,
    Requirement,
    held_back,
    next_deadline,
    rivals,
)
from tests.unit.reporting.makers import (
    SMALL,
    TODAY,
    by_staff_number,
    count,
    make_initiative,
    make_levels,
    make_person,
    measure_people,
)

PEOPLE = tuple(make_person(f"P{n}") for n in range(3))


def first_line(*posts: Post, **levels: dict[str, int]) -> tuple[Line, HeldBack]:
    """The first line of a plan of these posts, and what holds it back."""
    profiles = by_staff_number(*(make_levels(n, **held) for n, held in levels.items()))
    plan = (make_initiative("portal", *posts),)
    (measured,) = measure_people(plan, PEOPLE, profiles, SMALL).items
    counts = count(PEOPLE, profiles, SMALL)
    line = measured.lines[0]
    return line, held_back(line, counts=counts, organisation=SMALL)


class TestWhatHoldsPostsBack:
    def test_is_nothing_where_all_can_be_filled(self) -> None:
        _, held = first_line(Post("analyst", "data", 1), P0={"data": 2})

        assert held == HeldBack()

    def test_is_the_skills_of_which_most_people_are_missing(self) -> None:
        _, held = first_line(Post("engineer", "data", 2), P0={"data": 3}, P1={"testing": 1})

        assert held.short
        assert held.skills == (Requirement("testing", 2), Requirement("data", 3))
        assert not held.elsewhere

    def test_is_that_nobody_has_all_skills_at_once(self) -> None:
        _, held = first_line(Post("engineer", "data", 1), P0={"data": 3}, P1={"testing": 2})

        assert held == HeldBack(short=True)

    def test_is_another_line_of_the_initiative_that_takes_the_same_people(self) -> None:
        profiles = by_staff_number(make_levels("P0", data=2))
        plan = (make_initiative("portal", Post("analyst", "data", 1), Post("analyst", "trust", 1)),)
        (measured,) = measure_people(plan, PEOPLE, profiles, SMALL).items
        counts = count(PEOPLE, profiles, SMALL)

        held = held_back(measured.lines[1], counts=counts, organisation=SMALL)

        assert held.short
        assert held.elsewhere


class TestRivals:
    def rivals_of(self, name: str, **held: dict[str, int]) -> list[str]:
        plan = (
            make_initiative("first", Post("analyst", "data", 1), priority=1),
            make_initiative("second", Post("tester", "data", 1), priority=2),
            make_initiative("third", Post("analyst", "trust", 2), priority=3),
        )
        profiles = by_staff_number(*(make_levels(n, **levels) for n, levels in held.items()))
        counts = count(PEOPLE, profiles, SMALL)
        found = rivals(name, plan=plan, counts=counts, organisation=SMALL)
        return [one.initiative for one in found]

    def test_are_those_before_that_take_people_from_it(self) -> None:
        assert self.rivals_of("third", P0={"data": 2}, P1={"testing": 2}) == ["first"]

    def test_are_none_where_there_are_people_enough(self) -> None:
        held = {f"P{n}": {"data": 2, "testing": 2 * (n == 0)} for n in range(3)}

        assert self.rivals_of("first", **held) == []
        assert self.rivals_of("third", P0={"testing": 2}) == []


class TestTheNextDeadline:
    def measured(self, *deadlines: date, posts: int = 2) -> tuple:  # type: ignore[type-arg]
        lines = (Post("analyst", "data", posts),) if posts else ()
        plan = tuple(
            make_initiative(f"i{n}", *lines, deadline=deadline)
            for n, deadline in enumerate(deadlines)
        )
        return measure_people(plan, PEOPLE, {}, SMALL).items

    def test_is_the_first_that_has_not_passed_with_all_that_end_then(self) -> None:
        past, next_one = date(2026, 11, 23), date(2027, 1, 31)

        items = self.measured(date(2027, 3, 31), next_one, past, next_one)

        assert next_deadline(items, on=TODAY) == NextDeadline(next_one, 4)

    def test_may_be_today(self) -> None:
        assert next_deadline(self.measured(TODAY), on=TODAY) == NextDeadline(TODAY, 2)

    def test_is_none_where_all_have_passed_or_ask_for_nobody(self) -> None:
        assert next_deadline(self.measured(date(2026, 11, 23)), on=TODAY) is None
        assert next_deadline(self.measured(TODAY, posts=0), on=TODAY) is None

    def test_does_not_add_up_what_is_suppressed(self) -> None:
        (one,) = self.measured(TODAY)

        hidden = replace(one, fillable_in_plan=None)

        assert next_deadline([hidden], on=TODAY) == NextDeadline(TODAY, None)
