from datetime import date

from services.reporting.domain import Held, Levels, PeopleClass, SkillLevels, Step
from tests.unit.reporting.makers import (
    SMALL,
    TODAY,
    by_staff_number,
    count,
    make_levels,
    make_person,
)


class TestCountClasses:
    def test_people_of_a_unit_who_meet_the_same_are_one_class(self) -> None:
        people = (
            make_person("P1", "data"),
            make_person("P2", "data"),
            make_person("P3", "care"),
        )
        levels = by_staff_number(
            make_levels("P1", data=3, testing=2),
            make_levels("P2", data=4, testing=3),
            make_levels("P3", testing=2),
        )

        counts = count(people, levels, SMALL)

        assert counts.classes == {
            PeopleClass("data", frozenset({"analyst", "engineer", "tester"})): 2,
            PeopleClass("care", frozenset({"tester"})): 1,
        }

    def test_who_meets_nothing_is_counted_too(self) -> None:
        counts = count((make_person("P1", "data"),), {}, SMALL)

        assert counts.classes == {PeopleClass("data", frozenset()): 1}

    def test_levels_are_counted_by_unit_and_skill_as_they_are(self) -> None:
        people = (make_person("P1", "data"), make_person("P2", "data"))
        levels = by_staff_number(make_levels("P1", data=3), make_levels("P2", data=1, knitting=4))

        counts = count(people, levels, SMALL)

        assert counts.held == {Held("data", "data", 3): 1, Held("data", "data", 1): 1}

    def test_a_step_counts_on_its_day(self) -> None:
        people = (make_person("P1", "data"),)
        runs_out = Levels(
            "P1",
            (SkillLevels(skill="data", steps=(Step(date(2026, 1, 1), 2, 2), Step(TODAY, 0, 2))),),
        )
        levels = by_staff_number(runs_out)

        yesterday = count(people, levels, SMALL, on=date(2026, 11, 23))
        today = count(people, levels, SMALL, on=TODAY)

        assert yesterday.meeting("analyst", {"data"}) == 1
        assert today.meeting("analyst", {"data"}) == 0

    def test_leaves_out_who_is_not_at_work_or_in_no_unit(self) -> None:
        people = (
            make_person("left", leaves_on=date(2026, 11, 23)),
            make_person("coming", starts_on=date(2026, 11, 25)),
            make_person("nowhere", None),
            make_person("last-day", leaves_on=TODAY),
        )

        counts = count(people, {}, SMALL)

        assert counts.people({"data"}) == 1


class TestCounts:
    def test_adds_over_units(self) -> None:
        people = (make_person("P1", "data"), make_person("P2", "design"), make_person("P3", "care"))
        levels = by_staff_number(*(make_levels(f"P{n}", testing=n + 1) for n in (1, 2, 3)))
        digital = SMALL.below("digital")

        counts = count(people, levels, SMALL)

        assert counts.people(digital) == 2
        assert counts.meeting("tester", digital) == 2
        assert counts.holding("testing", 3, digital) == 1
        assert counts.holding("testing", 3, SMALL.below("trust")) == 2
