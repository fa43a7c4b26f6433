from datetime import date

from services.courses.domain import Initiative, Outcome, Post, RoleLevel, asked_for

TODAY = date(2026, 6, 30)
ROLES = {
    "tester": RoleLevel("tester", "Tester", "Tester", (Outcome("testing", 2),)),
    "gone": None,
}


def initiative(name, *, priority=1, deadline=date(2026, 12, 31), role="tester"):
    return Initiative(name, name.title(), deadline, priority, (Post("gone"), Post(role)))


class TestAskedFor:
    def test_names_the_first_by_priority_then_deadline(self):
        plan = [
            initiative("later", priority=2, deadline=date(2026, 7, 1)),
            initiative("second", deadline=date(2027, 1, 1)),
            initiative("first"),
        ]

        assert asked_for(plan, ROLES, on=TODAY) == {"testing": "First"}

    def test_leaves_out_what_is_past_its_deadline(self):
        assert asked_for([initiative("past", deadline=date(2026, 6, 29))], ROLES, on=TODAY) == {}
        assert asked_for([initiative("today", deadline=TODAY)], ROLES, on=TODAY) != {}

    def test_passes_over_role_levels_that_are_not_known(self):
        assert asked_for([initiative("new", role="unheard-of")], ROLES, on=TODAY) == {}
