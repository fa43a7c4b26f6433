from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.domain import (
    Growth,
    Initiative,
    Levels,
    Near,
    Person,
    Post,
    Raise,
    Raising,
    Reach,
    Requirement,
    in_order_of_service,
    near_to,
    suppress_raising,
    verified_on,
)
from tests.unit.reporting.makers import (
    SMALL,
    TODAY,
    by_staff_number,
    make_initiative,
    make_levels,
    make_person,
    most_that_fit,
    plans,
    slots_of,
    workforces,
)

Plan = tuple[Initiative, ...]
Workforce = tuple[tuple[Person, ...], dict[str, Levels]]


def nearness(workforce: Workforce) -> Counter[Near]:
    people, levels = workforce
    return Counter(
        near_to(one.unit, verified_on(levels[one.staff_number], TODAY), SMALL.role_levels.values())
        for one in people
        if one.unit
    )


def growth_of(initiative: str, plan: Plan, workforce: Workforce) -> Growth:
    return Growth(initiative, plan=plan, people=nearness(workforce), organisation=SMALL)


def asking(initiative: Initiative, growth: Requirement) -> frozenset[str]:
    """The units of the posts that ask for exactly this, and below."""
    return frozenset().union(
        *(
            SMALL.below(post.unit)
            for post in initiative.posts
            if growth in SMALL.role_levels[post.role_level].requires
        )
    )


def grown(
    initiative: Initiative, workforce: Workforce, growths: Iterable[Requirement]
) -> Workforce:
    """The same people once the skills have grown as the docstring of Growth says."""
    people, levels = workforce
    held = {one.staff_number: verified_on(levels[one.staff_number], TODAY) for one in people}
    for growth in growths:
        for one in people:
            if one.unit in asking(initiative, growth):
                verified = held[one.staff_number]
                verified[growth.skill] = max(verified.get(growth.skill, 0), growth.level)
    return people, by_staff_number(*(make_levels(n, **verified) for n, verified in held.items()))


def fillable(initiative: Initiative, plan: Plan, workforce: Workforce) -> int:
    """What the initiative fills with the rest of the plan, by trying everything."""
    ordered = in_order_of_service(plan)
    before = [post for one in ordered[: ordered.index(initiative)] for post in one.posts]
    together = most_that_fit(slots_of([*before, *initiative.posts], workforce))
    return together - most_that_fit(slots_of(before, workforce))


def best_by_trying(
    initiative: Initiative, plan: Plan, workforce: Workforce
) -> list[tuple[int, Requirement]]:
    now = fillable(initiative, plan, workforce)
    wanted = {x for post in initiative.posts for x in SMALL.role_levels[post.role_level].requires}
    found = [
        (fillable(initiative, plan, grown(initiative, workforce, [one])) - now, one)
        for one in wanted
    ]
    best_first = sorted(found, key=lambda each: (-each[0], each[1].level, each[1].skill))
    best: dict[str, tuple[int, Requirement]] = {}
    for more, one in best_first:
        if more > 0:
            best.setdefault(one.skill, (more, one))
    return list(best.values())[:3]


