from datetime import date

from services.reporting.domain import (
    Exempt,
    PlanReadiness,
    Post,
    SkillTotal,
    UnitReadiness,
    total_unit,
)
from tests.unit.reporting.makers import (
    SMALL,
    TODAY,
    by_staff_number,
    make_initiative,
    make_levels,
    make_person,
    measure_people,
)

PEOPLE = (
    make_person("P1", "data", role_level="engineer"),
    make_person("P2", "data", role_level="analyst"),
    make_person("P3", "design", role_level="analyst"),
    make_person("P4", "design", role_level="visitor"),
    make_person("P5", "digital"),
    make_person("P6", "digital", role_level="not-heard-of"),
    make_person("P7", "digital", role_level="analyst", leaves_on=date(2026, 11, 23)),
    make_person("P8", "care", role_level="tester"),
)
LEVELS = by_staff_number(
    make_levels("P1", data=4, testing=1),
    make_levels("P2", data=2),
    make_levels("P3", data=1),
    make_levels("P4", data=4, testing=4),
    make_levels("P5", data=4, testing=4),
    make_levels("P7", data=4),
    make_levels("P8", testing=2),
)
PLAN = (
    make_initiative("first", Post("tester", "data", 1), Post("tester", "care", 2)),
    make_initiative("second", Post("analyst", "digital", 3), priority=2),
)


def measured_plan() -> PlanReadiness:
    return measure_people(PLAN, PEOPLE, LEVELS, SMALL)


def total(unit: str) -> UnitReadiness:
    return total_unit(unit, people=PEOPLE, levels=LEVELS, organisation=SMALL, plan=measured_plan())


class TestTotalUnit:
    def test_adds_up_the_unit_and_what_lies_under_it(self) -> None:
        digital = total("digital")

        assert (digital.people, digital.meeting_own_role) == (6, 1)
        assert digital.reach.units == {"digital", "data", "design"}

    def test_counts_those_whose_own_role_needs_a_skill_and_those_who_hold_it(self) -> None:
        assert total("digital").skills == (
            SkillTotal(skill="data", needed=3, held=2),
            SkillTotal(skill="testing", needed=1, held=0),
        )

    def test_a_team_has_its_own_people_alone(self) -> None:
        care = total("care")

        assert (care.people, care.meeting_own_role) == (1, 1)
        assert care.skills == (SkillTotal(skill="testing", needed=1, held=1),)

    def test_lists_the_lines_of_posts_in_it_as_the_whole_plan_has_them(self) -> None:
        plan = measured_plan()

        posts = total("digital").posts

        assert posts == (plan.items[0].lines[0], plan.items[1].lines[0])
        assert [line.initiative for line in posts] == ["first", "second"]

    def test_is_empty_where_nobody_works(self) -> None:
        unknown = total("moon")

        assert (unknown.people, unknown.meeting_own_role) == (0, 0)
        assert (unknown.skills, unknown.posts) == ((), ())


def excused(number: str, *skills: str, until: date = TODAY, **verified: int) -> UnitReadiness:
    """The totals of the teams' directorate where one person is excused from these skills."""
    changed = make_levels(number, tuple(Exempt(skill, until) for skill in skills), **verified)
    levels = {**LEVELS, number: changed}
    plan = measure_people(PLAN, PEOPLE, levels, SMALL)
    return total_unit("digital", people=PEOPLE, levels=levels, organisation=SMALL, plan=plan)


class TestExemptions:
    def test_leave_the_person_out_of_those_who_need_the_skill_and_who_hold_it(self) -> None:
        lacking = excused("P1", "testing", data=4, testing=1)
        holding = excused("P2", "data", data=2)

        assert lacking.skills == (SkillTotal(skill="data", needed=3, held=2),)
        assert holding.skills == (
            SkillTotal(skill="data", needed=2, held=1),
            SkillTotal(skill="testing", needed=1, held=0),
        )

    def test_let_a_person_meet_the_rest_of_their_own_role(self) -> None:
        assert total("digital").meeting_own_role == 1
        assert excused("P1", "testing", data=4, testing=1).meeting_own_role == 2

    def test_let_nobody_meet_a_role_of_which_nothing_is_left(self) -> None:
        assert excused("P2", "data", data=2).meeting_own_role == 0

    def test_are_over_after_their_last_day(self) -> None:
        over = excused("P1", "testing", until=date(2026, 11, 23), data=4, testing=1)

        assert (over.skills, over.meeting_own_role) == (total("digital").skills, 1)

    def test_leave_posts_as_they_are(self) -> None:
        assert excused("P1", "testing", data=4, testing=1).posts == total("digital").posts
