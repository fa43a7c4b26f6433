from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain import Exempt, Levels, SkillLevels, Step, Waiting
from services.reporting.domain.tasks import (
    Answer,
    Assess,
    KeepMoreSkills,
    KeepSkill,
    Learn,
    Renew,
    Task,
    answer_task,
    in_order,
    own_tasks,
    team_tasks,
)
from services.reporting.domain.team import member_of
from tests.unit.reporting.makers import LONG_AGO, TODAY, make_levels, make_person, make_role_level

DAYS = st.none() | st.integers(0, 5).map(lambda days: TODAY + timedelta(days))


def own(levels, **requires):
    return member_of(
        make_person(levels.staff_number),
        role_level=make_role_level("role", **requires),
        levels=levels,
        names={},
        on=TODAY,
    )


def profile(number="S1", exempt=(), **steps):
    courses = (
        SkillLevels(skill=skill, steps=tuple(Step(*step) for step in each))
        for skill, each in steps.items()
    )
    return Levels(number, tuple(courses), exempt)


def ends(days, level=2):
    return [(LONG_AGO, level, level), (TODAY + timedelta(days), 0, 0)]


def tasks_of(levels, **requires):
    return own_tasks(own(levels, **requires), levels)


class TestInOrder:
    def test_has_first_what_somebody_waits_for_then_dates_then_the_rest(self):
        undated, late = Task(), Task(by=TODAY + timedelta(9))
        early, waits = Task(by=TODAY), Task(since=TODAY, by=late.by)
        longest = Task(since=LONG_AGO)

        assert in_order([undated, late, early, waits, longest]) == (
            *(longest, waits, early, late),
            undated,
        )

    @given(st.lists(st.builds(lambda since, by: Task(since=since, by=by), DAYS, DAYS)))
    def test_leaves_nothing_out_and_is_settled(self, tasks):
        ordered = in_order(tasks)

        assert sorted(map(str, ordered)) == sorted(map(str, tasks))
        assert in_order(ordered) == ordered


class TestOwnTasks:
    def test_are_none_where_all_is_met(self):
        assert tasks_of(make_levels("S1", data=2), data=2) == ()

    def test_tell_what_runs_out_with_its_last_day(self):
        (task,) = tasks_of(profile(data=ends(10)), data=2)

        assert isinstance(task, Renew)
        assert task.by == TODAY + timedelta(9)

    def test_tell_apart_what_is_blank_and_what_is_too_low(self):
        blank, low = tasks_of(make_levels("S1", data=1), data=2, testing=2)

        assert isinstance(blank, Assess)
        assert [cell.skill for cell in blank.cells] == ["testing"]
        assert isinstance(low, Learn)
        assert [cell.skill for cell in low.cells] == ["data"]

    def test_are_one_by_one_up_to_two_and_together_from_three(self):
        two = tasks_of(make_levels("S1"), a=1, b=1)
        three = tasks_of(make_levels("S1"), a=1, b=1, c=1)

        assert [len(task.cells) for task in two] == [1, 1]
        assert [len(task.cells) for task in three] == [3]

    def test_leave_out_what_waits_for_the_manager_and_what_one_is_excused_from(self):
        waiting = profile(data=[(LONG_AGO, 0, 2)], exempt=(Exempt("testing", TODAY),))

        assert tasks_of(waiting, data=2, testing=2) == ()

    def test_of_somebody_never_heard_of_are_to_assess_themselves(self):
        (task,) = own_tasks(own(Levels("S1"), data=1), None)

        assert isinstance(task, Assess)


class TestTeamTasks:
    def test_name_five_and_count_the_rest(self):
        team = [own(profile(f"S{n}", data=ends(n)), data=2) for n in range(1, 8)]

        *named, rest = team_tasks(team)

        assert [task.what.member.person.staff_number for task in named] == [
            *("S1", "S2", "S3", "S4", "S5"),
        ]
        assert all(isinstance(task, KeepSkill) and task.what.holders == 7 for task in named)
        assert rest == KeepMoreSkills(by=TODAY + timedelta(5), number=2)

    def test_are_none_where_nothing_runs_out(self):
        assert team_tasks([own(make_levels("S1", data=2), data=2)]) == ()


class TestAnswerTask:
    def test_is_one_for_all_and_as_old_as_the_oldest(self):
        yesterday = TODAY - timedelta(1)
        claims = (Waiting("data", 2, TODAY), Waiting("testing", 1, yesterday))
        profiles = [
            Levels("A", waiting=claims),
            Levels("B", waiting=claims[:1]),
            Levels("C"),
        ]

        assert answer_task(profiles) == (Answer(since=yesterday, claims=3, people=2),)

    def test_is_none_where_nothing_waits(self):
        assert answer_task([Levels("C")]) == ()
