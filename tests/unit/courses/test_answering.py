from datetime import date

import pytest

from services.courses.domain import (
    Answer,
    AnsweredAlready,
    LoggedBy,
    NothingToConfirm,
    answer,
    enrol,
)
from tests.unit.courses.factories import TODAY, completed, course, report, statement

BASICS = course("basics")
MARCH_2 = date(2026, 3, 2)


class TestAnswer:
    @pytest.mark.parametrize("verdict", [Answer.ACCEPTED, Answer.REJECTED])
    def test_keeps_who_answered_when_and_why(self, verdict):
        record = answer(completed(BASICS, MARCH_2), verdict, by="B2", on=TODAY, note="Seen")

        given = record.confirmation
        assert (given.state, given.by, given.on, given.note) == (verdict, "B2", TODAY, "Seen")

    def test_the_same_again_changes_nothing(self):
        record = answer(completed(BASICS, MARCH_2), Answer.ACCEPTED, by="B2", on=TODAY)

        assert answer(record, Answer.ACCEPTED, by="C3", on=date(2026, 7, 1)) is record

    def test_another_one_says_who_answered_and_when(self):
        record = answer(completed(BASICS, MARCH_2), Answer.ACCEPTED, by="B2", on=TODAY)

        with pytest.raises(
            AnsweredAlready, match="accepted by B2 on 30\N{NO-BREAK SPACE}June 2026"
        ):
            answer(record, Answer.REJECTED, by="C3", on=TODAY)

    def test_a_learning_systems_confirmation_stands(self):
        record = report((completed(BASICS, MARCH_2),), BASICS, MARCH_2).after

        with pytest.raises(AnsweredAlready, match="by a learning system"):
            answer(record, Answer.REJECTED, by="B2", on=TODAY)

    @pytest.mark.parametrize(
        "record",
        [
            pytest.param(completed(BASICS, MARCH_2, LoggedBy.SYSTEM), id="reported by a system"),
            pytest.param(enrol((), BASICS, statement()).after, id="an open attempt"),
            pytest.param(completed(BASICS, MARCH_2).withdrawn(), id="withdrawn"),
        ],
    )
    def test_is_refused_where_nothing_waits(self, record):
        with pytest.raises(NothingToConfirm):
            answer(record, Answer.ACCEPTED, by="B2", on=TODAY)
