from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain import Cell, Exempt, Levels, SkillLevels, Step
from services.reporting.domain.team import Order, State, arrange, columns_of, member_of, state_of
from tests.unit.reporting.makers import (
    LONG_AGO,
    SMALL,
    TODAY,
    held_levels,
    make_levels,
    make_person,
)

NAMES = {"data": "Working with data", "testing": "Testing"}


def member(number, role="engineer", levels=None, **held):
    role_level = SMALL.role_levels.get(role)
    return member_of(
        make_person(number, role_level=role if role_level else None),
        role_level=role_level,
        levels=levels or make_levels(number, **held),
        names=NAMES,
        on=TODAY,
    )


def claims(skill, verified, claimed):
    steps = (Step(LONG_AGO, verified, claimed),)
    return Levels("C", (SkillLevels(skill=skill, steps=steps),))


def numbers(team):
    return [one.person.staff_number for one in team.members]


class TestACell:
    @pytest.mark.parametrize(
        ("verified", "claimed", "exempt", "state"),
        [
            (2, 2, None, State.MET),
            (3, 3, None, State.MET),
            (1, 1, None, State.SHORT),
            (0, 1, None, State.SHORT),
            (1, 2, None, State.WAITING),
            (0, 3, date(2027, 1, 1), State.EXCUSED),
            (3, 3, date(2027, 1, 1), State.EXCUSED),
        ],
    )
    def test_is_in_one_state(self, verified, claimed, exempt, state):
        short = max(2 - verified, 0)

        assert state_of(Cell("data", "Data", 2, verified, claimed, short, exempt)) is state


class TestAMember:
    def test_has_the_skills_of_the_role_and_others_beside(self):
        one = member("A", "analyst", data=2, testing=3)

        assert list(one.cells) == ["data"]
        assert one.beside == {"testing": 3}
        assert (one.verified("data"), one.verified("testing"), one.verified("x")) == (2, 3, 0)
        assert one.meets_role

    def test_has_the_largest_gap_first_and_what_waits_last(self):
        waiting = Levels(
            "A",
            (
                SkillLevels(skill="data", steps=(Step(LONG_AGO, 0, 3),)),
                SkillLevels(skill="testing", steps=(Step(LONG_AGO, 1, 1),)),
            ),
        )

        assert [gap.skill for gap in member("A", data=2, testing=0).gaps] == ["testing", "data"]
        assert [gap.skill for gap in member("A", levels=waiting).gaps] == ["testing", "data"]

    def test_meets_a_role_but_for_what_they_are_excused_from(self):
        excused = make_levels("A", (Exempt("testing", TODAY),), data=3)
        from_all = make_levels("A", (Exempt("testing", TODAY), Exempt("data", TODAY)))

        assert member("A", levels=excused).meets_role
        assert not member("A", levels=from_all).meets_role
        assert member("A", levels=from_all).gaps == ()

    def test_without_a_role_meets_nothing_and_lacks_nothing(self):
        one = member("A", "nothing", data=4)

        assert (one.role, one.gaps, one.meets_role) == (None, (), False)


class TestATeam:
    PEOPLE = (
        member("A", data=3, testing=2),
        member("B", data=1),
        member("C", "analyst", levels=claims("data", 1, 2)),
        member("D", "nothing"),
    )

    def test_counts_who_meets_their_role_and_the_gaps(self):
        team = arrange(self.PEOPLE)

        assert (team.meeting, team.gaps, team.waiting) == (1, 3, 1)

    def test_counts_those_who_have_a_role_to_meet(self):
        assert arrange(self.PEOPLE).with_role == 3

    def test_names_the_skill_in_which_most_fall_short(self):
        assert arrange(self.PEOPLE).most_common.name == "Working with data"
        assert arrange(self.PEOPLE[:2]).most_common is None, "one person is not most of them"
        assert arrange(()).most_common is None

    def test_has_who_has_most_gaps_first(self):
        assert numbers(arrange(self.PEOPLE)) == ["B", "C", "A", "D"]

    def test_is_ordered_by_name_or_by_role(self):
        assert numbers(arrange(self.PEOPLE, order=Order.NAME)) == ["A", "B", "C", "D"]
        assert numbers(arrange(self.PEOPLE, order=Order.ROLE)) == ["C", "A", "B", "D"]

    def test_is_narrowed_to_a_role_and_a_skill(self):
        assert numbers(arrange(self.PEOPLE, role="analyst")) == ["C"]
        testing = arrange(self.PEOPLE, skill="testing")
        assert numbers(testing) == ["B", "A"]
        assert [one.skill for one in testing.columns] == ["testing"]

    def test_is_narrowed_to_gaps_in_people_and_in_skills(self):
        assert numbers(arrange(self.PEOPLE, gaps_only=True)) == ["B", "C"]
        assert numbers(arrange(self.PEOPLE, gaps_only=True, skill="testing")) == ["B"]
        assert arrange(self.PEOPLE[:1], gaps_only=True).columns == ()

    def test_has_the_skill_that_most_need_first(self):
        found = [(one.skill, one.needed, one.met) for one in columns_of(self.PEOPLE)]

        assert found == [("data", 3, 1), ("testing", 2, 1)]

    def test_does_not_count_who_is_excused_among_those_who_need_a_skill(self):
        excused = member("A", levels=make_levels("A", (Exempt("testing", TODAY),), data=3))

        assert [(one.skill, one.needed) for one in columns_of([excused])] == [
            ("data", 1),
            ("testing", 0),
        ]

    @given(st.lists(held_levels, max_size=5))
    def test_counts_the_same_gaps_by_people_and_by_skills(self, held):
        team = arrange([member(f"P{n}", **levels) for n, levels in enumerate(held)])

        assert team.gaps == sum(column.short for column in team.columns)
        assert team.meeting == sum(not one.gaps for one in team.members)
