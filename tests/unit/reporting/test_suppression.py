import pytest
from hypothesis import given, settings

from services.reporting.domain import (
    Initiative,
    InitiativeReadiness,
    Levels,
    Person,
    Post,
    SkillTotal,
    suppress_initiative,
    suppress_plan,
    suppress_unit,
    total_unit,
)
from tests.unit.reporting.makers import (
    SMALL,
    by_staff_number,
    make_initiative,
    make_levels,
    make_person,
    measure_people,
    plans,
    workforces,
)

EVERYWHERE = frozenset(SMALL.units)
SUMS = (
    "fillable",
    "readiness",
    "fillable_in_plan",
    "readiness_in_plan",
    "skill_coverage",
    "missing_most",
)


def analysts(unit: str, number: int, meeting: int) -> tuple[tuple[Person, ...], dict[str, Levels]]:
    """So many people of a unit, the first of whom meet the role of an analyst."""
    names = [f"{unit}-{n}" for n in range(number)]
    people = tuple(make_person(name, unit, role_level="analyst") for name in names)
    return people, by_staff_number(*(make_levels(name, data=2) for name in names[:meeting]))


def initiative_of(unit: str, number: int, meeting: int) -> InitiativeReadiness:
    initiative = make_initiative("one", Post("analyst", unit, 1))
    (measured,) = measure_people((initiative,), *analysts(unit, number, meeting), SMALL).items
    return measured


class TestSuppressInitiative:
    @pytest.mark.parametrize("people", [1, 2, 3, 4])
    def test_shows_no_sums_of_one_to_four_people(self, people: int) -> None:
        measured = initiative_of("data", people, meeting=1)

        shown = suppress_initiative(measured, hidden=EVERYWHERE)

        assert shown.suppressed == SUMS
        assert all(getattr(shown, name) is None for name in SUMS)
        assert shown.posts == 1

    @pytest.mark.parametrize("meeting", [0, 1, 4])
    def test_a_line_of_a_small_unit_never_tells_what_can_be_filled(self, meeting: int) -> None:
        measured = initiative_of("data", 4, meeting)

        (line,) = suppress_initiative(measured, hidden=EVERYWHERE).lines

        assert (line.fillable, line.fillable_in_plan) == (None, None)
        assert {"fillable", "fillable_in_plan"} <= set(line.suppressed)

    def test_shows_the_sums_of_five_people(self) -> None:
        measured = initiative_of("data", 5, meeting=5)

        assert suppress_initiative(measured, hidden=EVERYWHERE) == measured

    @pytest.mark.parametrize("meeting", [1, 4])
    def test_leaves_out_a_small_number_of_people_who_meet_the_role(self, meeting: int) -> None:
        measured = initiative_of("data", 6, meeting)

        shown = suppress_initiative(measured, hidden=EVERYWHERE)

        assert shown.lines[0].meeting is None
        assert shown.lines[0].suppressed == ("meeting",)
        assert shown.lines[0].fillable == 1
        assert shown.suppressed == ()

    @pytest.mark.parametrize("people", [0, 6])
    def test_shows_0(self, people: int) -> None:
        measured = initiative_of("data", people, meeting=0)

        assert suppress_initiative(measured, hidden=EVERYWHERE) == measured

    def test_hides_nothing_of_people_whom_the_caller_may_see(self) -> None:
        measured = initiative_of("data", 2, meeting=1)

        assert suppress_initiative(measured, hidden=frozenset({"design", "care"})) == measured

    def test_hides_a_unit_when_only_some_under_it_may_be_seen(self) -> None:
        initiative = make_initiative("one", Post("analyst", "digital", 1))
        (measured,) = measure_people((initiative,), *analysts("data", 2, 1), SMALL).items

        shown = suppress_initiative(measured, hidden=frozenset({"design"}))

        assert shown.suppressed == SUMS

    def test_keeps_the_sums_when_only_one_of_the_units_is_small(self) -> None:
        people, levels = analysts("data", 2, 2)
        more_people, more_levels = analysts("care", 5, 5)
        initiative = make_initiative("one", Post("analyst", "data", 1), Post("analyst", "care", 5))
        plan = measure_people((initiative,), people + more_people, {**levels, **more_levels}, SMALL)

        shown = suppress_initiative(plan.items[0], hidden=EVERYWHERE)

        assert shown.fillable == 6
        assert [line.fillable for line in shown.lines] == [None, 5]


class TestSuppressPlan:
    def test_leaves_out_the_sums_of_a_plan_for_few(self) -> None:
        plan = measure_people(
            (make_initiative("one", Post("analyst", "data", 1)),), *analysts("data", 3, 2), SMALL
        )

        shown = suppress_plan(plan, hidden=EVERYWHERE)

        assert (shown.posts, shown.fillable_in_plan, shown.readiness_in_plan) == (1, None, None)
        assert shown.suppressed == ("fillable_in_plan", "readiness_in_plan")
        assert shown.items[0].suppressed == SUMS

    @settings(deadline=None)
    @given(plans, workforces(largest=8))
    def test_no_line_shows_a_figure_of_one_to_four(
        self, plan: tuple[Initiative, ...], workforce: tuple[tuple[Person, ...], dict[str, Levels]]
    ) -> None:
        measured = measure_people(plan, *workforce, SMALL)

        shown = suppress_plan(measured, hidden=EVERYWHERE)

        for one in shown.items:
            assert one.readiness is None or one.reach.people not in {1, 2, 3, 4}
            for line in one.lines:
                assert line.meeting not in {1, 2, 3, 4}
                assert line.fillable is None or line.reach.people not in {1, 2, 3, 4}

    @settings(deadline=None)
    @given(plans, workforces(largest=8))
    def test_who_may_see_everybody_sees_every_figure(
        self, plan: tuple[Initiative, ...], workforce: tuple[tuple[Person, ...], dict[str, Levels]]
    ) -> None:
        measured = measure_people(plan, *workforce, SMALL)

        assert suppress_plan(measured, hidden=frozenset()) == measured


class TestSuppressUnit:
    def test_leaves_out_each_count_of_one_to_four(self) -> None:
        people, levels = analysts("data", 6, 2)
        plan = measure_people(
            (make_initiative("one", Post("analyst", "data", 1)),), people, levels, SMALL
        )
        measured = total_unit("data", people=people, levels=levels, organisation=SMALL, plan=plan)

        shown = suppress_unit(measured, hidden=EVERYWHERE)

        assert (shown.people, shown.meeting_own_role) == (6, None)
        assert shown.suppressed == ("meeting_own_role",)
        assert shown.skills == (
            SkillTotal(skill="data", needed=6, held=None, suppressed=("held",)),
        )
        assert shown.posts[0].meeting is None

    def test_leaves_out_a_small_unit_whole(self) -> None:
        people, levels = analysts("data", 3, 3)
        plan = measure_people((), people, levels, SMALL)
        measured = total_unit("data", people=people, levels=levels, organisation=SMALL, plan=plan)

        shown = suppress_unit(measured, hidden=EVERYWHERE)

        assert (shown.people, shown.meeting_own_role) == (None, None)
        assert shown.suppressed == ("people", "meeting_own_role")
        assert shown.skills[0].suppressed == ("needed", "held")

    def test_shows_all_to_who_may_see_these_people(self) -> None:
        people, levels = analysts("data", 3, 3)
        plan = measure_people((), people, levels, SMALL)
        measured = total_unit("data", people=people, levels=levels, organisation=SMALL, plan=plan)

        assert suppress_unit(measured, hidden=frozenset({"care"})) == measured
