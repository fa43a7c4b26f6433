from datetime import date, timedelta

import pytest

from services.chassis.errors import Conflict, DomainError
from services.skills.domain import (
    AnsweredAlready,
    AnsweredElsewhere,
    Source,
    State,
    answer,
    record,
    repeated,
)
from tests.unit.skills.factories import TODAY, at, make_course, make_evidence, make_verdict

YESTERDAY = TODAY - timedelta(days=1)


class TestRecord:
    def test_accepts_what_a_manager_states_as_a_judgement(self) -> None:
        recorded = record(make_evidence(source=Source.MANAGER, state=State.CLAIMED))

        assert recorded.state is State.ACCEPTED
        assert recorded.is_judgement

    @pytest.mark.parametrize("source", [Source.SELF, Source.CREDENTIAL])
    def test_lets_what_the_person_states_wait(self, source: Source) -> None:
        recorded = record(make_evidence(source=source, state=State.ACCEPTED))

        assert recorded.state is State.CLAIMED
        assert not recorded.is_judgement

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            pytest.param({"level": 5}, "/level", id="above the scale"),
            pytest.param({"level": -1}, "/level", id="below the scale"),
            pytest.param(
                {"observed_on": TODAY + timedelta(days=1)}, "/observed_on", id="in the future"
            ),
            pytest.param({"expires_on": YESTERDAY}, "/expires_on", id="expired before observed"),
            pytest.param(
                {"source": Source.CREDENTIAL, "title": None}, "/title", id="credential untitled"
            ),
        ],
    )
    def test_refuses_a_value_that_cannot_stand(
        self, changes: dict[str, object], pointer: str
    ) -> None:
        with pytest.raises(DomainError) as refusal:
            record(make_evidence(**{"recorded_on": TODAY} | changes))

        assert [error.pointer for error in refusal.value.errors] == [pointer]

    def test_lets_evidence_count_for_a_single_day(self) -> None:
        assert record(make_evidence(observed_on=TODAY, expires_on=TODAY)).expires_on == TODAY


class TestRepeated:
    def test_finds_what_says_the_same(self) -> None:
        before = make_evidence(id="before", note="the first time")

        assert repeated(make_evidence(id="again"), [before]) is before

    def test_passes_over_what_was_rejected(self) -> None:
        assert repeated(make_evidence(), [make_evidence(state=State.REJECTED)]) is None

    @pytest.mark.parametrize(
        "change",
        [
            {"staff_number": "A2"},
            {"skill": "drawing"},
            {"source": Source.CREDENTIAL},
            {"author": "A2"},
            {"observed_on": YESTERDAY},
            {"level": 3},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_takes_another_statement_for_another(self, change: dict[str, object]) -> None:
        assert repeated(make_evidence(), [make_evidence(**change)]) is None


class TestAnswer:
    def test_makes_a_self_assessment_a_judgement_of_that_day(self) -> None:
        claim = make_evidence(level=2, observed_on=date(2026, 1, 5))

        accepted = answer(claim, make_verdict(on=TODAY, at=at(TODAY, 9)))

        assert accepted.is_judgement
        assert (accepted.counted_level, accepted.counted_from) == (2, TODAY)
        assert accepted.settled_at == at(TODAY, 9)
        assert (accepted.level, accepted.observed_on) == (2, date(2026, 1, 5))

    def test_takes_the_level_that_the_manager_gives(self) -> None:
        accepted = answer(make_evidence(level=3), make_verdict(level=2))

        assert (accepted.counted_level, accepted.level) == (2, 3)

    def test_keeps_level_and_date_of_a_credential(self) -> None:
        claim = make_evidence(
            source=Source.CREDENTIAL, state=State.CLAIMED, observed_on=date(2026, 1, 5)
        )

        accepted = answer(claim, make_verdict(level=2))

        assert accepted.state is State.ACCEPTED
        assert not accepted.is_judgement
        assert (accepted.counted_level, accepted.counted_from) == (2, date(2026, 1, 5))

    def test_refuses_another_level_for_a_credential(self) -> None:
        claim = make_evidence(source=Source.CREDENTIAL, state=State.CLAIMED, level=2)

        with pytest.raises(DomainError, match="keeps its level") as refusal:
            answer(claim, make_verdict(level=3))

        assert refusal.value.errors[0].pointer == "/level"

    @pytest.mark.parametrize("level", [-1, 5])
    def test_refuses_a_level_off_the_scale(self, level: int) -> None:
        with pytest.raises(DomainError, match="between 0 and 4"):
            answer(make_evidence(), make_verdict(level=level))

    def test_refuses_a_rejection_with_a_level(self) -> None:
        with pytest.raises(DomainError, match="left out of a rejection"):
            answer(make_evidence(), make_verdict(verdict=State.REJECTED, level=2))

    @pytest.mark.parametrize("verdict", [State.ACCEPTED, State.REJECTED])
    def test_changes_nothing_by_the_same_answer_again(self, verdict: State) -> None:
        answered = answer(make_evidence(), make_verdict(verdict=verdict, by="M1"))

        again = make_verdict(verdict=verdict, by="M2", on=TODAY + timedelta(days=1))

        assert answer(answered, again) == answered

    def test_names_who_answered_and_when_to_whoever_answers_otherwise(self) -> None:
        answered = answer(make_evidence(), make_verdict(by="M1", on=date(2026, 5, 14), level=3))

        with pytest.raises(
            AnsweredAlready,
            match="M1 accepted this at level 3, practitioner, on 14\N{NO-BREAK SPACE}May 2026",
        ):
            answer(answered, make_verdict(verdict=State.REJECTED, by="M2"))

    def test_takes_another_level_for_another_answer(self) -> None:
        answered = answer(make_evidence(level=2), make_verdict())

        with pytest.raises(AnsweredAlready):
            answer(answered, make_verdict(level=3))

    def test_lets_nobody_reject_what_a_manager_stated(self) -> None:
        stated = record(make_evidence(source=Source.MANAGER, author="M1"))

        with pytest.raises(AnsweredAlready, match="M1 assessed this on"):
            answer(stated, make_verdict(verdict=State.REJECTED))

    def test_leads_to_the_training_record_for_a_course(self) -> None:
        with pytest.raises(AnsweredElsewhere, match="training record t7") as refusal:
            answer(make_course(training="t7", state=State.CLAIMED), make_verdict())

        assert isinstance(refusal.value, Conflict)
