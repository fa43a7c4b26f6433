"""What holds for every recommendation, whatever the catalogue and the gaps."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.courses.domain import Gap, Learner, Limits, recommend
from tests.unit.courses.factories import course

SKILLS = ("agile", "data", "testing", "writing")
NAMES = tuple(f"c{number}" for number in range(8))

levels = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4), max_size=2)
some_courses = st.frozensets(st.sampled_from(NAMES), max_size=2)


@st.composite
def courses(draw, name):
    earlier = NAMES[: NAMES.index(name)]
    return course(
        name,
        gives=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4), min_size=1)),
        asks=draw(levels),
        after=tuple(draw(st.sets(st.sampled_from(earlier), max_size=2))) if earlier else (),
        hours=draw(st.one_of(st.none(), st.integers(0, 9))),
        cost_pence=draw(st.one_of(st.none(), st.integers(0, 9))),
        withdrawn=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def catalogues(draw):
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    return [draw(courses(name)) for name in names]


@st.composite
def learners(draw):
    done = draw(some_courses)
    current = draw(st.frozensets(st.sampled_from(sorted(done)))) if done else frozenset()
    return Learner(levels=draw(levels), done=done, current=current, started=draw(some_courses))


@st.composite
def questions(draw):
    learner = draw(learners())
    required = draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4)))
    gaps = [
        Gap(skill, level, learner.levels.get(skill, 0))
        for skill, level in required.items()
        if level > learner.levels.get(skill, 0)
    ]
    limits = Limits(
        budget_pence=draw(st.one_of(st.none(), st.integers(0, 20))),
        hours=draw(st.one_of(st.none(), st.integers(0, 20))),
    )
    return learner, gaps, draw(catalogues()), limits


def advise(question):
    learner, gaps, catalogue, limits = question
    return recommend(learner, gaps, catalogue, limits=limits)


def held_along(learner, advice):
    """The levels held before each recommended course, and at last after all of them."""
    held = dict(learner.levels)
    for recommendation in advice.recommendations:
        yield dict(held)
        for outcome in recommendation.course.outcomes:
            held[outcome.skill] = max(outcome.level, held.get(outcome.skill, 0))
    yield held


# Drawing a catalogue takes longer than advising on it; the next run draws others.
few = settings(max_examples=30, deadline=None)


class TestRecommend:
    @few
    @given(questions())
    def test_respects_prerequisites(self, question):
        advice = advise(question)

        along = held_along(question[0], advice)
        for held, recommendation in zip(along, advice.recommendations, strict=False):
            for asked in recommendation.course.prerequisites:
                assert held.get(asked.skill, 0) >= asked.level

    @few
    @given(questions())
    def test_puts_a_course_after_those_that_must_come_before_it(self, question):
        learner, _, catalogue, _ = question
        offered = {
            one.course for one in catalogue if not one.withdrawn or one.course in learner.started
        }

        done = set(learner.done)
        for recommendation in advise(question).recommendations:
            assert set(recommendation.course.after) & offered <= done
            done.add(recommendation.course.course)

    @few
    @given(questions())
    def test_stays_within_the_limits(self, question):
        limits, advice = question[3], advise(question)

        if limits.budget_pence is not None:
            assert sum(r.cost_pence for r in advice.recommendations) <= limits.budget_pence
        if limits.hours is not None:
            assert sum(r.course.hours for r in advice.recommendations) <= limits.hours

    @few
    @given(questions())
    def test_recommends_nothing_that_closes_nothing_unless_another_needs_it(self, question):
        given = advise(question).recommendations

        for place, recommendation in enumerate(given):
            needed = any(recommendation.course.course in later.first for later in given[place:])
            assert recommendation.closes or needed

    @few
    @given(questions())
    def test_leaves_unclosed_exactly_what_remains(self, question):
        learner, gaps, _, _ = question
        advice = advise(question)

        *_, held = held_along(learner, advice)
        assert list(advice.unclosed) == [
            Gap(gap.skill, gap.required, held.get(gap.skill, 0))
            for gap in gaps
            if held.get(gap.skill, 0) < gap.required
        ]

    @few
    @given(questions())
    def test_recommends_no_course_twice_and_none_whose_result_counts(self, question):
        names = [r.course.course for r in advise(question).recommendations]

        assert len(names) == len(set(names))
        assert not question[0].current & set(names)

    @few
    @given(questions(), st.data())
    def test_does_not_depend_on_the_order_of_the_catalogue(self, question, data):
        learner, gaps, catalogue, limits = question
        shuffled = data.draw(st.permutations(catalogue))

        assert advise((learner, gaps, shuffled, limits)) == advise(question)

    @few
    @given(questions())
    def test_leaves_no_gap_that_one_free_course_could_close(self, question):
        learner, gaps, catalogue, _ = question
        advice = advise((learner, gaps, catalogue, Limits()))

        *_, held = held_along(learner, advice)
        done = learner.done | {r.course.course for r in advice.recommendations}
        for one in catalogue:
            open_to_take = not one.withdrawn and one.course not in done
            may_start = set(one.after) <= done and all(
                held.get(asked.skill, 0) >= asked.level for asked in one.prerequisites
            )
            if open_to_take and may_start:
                gives = {outcome.skill: outcome.level for outcome in one.outcomes}
                assert all(gives.get(gap.skill, 0) <= gap.verified for gap in advice.unclosed)
