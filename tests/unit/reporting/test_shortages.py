from services.reporting.domain import Post
from services.reporting.domain.shortages import shortages, wanted_of
from tests.unit.reporting.makers import SMALL, by_staff_number, count, make_initiative, make_levels
from tests.unit.reporting.test_team import member


def look(team, *plan, levels=()):
    people = tuple(one.person for one in team)
    counts = count(people, by_staff_number(*levels), SMALL)
    wanted = wanted_of(plan, team=team, organisation=SMALL)
    return shortages(wanted, team=team, counts=counts, organisation=SMALL)


TEAM = (member("A", data=3, testing=2), member("B", data=2, testing=2), member("C", data=0))
HELD = (make_levels("A", data=3, testing=2), make_levels("B", data=2, testing=2))


class TestShortages:
    def test_tell_how_many_posts_stay_empty_and_who_lacks_least(self):
        (found,) = look(TEAM, make_initiative("portal", Post("engineer", "data", 3)), levels=HELD)

        assert (found.title, found.role, found.unit) == ("Portal", "Engineer", "Data")
        assert (found.headcount, found.meeting, found.missing, found.people) == (3, 1, 2, 3)
        near = [(x.member.person.staff_number, [y.skill for y in x.lacks]) for x in found.nearest]
        assert near == [("B", ["data"]), ("C", ["data", "testing"])]

    def test_leave_out_posts_that_can_be_filled(self):
        assert look(TEAM, make_initiative("x", Post("engineer", "data", 1)), levels=HELD) == ()

    def test_concern_a_team_in_its_own_unit_whatever_the_role(self):
        (found,) = look(TEAM, make_initiative("x", Post("tester", "data", 3)), levels=HELD)

        assert (found.role, found.missing, found.nearest) == ("Tester", 1, ())

    def test_concern_a_team_above_its_unit_where_a_role_of_it_is_asked_for(self):
        plan = make_initiative("x", Post("engineer", "trust", 5), Post("tester", "trust", 5))

        assert [one.role for one in look(TEAM, plan, levels=HELD)] == ["Engineer"]

    def test_leave_out_other_units_and_roles_that_nobody_can_meet(self):
        other = make_initiative("x", Post("engineer", "care", 5))
        empty = make_initiative("y", Post("visitor", "data", 5), Post("unheard-of", "data", 5))

        assert look(TEAM, other, empty) == ()

    def test_have_the_first_deadline_first(self):
        late = make_initiative("a", Post("engineer", "data", 9), priority=1)
        early = make_initiative(
            "b", Post("engineer", "data", 9), priority=2, deadline=late.deadline.replace(year=2026)
        )

        assert [one.initiative for one in look(TEAM, late, early)] == ["b", "a"]
