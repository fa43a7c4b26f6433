from datetime import timedelta

from services.reporting.domain import Exempt, Levels, SkillLevels, Step
from services.reporting.domain.risk import running_out, thin_skills
from tests.unit.reporting.makers import LONG_AGO, TODAY, make_levels
from tests.unit.reporting.test_team import member


def shown(found):
    return [
        (one.skill, one.level, one.needed, [x.person.staff_number for x in one.holders])
        for one in found
    ]


class TestThinSkills:
    def test_are_those_that_nobody_or_one_person_holds_at_the_level_needed(self):
        team = [
            member("A", data=3, testing=1),
            member("B", data=2, testing=0),
            member("C", "analyst", data=2),
        ]

        assert shown(thin_skills(team)) == [("testing", 2, 2, []), ("data", 3, 2, ["A"])]

    def test_are_held_also_by_those_whose_role_does_not_need_them(self):
        team = [member("A", data=3, testing=2), member("C", "analyst", data=3, testing=4)]

        assert thin_skills(team) == ()

    def test_are_not_needed_by_who_is_excused(self):
        excused = member("A", levels=make_levels("A", (Exempt("testing", TODAY),), data=1))

        assert shown(thin_skills([excused])) == [("data", 3, 1, [])]

    def test_of_nobody_are_none(self):
        assert thin_skills(()) == ()


class TestRunningOut:
    def test_has_what_ends_soonest_first_and_how_many_hold_it(self):
        def ending(number, days):
            end = Step(TODAY + timedelta(days), 0, 0)
            steps = (Step(LONG_AGO, 3, 3), end)
            levels = Levels(number, (SkillLevels(skill="data", steps=steps),))
            return member(number, levels=levels)

        team = [ending("A", 20), ending("B", 10), ending("C", 100), member("D", data=3)]

        found = running_out(team)

        assert [(x.member.person.staff_number, x.name, x.holders) for x in found] == [
            ("B", "Working with data", 4),
            ("A", "Working with data", 4),
        ]
