from dataclasses import replace
from datetime import date

from services.courses.domain import Answer, LoggedBy, Outside, answer, enrol, learner_from
from tests.unit.courses.factories import TODAY, completed, course, statement

BASICS = course("basics", valid_months=12)
A_YEAR_AGO = date(2025, 6, 30)


def learner(*records, on=TODAY):
    return learner_from({"testing": 1}, records, on=on)


class TestLearnerFrom:
    def test_has_done_what_was_completed_and_is_current_to_its_last_day(self):
        record = completed(BASICS, A_YEAR_AGO, LoggedBy.SYSTEM)

        assert learner(record).current == {"basics"}
        assert learner(record, on=date(2026, 7, 1)).current == frozenset()
        assert learner(record, on=date(2026, 7, 1)).done == {"basics"}

    def test_is_current_in_what_waits_and_not_in_what_was_rejected(self):
        waiting = completed(BASICS, TODAY)
        rejected = answer(waiting, Answer.REJECTED, by="B2", on=TODAY)

        assert learner(waiting).current == {"basics"}
        assert learner(rejected).done == frozenset()

    def test_has_started_what_is_open_and_not_what_was_withdrawn(self):
        attempt = enrol((), BASICS, statement()).after

        assert learner(attempt).started == {"basics"}
        assert learner(attempt.withdrawn()).started == frozenset()

    def test_leaves_out_training_outside_the_catalogue(self):
        outside = completed(Outside("Night school"), TODAY)

        assert learner(outside, replace(outside, id="2")).done == frozenset()
