from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain import Exempt, Levels, SkillLevels, Step, step_on
from services.reporting.domain.expiry import ONE_DAY, Ending, endings, soon
from tests.unit.reporting.makers import LONG_AGO, TODAY, make_role_level

ENGINEER = make_role_level("engineer", data=3)
LEVELS = st.integers(0, 4)
courses = st.lists(st.tuples(st.integers(-3, 6), LEVELS), unique_by=lambda step: step[0]).map(
    lambda drawn: tuple(Step(TODAY + timedelta(days), level, level) for days, level in drawn)
)


def day(after):
    return TODAY + timedelta(days=after)


def profile(*steps, exempt=()):
    course = SkillLevels(skill="data", steps=tuple(Step(when, n, n) for when, n in steps))
    return Levels("S1", (course,), exempt)


class TestEndings:
    def test_give_the_last_day_on_which_the_level_meets_what_is_needed(self):
        held = profile((LONG_AGO, 3), (day(10), 1))

        found = endings(ENGINEER, held, on=TODAY)

        assert found == (Ending(skill="data", required=3, before=3, after=1, last_day=day(9)),)

    def test_leave_out_a_fall_that_still_meets_it(self):
        assert endings(ENGINEER, profile((LONG_AGO, 4), (day(10), 3)), on=TODAY) == ()

    def test_tell_of_a_gap_that_grows(self):
        (found,) = endings(ENGINEER, profile((LONG_AGO, 2), (day(10), 0)), on=TODAY)

        assert (found.before, found.after) == (2, 0)

    def test_leave_out_skills_that_the_role_does_not_need(self):
        assert endings(make_role_level("tester", testing=2), profile((day(1), 0)), on=TODAY) == ()

    def test_leave_out_who_is_excused_on_the_day_of_the_fall_alone(self):
        steps = ((LONG_AGO, 3), (day(10), 0))

        assert endings(ENGINEER, profile(*steps, exempt=(Exempt("data", day(10)),)), on=TODAY) == ()
        assert endings(ENGINEER, profile(*steps, exempt=(Exempt("data", day(9)),)), on=TODAY) != ()

    def test_are_none_without_a_role_or_a_profile(self):
        assert endings(None, profile((LONG_AGO, 3), (day(1), 0)), on=TODAY) == ()
        assert endings(ENGINEER, None, on=TODAY) == ()

    def test_are_soon_up_to_90_days(self):
        last, later = (
            endings(ENGINEER, profile((LONG_AGO, 3), (day(days), 0)), on=TODAY) for days in (91, 92)
        )

        assert soon(last, TODAY) == last != ()
        assert soon(later, TODAY) == ()

    @given(courses)
    def test_agree_with_a_look_at_every_day(self, steps):
        course = SkillLevels(skill="data", steps=steps)
        enough = min(step_on(course, TODAY).verified, 3)
        falls = [n for n in range(1, 8) if step_on(course, day(n)).verified < enough]

        found = endings(ENGINEER, Levels("S1", (course,)), on=TODAY)

        assert [one.last_day + ONE_DAY for one in found] == [day(n) for n in falls[:1]]
