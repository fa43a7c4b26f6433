from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.skills.domain import Outcome, Source, State, course_evidence, evidence_ids
from tests.unit.skills.factories import make_training


class TestCourseEvidence:
    def test_follows_the_record(self) -> None:
        (evidence,) = course_evidence(make_training())

        assert (evidence.skill, evidence.level, evidence.source) == ("testing", 2, Source.COURSE)
        assert (evidence.observed_on, evidence.expires_on) == (
            date(2026, 3, 2),
            date(2027, 3, 2),
        )
        assert evidence.recorded_on == date(2026, 3, 4)
        assert evidence.training == str(UUID(int=7))
        assert not evidence.is_judgement

    def test_has_an_id_of_the_record_and_the_skill(self) -> None:
        training = make_training(outcomes=(Outcome("testing", 2), Outcome("drawing", 1)))

        ids = {each.skill: each.id for each in course_evidence(training)}

        assert ids == {
            "testing": str(uuid5(UUID(int=7), "testing")),
            "drawing": str(uuid5(UUID(int=7), "drawing")),
        }

    @given(training=st.uuids(), skill=st.text())
    def test_has_the_id_that_the_standard_makes_of_both(self, training: UUID, skill: str) -> None:
        assert evidence_ids(str(training), [skill]) == (str(uuid5(training, skill)),)

    def test_takes_the_higher_level_of_a_skill_named_twice(self) -> None:
        training = make_training(outcomes=(Outcome("testing", 3), Outcome("testing", 1)))

        assert [each.level for each in course_evidence(training)] == [3]

    @pytest.mark.parametrize(
        ("confirmation", "state"),
        [
            ("not-needed", State.ACCEPTED),
            ("accepted", State.ACCEPTED),
            ("waiting", State.CLAIMED),
            ("rejected", State.REJECTED),
        ],
    )
    def test_has_the_state_of_the_confirmation(self, confirmation: str, state: State) -> None:
        (evidence,) = course_evidence(make_training(confirmation=confirmation))

        assert evidence.state is state

    @pytest.mark.parametrize("state", ["enrolled", "in-progress", "withdrawn"])
    def test_is_none_unless_completed(self, state: str) -> None:
        assert course_evidence(make_training(state=state)) == ()
