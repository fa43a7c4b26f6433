from datetime import date

import pytest

from services.reporting.domain import (
    InitiativeReadiness,
    Levels,
    PlanReadiness,
    Post,
    Reach,
    Shortfall,
    SkillLevels,
    Step,
    sum_up,
    why_nobody,
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

# Two who can do both jobs and one who only tests; both initiatives want the two.
PEOPLE = (make_person("P1", "data"), make_person("P2", "data"), make_person("P3", "design"))
LEVELS = by_staff_number(
    make_levels("P1", data=3, testing=2),
    make_levels("P2", data=3, testing=2),
    make_levels("P3", testing=2),
)
FIRST = make_initiative("first", Post("engineer", "digital", 1), Post("tester", "design", 2))
SECOND = make_initiative("second", Post("analyst", "digital", 2), priority=2)


def figures(plan: PlanReadiness) -> dict[str, tuple[float | None, float | None]]:
    return {one.initiative: (one.readiness, one.readiness_in_plan) for one in plan.items}


class TestMeasure:
    def test_reads_the_plan_in_both_ways(self) -> None:
        measured = measure_people((SECOND, FIRST), PEOPLE, LEVELS, SMALL)

        assert figures(measured) == {"first": (0.667, 0.667), "second": (1.0, 0.5)}
        assert (measured.posts, measured.fillable_in_plan, measured.readiness_in_plan) == (
            5,
            3,
            0.6,
        )
        assert measured.on == TODAY

    def test_gives_each_line_its_own_numbers(self) -> None:
        measured = measure_people((FIRST, SECOND), PEOPLE, LEVELS, SMALL)

        engineers, testers = measured.items[0].lines
        assert (engineers.fillable, engineers.fillable_in_plan, engineers.meeting) == (1, 1, 2)
        assert (testers.fillable, testers.fillable_in_plan, testers.meeting) == (1, 1, 1)
        assert testers.headcount == 2
        (analysts,) = measured.items[1].lines
        assert (analysts.fillable, analysts.fillable_in_plan, analysts.meeting) == (2, 1, 2)

    def test_says_what_is_missing_most_and_how_much_is_covered(self) -> None:
        (first,) = measure_people((FIRST,), PEOPLE, LEVELS, SMALL).items

        assert first.skill_coverage == 1.0
        assert first.missing_most == ()

        (second,) = measure_people((SECOND,), PEOPLE[:1], LEVELS, SMALL).items

        assert second.skill_coverage == 0.5
        assert second.missing_most == (Shortfall("data", 2, people=1),)

    def test_considers_each_person_once(self) -> None:
        initiative = make_initiative(
            "one", Post("tester", "digital", 1), Post("analyst", "data", 1), Post("x", "moon", 1)
        )

        (measured,) = measure_people((initiative,), PEOPLE, LEVELS, SMALL).items

        assert measured.reach == Reach(SMALL.below("digital"), people=3)

    def test_an_initiative_without_posts_has_no_readiness(self) -> None:
        (measured,) = measure_people((make_initiative("empty"),), PEOPLE, LEVELS, SMALL).items

        assert measured.posts == 0
        assert (measured.readiness, measured.readiness_in_plan) == (None, None)
        assert measured.skill_coverage is None

    def test_a_plan_without_initiatives_has_no_readiness(self) -> None:
        measured = measure_people((), PEOPLE, LEVELS, SMALL)

        assert (measured.posts, measured.fillable_in_plan) == (0, 0)
        assert measured.readiness_in_plan is None

    def test_nobody_fills_a_post_of_a_role_level_that_requires_nothing(self) -> None:
        initiative = make_initiative("one", Post("visitor", "trust", 1))

        (measured,) = measure_people((initiative,), PEOPLE, LEVELS, SMALL).items

        assert (measured.fillable, measured.readiness, measured.skill_coverage) == (0, 0.0, None)
        assert measured.lines[0].note is not None

    @pytest.mark.parametrize(
        ("on", "readiness"),
        [
            pytest.param(date(2026, 12, 31), 0.0, id="before they start"),
            pytest.param(date(2027, 1, 1), 1.0, id="on their first day"),
            pytest.param(date(2027, 3, 31), 1.0, id="on the last day the evidence counts"),
            pytest.param(date(2027, 4, 1), 0.0, id="once it has expired"),
            pytest.param(date(2027, 6, 1), 1.0, id="once it is renewed"),
            pytest.param(date(2027, 6, 30), 1.0, id="on their last day"),
            pytest.param(date(2027, 7, 1), 0.0, id="once they have left"),
        ],
    )
    def test_everything_is_as_of_the_day(self, on: date, readiness: float) -> None:
        person = make_person("P1", "data", starts_on=date(2027, 1, 1), leaves_on=date(2027, 6, 30))
        steps = (
            Step(date(2026, 4, 1), 2, 2),
            Step(date(2027, 4, 1), 0, 0),
            Step(date(2027, 6, 1), 2, 2),
        )
        levels = by_staff_number(Levels("P1", (SkillLevels(skill="data", steps=steps),)))
        initiative = make_initiative("one", Post("analyst", "data", 1))

        (measured,) = measure_people((initiative,), (person,), levels, SMALL, on).items

        assert measured.readiness == readiness


class TestSumUp:
    def test_sums_some_of_the_initiatives_as_they_stand_in_the_whole_plan(self) -> None:
        counts = count(PEOPLE, LEVELS, SMALL)
        whole = measure_people((FIRST, SECOND), PEOPLE, LEVELS, SMALL)
        second: InitiativeReadiness = whole.items[1]

        part = sum_up([second], counts=counts, on=TODAY)

        assert (part.posts, part.fillable_in_plan, part.readiness_in_plan) == (2, 1, 0.5)
        assert part.reach == second.reach


class TestWhyNobody:
    @pytest.mark.parametrize(
        ("post", "note"),
        [
            pytest.param(Post("analyst", "data", 1), None, id="somebody could"),
            pytest.param(
                Post("astronaut", "data", 1),
                "No role level “astronaut” is known yet.",
                id="unknown role level",
            ),
            pytest.param(
                Post("analyst", "moon", 1), "No unit “moon” is known yet.", id="unknown unit"
            ),
            pytest.param(
                Post("astronaut", "moon", 1),
                "No role level “astronaut” is known yet. No unit “moon” is known yet.",
                id="both",
            ),
            pytest.param(
                Post("visitor", "data", 1),
                "“Visitor” requires no skills, so nobody can be said to meet it.",
                id="requires nothing",
            ),
        ],
    )
    def test_says_it_in_words(self, post: Post, note: str | None) -> None:
        assert why_nobody(post, SMALL) == note
