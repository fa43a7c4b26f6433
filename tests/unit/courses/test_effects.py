from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.courses.domain import (
    Effect,
    Exempt,
    Outside,
    Profile,
    RoleLevel,
    SkillSteps,
    Step,
    doubts,
    effect_in_full,
    effect_in_short,
    effects_of,
    gaps_closed,
)
from tests.unit.courses.factories import TODAY, completed, course, levels

DONE = TODAY - timedelta(days=10)
LONG_AGO = date(2020, 1, 1)


def profile(*, exempt=(), judged_on=None, **verified):
    steps = (
        SkillSteps(skill, (Step(LONG_AGO, level, level),), judged_on)
        for skill, level in verified.items()
    )
    return Profile("A1", tuple(steps), tuple(exempt))


def role(**requires):
    return RoleLevel("tester", "Tester", "Tester", levels(requires))


def effect(verified, reached, required=0):
    return Effect(skill="testing", verified=verified, reached=reached, required=required)


class TestEffectsOf:
    def test_raises_to_the_level_that_the_course_gives(self):
        record = completed(course("c", gives={"testing": 2}), DONE)

        found = effects_of(record, profile(testing=1), role(testing=3), on=TODAY)

        assert found == (effect(1, 2, 3),)
        assert not found[0].closes
        assert found[0].short == 1

    def test_never_lowers_a_level(self):
        record = completed(course("c", gives={"testing": 1}), DONE)

        assert effects_of(record, profile(testing=3), None, on=TODAY) == (effect(3, 3),)

    def test_raises_nothing_that_was_judged_on_its_day_or_later(self):
        record = completed(course("c", gives={"testing": 2}), DONE)

        def reached(judged_on):
            held = profile(testing=1, judged_on=judged_on)
            return effects_of(record, held, None, on=TODAY)[0].reached

        assert reached(DONE - timedelta(days=1)) == 2
        assert reached(DONE) == 1

    def test_raises_nothing_once_it_has_run_out(self):
        record = replace(completed(course("c"), DONE), expires_on=TODAY)

        assert effects_of(record, profile(), None, on=TODAY)[0].reached == 2
        assert effects_of(record, profile(), None, on=TODAY + timedelta(days=1))[0].reached == 0

    def test_closes_no_gap_in_a_skill_that_the_person_is_excused_from(self):
        record = completed(course("c"), DONE)
        excused = profile(exempt=[Exempt("testing", TODAY)])

        assert effects_of(record, excused, role(testing=2), on=TODAY) == (effect(0, 2, 0),)

    def test_counts_the_highest_level_of_a_skill_that_is_given_twice(self):
        outside = Outside("Talk", None, (*levels({"testing": 1}), *levels({"testing": 2})))

        assert effects_of(completed(outside, DONE), profile(), None, on=TODAY) == (effect(0, 2),)


class TestGapsClosed:
    def test_counts_a_gap_once_however_many_close_it(self):
        closing, other = effect(1, 2, 2), effect(0, 1, 3)

        assert gaps_closed([("A1", closing), ("A1", closing), ("A2", closing), ("A3", other)]) == 2


class TestDoubts:
    def found(self, record, held=None, names=None):
        return list(doubts(record, held or profile(), names or {"testing": "testing"}, on=TODAY))

    def test_are_none_about_a_course_with_a_certificate(self):
        record = completed(course("c"), DONE, link="https://x.example/1")

        assert self.found(record) == []

    def test_name_what_is_missing(self):
        outside = Outside("Talk", "Club", levels({"testing": 2}))

        assert self.found(completed(outside, DONE)) == [
            "No certificate was given.",
            "It is not in the catalogue, so the level is their own word.",
        ]

    def test_say_that_there_is_no_level_in_it(self):
        record = completed(Outside("Talk"), DONE, link="https://x.example/1")

        assert self.found(record) == ["It gives no level in any skill."]

    def test_say_that_it_ran_out_or_was_overtaken(self):
        record = replace(completed(course("c"), DONE, link="https://x.example/1"), expires_on=DONE)

        assert self.found(record, profile(testing=1, judged_on=TODAY)) == [
            "It ran out on 20\N{NO-BREAK SPACE}June 2026.",
            "Their level in testing was assessed on 30\N{NO-BREAK SPACE}June 2026, after it.",
        ]

    @pytest.mark.parametrize(
        ("stated", "said"), [(10, []), (9.5, ["They give 9.5 hours; it usually takes 20 hours."])]
    )
    def test_compare_the_hours(self, stated, said):
        record = completed(course("c", hours=20), DONE, link="https://x.example/1", hours=stated)

        assert self.found(record) == said


class TestWords:
    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (effect(1, 2, 2), "From 1 awareness to 2 working. Closes a gap."),
            (effect(0, 1, 3), "From no level to 1 awareness. Still 2 levels short."),
            (effect(2, 3, 2), "From 2 working to 3 practitioner."),
            (effect(2, 2, 3), "Stays at 2 working."),
        ],
    )
    def test_in_short(self, found, said):
        assert effect_in_short(found) == said

    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (
                effect(1, 2, 3),
                "From level 1, awareness, to level 2, working, once Nadia confirms it. Your role "
                "needs level 3, practitioner, so you would still be 1 level short.",
            ),
            (
                effect(1, 2, 2),
                "From level 1, awareness, to level 2, working, once Nadia confirms it. Your role "
                "needs level 2, working, so this closes the gap.",
            ),
            (
                effect(3, 3, 2),
                "You stay at level 3, practitioner. Your role needs level 2, working.",
            ),
            (effect(1, 1), "You stay at level 1, awareness. Your role does not need this skill."),
        ],
    )
    def test_in_full(self, found, said):
        assert effect_in_full(found, "Nadia") == said
