from dataclasses import replace
from datetime import date

import pytest

from services.chassis.errors import Conflict
from services.courses.domain import (
    Answer,
    Details,
    DoesNotGoTogether,
    Edit,
    LoggedBy,
    NotOpenToChange,
    State,
    answer,
    edit,
    enrol,
    progress,
)
from tests.unit.courses.factories import TODAY, completed, course, reported, statement

BASICS = course("basics", valid_months=12)
MARCH_2 = date(2026, 3, 2)
ENROLLED = enrol((), BASICS, statement(new_id="t1", note="Tuesdays")).after
STARTED = progress((), BASICS, statement(new_id="t1"), percent=40).after
WAITING = completed(BASICS, MARCH_2, new_id="t1", hours=6)


def edited(record, *others, by=LoggedBy.PERSON, **given):
    details = {name: given[name] for name in given.keys() & set(Details.__dataclass_fields__)}
    rest = {name: given[name] for name in given.keys() - details.keys()}
    change = Edit(said=frozenset(given), details=Details(**details), **rest)
    return edit((record, *others), record, change, subject=BASICS, statement=statement(by)).after


class TestEditOpenAttempt:
    def test_moves_it_on(self):
        record = edited(ENROLLED, state=State.IN_PROGRESS, percent=20)

        assert record == replace(ENROLLED, state=State.IN_PROGRESS, percent=20)

    def test_a_percentage_alone_starts_it(self):
        assert edited(ENROLLED, percent=20).state is State.IN_PROGRESS

    def test_back_to_enrolled_forgets_the_percentage(self):
        assert edited(STARTED, state=State.ENROLLED).percent is None

    def test_completes_it_and_waits(self):
        record = edited(STARTED, state=State.COMPLETED, completed_on=MARCH_2, score=0.5)

        assert (record.id, record.completed_on) == ("t1", MARCH_2)
        assert record.waits
        assert record.details.score == 0.5

    def test_completed_by_a_learning_system_counts_at_once(self):
        record = edited(STARTED, by=LoggedBy.SYSTEM, state=State.COMPLETED, completed_on=MARCH_2)

        assert record.confirmation.state is Answer.NOT_NEEDED

    def test_withdraws_it(self):
        assert edited(STARTED, state=State.WITHDRAWN).state is State.WITHDRAWN

    def test_a_given_null_clears_and_the_rest_stays(self):
        record = edited(ENROLLED, note=None, hours=3)

        assert record.details == Details(hours=3)
        assert edited(ENROLLED, hours=3).details.note == "Tuesdays"

    def test_given_nothing_changes_nothing(self):
        assert edited(STARTED) == STARTED

    @pytest.mark.parametrize("day", [MARCH_2, date(2026, 3, 20)], ids=["same day", "near"])
    def test_is_refused_where_the_completion_is_on_record(self, day):
        held = completed(BASICS, day, LoggedBy.SYSTEM, new_id="held")

        with pytest.raises(Conflict, match="training held"):
            edited(STARTED, held, state=State.COMPLETED, completed_on=MARCH_2)

    @pytest.mark.parametrize(
        ("given", "pointer"),
        [
            pytest.param({"state": State.COMPLETED}, "/completed_on", id="completed, no day"),
            pytest.param({"completed_on": MARCH_2}, "/completed_on", id="a day, not completed"),
            pytest.param({"score": 0.4}, "/score", id="a score, not completed"),
            pytest.param({"state": State.ENROLLED, "percent": 4}, "/percent", id="not started"),
            pytest.param({"state": State.WITHDRAWN, "percent": 4}, "/percent", id="given up"),
        ],
    )
    def test_refuses_what_does_not_go_together(self, given, pointer):
        with pytest.raises(DoesNotGoTogether) as refused:
            edited(ENROLLED, **given)

        assert refused.value.errors[0].pointer == pointer


class TestEditWaitingCompletion:
    def test_changes_hours_note_and_link(self):
        record = edited(WAITING, hours=7, note="Here it is", link="https://x")

        assert record.waits
        assert record.details == Details(hours=7, note="Here it is", link="https://x")

    def test_withdraws_it(self):
        record = edited(WAITING, state=State.WITHDRAWN)

        assert record.state is State.WITHDRAWN
        assert record.completed_on == MARCH_2

    @pytest.mark.parametrize(
        "given",
        [
            pytest.param({"completed_on": date(2026, 3, 3)}, id="day"),
            pytest.param({"score": 1}, id="score"),
            pytest.param({"cost_pence": 1}, id="cost"),
            pytest.param({"percent": 1}, id="percentage"),
            pytest.param({"state": State.ENROLLED}, id="back to enrolled"),
        ],
    )
    def test_refuses_the_rest(self, given):
        with pytest.raises(NotOpenToChange):
            edited(WAITING, **given)


class TestEditClosedRecord:
    @pytest.mark.parametrize(
        "record",
        [
            pytest.param(completed(BASICS, MARCH_2, LoggedBy.SYSTEM), id="reported"),
            pytest.param(answer(WAITING, Answer.ACCEPTED, by="B2", on=TODAY), id="accepted"),
            pytest.param(answer(WAITING, Answer.REJECTED, by="B2", on=TODAY), id="rejected"),
            pytest.param(STARTED.withdrawn(), id="withdrawn"),
        ],
    )
    def test_is_refused(self, record):
        with pytest.raises(NotOpenToChange):
            edited(record, note="Late")


class TestEditedBySystem:
    def test_closes_the_attempt_as_a_report(self):
        change = Edit(
            said=frozenset({"state", "completed_on"}), state=State.COMPLETED, completed_on=MARCH_2
        )

        done = edit((STARTED,), STARTED, change, subject=BASICS, statement=reported())

        assert done.before is STARTED
        assert done.after.logged_by is LoggedBy.SYSTEM
