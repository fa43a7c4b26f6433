from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain import Exempt, Initiative, Levels, Person, Post, SkillLevels, Step
from tests.unit.reporting.makers import (
    SMALL,
    TODAY,
    measure_people,
    most_that_fit,
    plans,
    slots_of,
    workforces,
)

Plan = tuple[Initiative, ...]
Workforce = tuple[tuple[Person, ...], dict[str, Levels]]

shuffled_plans = plans.flatmap(lambda plan: st.tuples(st.just(plan), st.permutations(plan)))


def raised(course: SkillLevels) -> SkillLevels:
    """The same course, one verified level higher all along."""
    steps = (Step(s.since, min(s.verified + 1, 4), s.claimed) for s in course.steps)
    return replace(course, steps=tuple(steps))


class TestMeasureInGeneral:
    @settings(deadline=None)
    @given(plans, workforces(largest=4))
    def test_both_readings_agree_with_trying_everything(
        self, plan: Plan, workforce: Workforce
    ) -> None:
        served: list[Post] = []

        for one in measure_people(plan, *workforce, SMALL).items:
            posts = next(each.posts for each in plan if each.initiative == one.initiative)
            before = most_that_fit(slots_of(served, workforce))
            served.extend(posts)
            assert one.fillable == most_that_fit(slots_of(posts, workforce))
            assert one.fillable_in_plan == most_that_fit(slots_of(served, workforce)) - before

    @settings(deadline=None)
    @given(plans, workforces())
    def test_lines_sum_to_their_initiative_and_initiatives_to_the_plan(
        self, plan: Plan, workforce: Workforce
    ) -> None:
        measured = measure_people(plan, *workforce, SMALL)

        for one in measured.items:
            assert one.posts == sum(line.headcount for line in one.lines)
            assert one.fillable == sum(line.fillable or 0 for line in one.lines)
            assert one.fillable_in_plan == sum(line.fillable_in_plan or 0 for line in one.lines)
        assert measured.posts == sum(one.posts for one in measured.items)
        assert measured.fillable_in_plan == sum(one.fillable_in_plan or 0 for one in measured.items)

    @settings(deadline=None)
    @given(plans, workforces())
    def test_the_rest_of_the_plan_never_helps(self, plan: Plan, workforce: Workforce) -> None:
        measured = measure_people(plan, *workforce, SMALL)

        for one in measured.items:
            assert (one.fillable_in_plan or 0) <= (one.fillable or 0) <= one.posts

    @settings(deadline=None)
    @given(plans, workforces(), st.data())
    def test_a_person_who_gains_a_level_never_lowers_readiness(
        self, plan: Plan, workforce: Workforce, data: st.DataObject
    ) -> None:
        people, levels = workforce
        before = measure_people(plan, people, levels, SMALL)
        gained = {
            number: replace(profile, levels=tuple(raised(each) for each in profile.levels))
            for number, profile in levels.items()
            if data.draw(st.booleans())
        }

        after = measure_people(plan, people, {**levels, **gained}, SMALL)

        assert (after.fillable_in_plan or 0) >= (before.fillable_in_plan or 0)
        for then, now in zip(before.items, after.items, strict=True):
            assert (now.fillable or 0) >= (then.fillable or 0)
            assert (now.skill_coverage or 0) >= (then.skill_coverage or 0)

    @settings(deadline=None)
    @given(plans, workforces(), st.sets(st.sampled_from(["data", "testing"])))
    def test_exemptions_fill_no_post(
        self, plan: Plan, workforce: Workforce, skills: set[str]
    ) -> None:
        people, levels = workforce
        exempt = tuple(Exempt(skill, TODAY) for skill in skills)
        excused = {number: replace(each, exempt=exempt) for number, each in levels.items()}

        assert measure_people(plan, people, excused, SMALL) == measure_people(
            plan, people, levels, SMALL
        )

    @settings(deadline=None)
    @given(
        plans.flatmap(lambda plan: st.tuples(st.just(plan), st.permutations(plan))), workforces()
    )
    def test_the_order_of_the_list_does_not_matter(
        self, plan_and_shuffled: tuple[Plan, Plan], workforce: Workforce
    ) -> None:
        plan, shuffled = plan_and_shuffled

        assert measure_people(shuffled, *workforce, SMALL) == measure_people(
            plan, *workforce, SMALL
        )
