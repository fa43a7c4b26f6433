from datetime import timedelta

from services.reporting.domain import Levels, SkillLevels, Step
from services.reporting.domain.finding import find_holders
from tests.unit.reporting.makers import LONG_AGO, TODAY, by_staff_number, make_levels, make_person


def find(*profiles, level=2):
    people = [make_person(one.staff_number) for one in profiles]
    return find_holders(
        people, levels=by_staff_number(*profiles), skill="data", level=level, on=TODAY
    )


def numbers(holders):
    return [one.person.staff_number for one in holders]


class TestFindHolders:
    def test_gives_who_is_at_the_level_or_above_the_highest_first(self):
        found = find(make_levels("A", data=2), make_levels("B", data=4), make_levels("C", data=1))

        assert numbers(found.able) == ["B", "A"]
        assert numbers(found.near) == ["C"]

    def test_leaves_out_who_has_none_of_it(self):
        found = find(make_levels("A", data=0), make_levels("B", testing=4), Levels("C"))

        assert (found.able, found.near) == ((), ())

    def test_counts_a_claim_as_on_the_way(self):
        steps = (Step(LONG_AGO, 0, 3),)
        found = find(Levels("A", (SkillLevels(skill="data", steps=steps),)))

        assert found.able == ()
        assert [(one.verified, one.claimed) for one in found.near] == [(0, 3)]

    def test_says_until_when_the_level_holds(self):
        steps = (
            Step(LONG_AGO, 4, 4),
            Step(TODAY + timedelta(5), 2, 2),
            Step(TODAY + timedelta(9), 0, 0),
        )
        profile = Levels("A", (SkillLevels(skill="data", steps=steps),))

        assert find(profile, level=2).able[0].last_day == TODAY + timedelta(8)
        assert find(profile, level=3).able[0].last_day == TODAY + timedelta(4)
        assert find(make_levels("A", data=2)).able[0].last_day is None
