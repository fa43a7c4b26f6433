from dataclasses import replace

import pytest

from services.courses.domain import Gap, Learner, Limits, recommend
from tests.unit.courses.factories import course


def advise(gaps, *catalogue, levels=None, limits=None, **brings):
    learner = Learner(levels=levels or {}, **brings)
    return recommend(learner, gaps, catalogue, limits=limits or Limits())


def names(advice):
    return [recommendation.course.course for recommendation in advice.recommendations]


def gap(skill="testing", required=2, verified=0):
    return Gap(skill, required, verified)


class TestRecommend:
    def test_recommends_what_closes_a_gap(self):
        advice = advise([gap()], course("testing-2"), course("other", gives={"agile": 4}))

        assert names(advice) == ["testing-2"]
        assert advice.unclosed == ()
        closing = advice.recommendations[0].closes[0]
        assert (closing.from_level, closing.to_level, closing.required) == (0, 2, 2)

    def test_recommends_nothing_where_nothing_is_missing(self):
        assert advise([], course("testing-2")).recommendations == ()

    def test_says_what_no_course_closes_and_how_far_it_gets(self):
        advice = advise([gap(required=3), gap("agile")], course("testing-2"))

        assert names(advice) == ["testing-2"]
        assert advice.unclosed == (Gap("testing", 3, 2), Gap("agile", 2, 0))

    def test_puts_the_widest_gap_first(self):
        advice = advise(
            [gap("agile", 1), gap("testing", 3)],
            course("a", gives={"agile": 1}, hours=1),
            course("t", gives={"testing": 3}, hours=9),
        )

        assert names(advice) == ["t", "a"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param({"hours": 9}, {"hours": 3}, id="less time"),
            pytest.param({"hours": 3, "cost_pence": 9}, {"hours": 3}, id="less money"),
            pytest.param({}, {"hours": 6}, id="a stated time under a day"),
        ],
    )
    def test_takes_of_two_that_would_do_the_one_that_costs_least(self, first, second):
        advice = advise([gap()], course("first", **first), course("second", **second))

        assert names(advice) == ["second"]

    def test_takes_one_course_that_closes_all_rather_than_several(self):
        advice = advise(
            [gap("agile"), gap("testing")],
            course("a", gives={"agile": 2}, hours=6),
            course("both", gives={"agile": 2, "testing": 2}, hours=7),
            course("t", gives={"testing": 2}, hours=6),
        )

        assert names(advice) == ["both"]

    def test_drops_a_step_that_a_later_choice_makes_superfluous(self):
        advice = advise(
            [gap(required=3)],
            course("quick", gives={"testing": 2}, hours=1),
            course("whole", gives={"testing": 3}, hours=9),
        )

        assert names(advice) == ["whole"]

    def test_never_recommends_a_withdrawn_course_unless_it_is_started(self):
        withdrawn = replace(course("testing-2"), withdrawn=True)

        assert names(advise([gap()], withdrawn)) == []
        assert names(advise([gap()], withdrawn, started=frozenset({"testing-2"}))) == ["testing-2"]

    def test_does_not_send_anybody_twice_while_the_result_counts(self):
        once = frozenset({"testing-2"})

        assert names(advise([gap()], course("testing-2"), done=once, current=once)) == []

    def test_recommends_a_renewal_once_the_result_has_run_out(self):
        assert names(advise([gap()], course("testing-2"), done=frozenset({"testing-2"}))) == [
            "testing-2"
        ]


