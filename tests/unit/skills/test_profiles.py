from datetime import date

from services.skills.domain import (
    Gap,
    Requirement,
    RoleLevel,
    SkillLevels,
    Source,
    State,
    Step,
    Waiting,
    gaps,
    levels_on,
    profile,
)
from tests.unit.skills.factories import at, make_course, make_evidence, make_judgement

JAN, FEB = date(2026, 1, 10), date(2026, 2, 10)


class TestProfile:
    def test_gives_the_steps_of_each_skill_and_the_day_last_judged(self) -> None:
        course = make_course(id="course", skill="testing", level=1, observed_on=JAN)
        judgement = make_judgement(id="judgement", skill="drawing", level=3, observed_on=FEB)

        assert profile([course, judgement]).levels == (
            SkillLevels("drawing", FEB, (Step(FEB, 3, 3),)),
            SkillLevels("testing", None, (Step(JAN, 1, 1),)),
        )

    def test_leaves_out_a_skill_of_which_nothing_counts(self) -> None:
        assert profile([make_evidence(state=State.REJECTED)]).levels == ()

    def test_lists_the_claims_that_wait_longest_first(self) -> None:
        later = make_evidence(id="later", recorded_on=FEB, recorded_at=at(FEB), level=3)
        earlier = make_evidence(
            id="earlier",
            skill="drawing",
            source=Source.CREDENTIAL,
            state=State.CLAIMED,
            recorded_on=JAN,
            recorded_at=at(JAN),
        )

        assert profile([later, earlier]).waiting == (
            Waiting("drawing", 2, JAN),
            Waiting("testing", 3, FEB),
        )

    def test_lists_a_course_once_since_it_is_answered_at_its_record(self) -> None:
        gives = [
            make_course(id=skill, skill=skill, training="T1", state=State.CLAIMED)
            for skill in ("drawing", "testing")
        ]
        other = make_course(id="other", training="T2", state=State.CLAIMED)

        assert [one.skill for one in profile([*gives, other]).waiting] == ["drawing", "testing"]


class TestGaps:
    def test_set_what_is_held_beside_what_is_required(self) -> None:
        role_level = RoleLevel(
            *("senior-tester", "Senior tester", "Tester"),
            requires=(
                Requirement("testing", 3),
                Requirement("drawing", 2),
                Requirement("writing", 1),
            ),
        )
        held = levels_on(
            [
                make_course(id="short", skill="testing", level=1, observed_on=JAN),
                make_evidence(id="claim", skill="testing", level=3, observed_on=JAN),
                make_course(id="more", skill="drawing", level=4, observed_on=JAN),
            ],
            FEB,
        )

        found = gaps(role_level, held, {"drawing": FEB})

        assert found == (
            Gap("testing", required=3, verified=1, claimed=3),
            Gap("drawing", required=2, verified=4, claimed=4, exempt=FEB),
            Gap("writing", required=1, verified=0, claimed=0),
        )
        assert [gap.short for gap in found] == [2, 0, 1]