class TestWhatWouldRaiseAnInitiative:
    @settings(deadline=None, max_examples=150)
    @given(plans, workforces(largest=5), st.data())
    def test_agrees_with_trying_everything(
        self, plan: Plan, workforce: Workforce, data: st.DataObject
    ) -> None:
        if not plan:
            return
        initiative = data.draw(st.sampled_from(plan))

        raising = growth_of(initiative.initiative, plan, workforce).most()

        best = best_by_trying(initiative, plan, workforce)
        if raising.combined is not None:
            together = grown(initiative, workforce, raising.combined.growths)
            assert best == []
            assert raising.combined.fillable_in_plan == fillable(initiative, plan, together)
        assert [(one.more, one.growth) for one in raising.raises] == best
        now = fillable(initiative, plan, workforce)
        assert all(one.fillable_in_plan == now + one.more for one in raising.raises)
        if len(best) > 1:
            all_grown = grown(initiative, workforce, [one for _, one in best])
            assert raising.together == fillable(initiative, plan, all_grown)

    @settings(deadline=None)
    @given(plans, workforces(), st.data())
    def test_never_takes_more_posts_than_people_who_would_fit_newly(
        self, plan: Plan, workforce: Workforce, data: st.DataObject
    ) -> None:
        if not plan:
            return
        initiative = data.draw(st.sampled_from(plan))

        raising = growth_of(initiative.initiative, plan, workforce).most()

        assert all(0 < one.more <= (one.people or 0) <= one.reach.people for one in raising.raises)

    def test_counts_whoever_lacks_nothing_else(self) -> None:
        plan = (make_initiative("portal", Post("engineer", "data", 2)),)
        people = tuple(make_person(f"P{n}") for n in range(3))
        levels = by_staff_number(
            make_levels("P0", data=2, testing=2),
            make_levels("P1", data=0, testing=4),
            make_levels("P2", data=2, testing=1),
        )

        (one,) = growth_of("portal", plan, (people, levels)).most().raises

        assert (one.skill, one.level) == ("data", 3)
        assert (one.fillable_in_plan, one.more, one.people) == (2, 2, 2)

    def test_says_what_several_give_together(self) -> None:
        plan = (make_initiative("portal", Post("engineer", "data", 3)),)
        people = tuple(make_person(f"P{n}") for n in range(3))
        levels = by_staff_number(
            make_levels("P0", data=2, testing=2),
            make_levels("P1", data=3, testing=1),
            make_levels("P2"),
        )

        raising = growth_of("portal", plan, (people, levels)).most()

        assert [one.growth for one in raising.raises] == [
            Requirement("testing", 2),
            Requirement("data", 3),
        ]
        assert [one.more for one in raising.raises] == [1, 1]
        assert raising.together == 3

    def test_says_which_skills_would_only_together(self) -> None:
        plan = (make_initiative("portal", Post("engineer", "data", 1)),)
        workforce = (make_person("P0"),), by_staff_number(make_levels("P0", data=1, testing=1))

        raising = growth_of("portal", plan, workforce).most()

        assert raising.raises == ()
        assert raising.combined is not None
        assert raising.combined.growths == (Requirement("testing", 2), Requirement("data", 3))
        assert raising.combined.fillable_in_plan == 1
        assert suppress_raising(raising, hidden=frozenset({"data"})) == Raising()

    def test_leaves_to_a_higher_priority_whom_it_needs(self) -> None:
        plan = (
            make_initiative("first", Post("engineer", "data", 1), priority=1),
            make_initiative("second", Post("engineer", "data", 1), priority=2),
        )
        workforce = (make_person("P0"),), by_staff_number(make_levels("P0", data=3, testing=1))

        assert growth_of("second", plan, workforce).most() == Raising()
        assert growth_of("first", plan, workforce).most().raises[0].more == 1

    def test_lets_nobody_grow_outside_the_units_of_the_posts(self) -> None:
        plan = (make_initiative("portal", Post("analyst", "data", 1)),)
        workforce = (make_person("P0", "care"),), by_staff_number(make_levels("P0", data=1))

        assert growth_of("portal", plan, workforce).most() == Raising()


def make_raise(skill: str = "data", people: int = 7, reach: int = 9, unit: str = "data") -> Raise:
    return Raise(
        skill=skill,
        level=2,
        fillable_in_plan=3,
        more=1,
        people=people,
        reach=Reach(frozenset({unit}), reach),
    )


class TestWhatIsShownOfIt:
    def test_is_all_of_it_to_whoever_sees_the_people(self) -> None:
        raising = Raising((make_raise(people=1, reach=2),), None)

        assert suppress_raising(raising, hidden=frozenset({"care"})) == raising

    def test_lacks_a_number_of_people_under_five(self) -> None:
        raising = Raising((make_raise(people=4), make_raise("testing", people=5)), 4)

        shown = suppress_raising(raising, hidden=frozenset({"data"}))

        assert [one.people for one in shown.raises] == [None, 5]
        assert shown.raises[0].suppressed == ("people",)
        assert shown.together == 4

    def test_lacks_a_skill_that_only_a_few_could_learn_and_so_the_sum(self) -> None:
        few = replace(make_raise("testing", reach=4, unit="care"))
        raising = Raising((make_raise(), few), 4)

        shown = suppress_raising(raising, hidden=frozenset({"care"}))

        assert [one.skill for one in shown.raises] == ["data"]
        assert shown.together is None