class TestWhatComesFirst:
    def test_takes_the_course_that_gives_the_prerequisite(self):
        advice = advise(
            [gap(required=3)],
            course("advanced", gives={"testing": 3}, asks={"agile": 1}),
            course("agile-1", gives={"agile": 1}),
        )

        assert names(advice) == ["agile-1", "advanced"]
        assert advice.recommendations[0].closes == ()
        assert advice.recommendations[1].first == ("agile-1",)

    def test_does_without_it_where_the_level_is_held(self):
        advice = advise(
            [gap(required=3)],
            course("advanced", gives={"testing": 3}, asks={"agile": 1}),
            course("agile-1", gives={"agile": 1}),
            levels={"agile": 2},
        )

        assert names(advice) == ["advanced"]
        assert advice.recommendations[0].first == ()

    def test_takes_the_whole_chain_of_courses_before_it(self):
        chain = [
            course("a", gives={"x": 1}),
            course("b", gives={"x": 1}, after=("a",)),
            course("c", after=("b",)),
        ]

        advice = advise([gap()], *chain)

        assert names(advice) == ["a", "b", "c"]
        assert [r.first for r in advice.recommendations] == [(), ("a",), ("b",)]

    def test_does_without_those_that_are_completed_or_withdrawn(self):
        chain = [
            course("a", gives={"x": 1}),
            replace(course("b", gives={"x": 1}), withdrawn=True),
            course("c", after=("a", "b")),
        ]

        assert names(advise([gap()], *chain, done=frozenset({"a"}))) == ["c"]

    def test_climbs_step_by_step(self):
        steps = [
            course("to-3", gives={"testing": 3}, asks={"testing": 2}),
            course("to-2", gives={"testing": 2}, asks={"testing": 1}),
        ]

        advice = advise([gap(required=3, verified=1)], *steps, levels={"testing": 1})

        assert names(advice) == ["to-2", "to-3"]
        assert advice.recommendations[1].first == ("to-2",)

    def test_takes_the_cheapest_way_to_a_prerequisite(self):
        advice = advise(
            [gap(required=3)],
            course("advanced", gives={"testing": 3}, asks={"agile": 1}),
            course("agile-short", gives={"agile": 1}, hours=2),
            course("agile-long", gives={"agile": 1}, hours=20),
            course("agile-late", gives={"agile": 1}, hours=1, after=("agile-long",)),
        )

        assert names(advice) == ["agile-short", "advanced"]

    def test_is_not_caught_in_a_circle_of_prerequisites(self):
        advice = advise(
            [gap()],
            course("a", gives={"testing": 2}, asks={"agile": 1}),
            course("b", gives={"agile": 1}, asks={"testing": 1}),
        )

        assert names(advice) == []
        assert advice.unclosed == (gap(),)

    def test_what_leads_to_a_wide_gap_comes_before_a_narrow_one(self):
        advice = advise(
            [gap(required=4), gap("agile", 1)],
            course("a", gives={"agile": 1}, hours=1),
            course("first", gives={"x": 1}, hours=9),
            course("t", gives={"testing": 4}, after=("first",), hours=9),
        )

        assert names(advice) == ["first", "t", "a"]


class TestLimits:
    def test_stay_within_the_budget(self):
        courses = [
            course("a", gives={"agile": 2}, cost_pence=6000),
            course("t", gives={"testing": 2}, cost_pence=5000),
        ]

        advice = advise([gap("agile"), gap()], *courses, limits=Limits(budget_pence=10_999))
        all_of_it = advise([gap("agile"), gap()], *courses, limits=Limits(budget_pence=11_000))

        assert names(advice) == ["t"]
        assert names(all_of_it) == ["t", "a"]

    def test_stay_within_the_hours_with_what_comes_first(self):
        courses = [course("a", gives={"x": 1}, hours=4), course("t", after=("a",), hours=4)]

        assert names(advise([gap()], *courses, limits=Limits(hours=8))) == ["a", "t"]
        assert names(advise([gap()], *courses, limits=Limits(hours=7.5))) == []

    def test_leave_out_what_states_no_figure(self):
        assert names(advise([gap()], course("t"), limits=Limits(budget_pence=99))) == []
        assert names(advise([gap()], course("t"), limits=Limits(hours=99))) == []

    def test_count_no_money_for_what_is_started(self):
        advice = advise(
            [gap()],
            course("t", cost_pence=5000),
            limits=Limits(budget_pence=0),
            started=frozenset({"t"}),
        )

        assert names(advice) == ["t"]
        assert (advice.recommendations[0].started, advice.recommendations[0].cost_pence) == (
            True,
            0,
        )
