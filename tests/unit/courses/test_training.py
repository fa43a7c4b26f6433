from dataclasses import replace
from datetime import date

import pytest

from services.courses.domain import (
    Answer,
    CompletedInFuture,
    Confirmation,
    CourseWithdrawn,
    LoggedBy,
    Outside,
    State,
    add_months,
    answer,
    enrol,
    progress,
    withdraw,
)
from tests.unit.courses.factories import (
    TODAY,
    claim,
    completed,
    course,
    report,
    reported,
    statement,
)

BASICS = course("basics", title="Basics", valid_months=12, hours=6, cost_pence=9000)
OUTSIDE = Outside("Night school", "College", BASICS.outcomes)
MARCH_2 = date(2026, 3, 2)


class TestAddMonths:
    @pytest.mark.parametrize(
        ("day", "months", "expected"),
        [
            pytest.param(date(2026, 3, 2), 12, date(2027, 3, 2), id="keeps the day"),
            pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="the month's last"),
            pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="a leap year's last"),
            pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="from 29 February"),
            pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="to 29 February"),
            pytest.param(date(2026, 12, 31), 2, date(2027, 2, 28), id="over the year's end"),
            pytest.param(date(2026, 11, 30), 1, date(2026, 12, 30), id="to December"),
        ],
    )
    def test_keeps_the_day_or_takes_the_months_last(self, day, months, expected):
        assert add_months(day, months) == expected


class TestEnrol:
    def test_makes_an_attempt(self):
        change = enrol((), BASICS, statement(new_id="t1"))

        assert change.made
        assert (change.after.id, change.after.state) == ("t1", State.ENROLLED)
        assert change.after.terms.title == "Basics"

    def test_again_changes_nothing(self):
        attempt = enrol((), BASICS, statement()).after

        change = enrol((attempt,), BASICS, statement(new_id="t2"))

        assert change.after is attempt
        assert not change.changed

    def test_does_not_set_back_an_attempt_in_progress(self):
        attempt = progress((), BASICS, statement(), percent=40).after

        assert not enrol((attempt,), BASICS, reported()).changed

    def test_after_a_completion_opens_a_renewal(self):
        earlier = completed(BASICS, MARCH_2)

        renewal = enrol((earlier,), BASICS, statement(new_id="t2")).after

        assert renewal.id == "t2"
        assert renewal.completed_on is None

    def test_is_refused_by_a_withdrawn_course(self):
        with pytest.raises(CourseWithdrawn) as refused:
            enrol((), replace(BASICS, withdrawn=True), statement())

        assert refused.value.errors[0].pointer == "/course"

    def test_knows_outside_training_by_title_and_provider(self):
        attempt = enrol((), OUTSIDE, statement()).after

        assert not enrol((attempt,), Outside("Night school", "College"), statement()).changed
        assert enrol((attempt,), Outside("Night school", "Club"), statement(new_id="t2")).made


class TestProgress:
    def test_moves_the_open_attempt(self):
        attempt = enrol((), BASICS, statement()).after

        change = progress((attempt,), BASICS, reported(new_id="t2"), percent=40)

        assert change.after == replace(attempt, state=State.IN_PROGRESS, percent=40)

    def test_without_an_attempt_opens_one(self):
        change = progress((), BASICS, reported(new_id="t1"), percent=40)

        assert change.made
        assert change.after.percent == 40

    def test_goes_on_in_a_course_withdrawn_meanwhile(self):
        attempt = enrol((), BASICS, statement()).after

        assert progress((attempt,), replace(BASICS, withdrawn=True), reported(), percent=9).changed

    def test_opens_nothing_in_a_withdrawn_course(self):
        with pytest.raises(CourseWithdrawn):
            progress((), replace(BASICS, withdrawn=True), reported(), percent=9)


class TestComplete:
    def test_by_a_learning_system_counts_at_once(self):
        record = report((), BASICS, MARCH_2, score=0.9).after

        assert record.state is State.COMPLETED
        assert record.confirmation.state is Answer.NOT_NEEDED
        assert (record.percent, record.details.score) == (100, 0.9)

    def test_by_the_person_waits(self):
        record = claim((), BASICS, MARCH_2).after

        assert record.waits
        assert record.logged_on == TODAY

    def test_closes_the_open_attempt(self):
        attempt = enrol((), BASICS, statement(new_id="t1")).after

        change = report((attempt,), BASICS, MARCH_2, new_id="t2")

        assert change.before is attempt
        assert (change.after.id, change.after.state) == ("t1", State.COMPLETED)

    def test_expires_after_the_months_that_it_is_valid(self):
        assert report((), BASICS, MARCH_2).after.expires_on == date(2027, 3, 2)

    def test_without_months_never_expires(self):
        assert report((), course("for-life"), MARCH_2).after.expires_on is None

    def test_today_is_in_time_and_tomorrow_is_not(self):
        assert claim((), BASICS, TODAY).made
        with pytest.raises(CompletedInFuture) as refused:
            claim((), BASICS, date(2026, 7, 1))
        assert refused.value.errors[0].pointer == "/completed_on"

    def test_takes_the_hours_and_cost_of_the_course_unless_told(self):
        record = claim((), BASICS, MARCH_2, hours=8).after

        assert (record.hours, record.cost_pence) == (8, 9000)

    def test_counts_for_a_withdrawn_course(self):
        assert report((), replace(BASICS, withdrawn=True), MARCH_2).made

    def test_on_another_day_is_a_renewal_and_leaves_the_earlier_expiry(self):
        first = completed(BASICS, date(2025, 3, 2), LoggedBy.SYSTEM)

        change = report((first,), BASICS, MARCH_2, new_id="t2")

        assert change.made
        assert first.expires_on == date(2026, 3, 2)
        assert change.after.expires_on == date(2027, 3, 2)

    def test_a_double_click_makes_one_record(self):
        first = completed(BASICS, MARCH_2)

        change = claim((first,), BASICS, MARCH_2, hours=9, new_id="t2")

        assert change.after is first

    def test_reported_again_is_a_correction_of_what_it_says(self):
        first = completed(BASICS, MARCH_2, LoggedBy.SYSTEM, score=0.5, hours=4)

        corrected = report((first,), BASICS, MARCH_2, score=0.7).after

        assert corrected.id == first.id
        assert (corrected.details.score, corrected.hours) == (0.7, 4)

    def test_keeps_what_the_course_gave_then_when_the_course_changes(self):
        first = completed(BASICS, MARCH_2, LoggedBy.SYSTEM)
        changed = course("basics", title="Other", gives={"testing": 4}, valid_months=1)

        corrected = report((first,), changed, MARCH_2, score=0.7).after

        assert (corrected.terms, corrected.expires_on) == (first.terms, first.expires_on)

    def test_takes_what_the_course_gives_on_completion_not_on_enrolment(self):
        attempt = enrol((), BASICS, statement()).after
        changed = replace(BASICS, outcomes=course("x", gives={"testing": 3}).outcomes)

        assert report((attempt,), changed, MARCH_2).after.terms.outcomes == changed.outcomes

    def test_outside_training_is_known_by_title_provider_and_day(self):
        first = completed(OUTSIDE, MARCH_2)

        assert not claim((first,), OUTSIDE, MARCH_2).changed
        assert claim((first,), OUTSIDE, date(2026, 3, 3), new_id="t2").made
        assert claim((first,), Outside("Night school"), MARCH_2, new_id="t2").made


class TestLoggedAndReported:
    @pytest.mark.parametrize(
        ("days_apart", "is_one"),
        [(0, True), (1, True), (30, True), (31, False)],
        ids=["same day", "a day apart", "30 days apart", "31 days apart"],
    )
    @pytest.mark.parametrize("earlier", [True, False], ids=["claimed first", "reported first"])
    def test_are_one_up_to_30_days_apart_whichever_came_first(self, days_apart, is_one, earlier):
        claimed_on, reported_on = MARCH_2, date.fromordinal(MARCH_2.toordinal() + days_apart)
        if earlier:
            first = completed(BASICS, claimed_on)
            change = report((first,), BASICS, reported_on, new_id="t2")
        else:
            first = completed(BASICS, reported_on, LoggedBy.SYSTEM)
            change = claim((first,), BASICS, claimed_on, new_id="t2")

        assert change.made is not is_one
        if is_one:
            assert change.after.id == first.id
            assert change.after.confirmation == Confirmation(Answer.ACCEPTED, on=TODAY)
            assert change.after.completed_on == reported_on

    def test_have_the_systems_date_score_and_hours_and_the_persons_note(self):
        claimed = completed(BASICS, MARCH_2, hours=3, score=0.2, note="Online", link="https://x")

        one = report((claimed,), BASICS, date(2026, 3, 9), hours=5, score=0.8).after

        assert (one.completed_on, one.hours, one.details.score) == (date(2026, 3, 9), 5, 0.8)
        assert (one.details.note, one.details.link) == ("Online", "https://x")
        assert one.expires_on == date(2027, 3, 9)
        assert one.logged_by is LoggedBy.SYSTEM

    def test_join_the_nearest_of_several_claims(self):
        far = completed(BASICS, date(2026, 3, 1), new_id="far")
        near = completed(BASICS, date(2026, 3, 20), new_id="near")

        assert report((far, near), BASICS, date(2026, 3, 12)).after.id == "near"

    def test_join_the_nearest_of_several_reports(self):
        far = completed(BASICS, date(2026, 3, 1), LoggedBy.SYSTEM, new_id="far")
        near = completed(BASICS, date(2026, 3, 20), LoggedBy.SYSTEM, new_id="near")

        assert claim((far, near), BASICS, date(2026, 3, 12)).after.id == "near"

    def test_join_one_to_one(self):
        first = completed(BASICS, MARCH_2)
        one = report((first,), BASICS, date(2026, 3, 3)).after

        assert claim((one,), BASICS, date(2026, 3, 10), new_id="t2").made
        assert report((one,), BASICS, date(2026, 3, 10), new_id="t2").made

    def test_logged_again_for_the_day_first_given_is_the_same_still(self):
        one = report((completed(BASICS, MARCH_2),), BASICS, date(2026, 3, 9)).after

        assert claim((one,), BASICS, MARCH_2).after is one
        assert claim((one,), BASICS, date(2026, 3, 9)).after is one

    def test_a_report_confirms_what_was_rejected(self):
        rejected = answer(completed(BASICS, MARCH_2), Answer.REJECTED, by="B2", on=TODAY)

        one = report((rejected,), BASICS, MARCH_2).after

        assert one.confirmation == Confirmation(Answer.ACCEPTED, on=TODAY)

    def test_a_report_leaves_the_managers_confirmation(self):
        accepted = answer(completed(BASICS, MARCH_2), Answer.ACCEPTED, by="B2", on=TODAY)

        one = report((accepted,), BASICS, date(2026, 3, 3)).after

        assert one.confirmation.by == "B2"

    def test_do_not_join_over_another_course_or_outside_the_catalogue(self):
        other = completed(course("other"), MARCH_2)
        outside = completed(OUTSIDE, MARCH_2)

        assert report((other, outside), BASICS, MARCH_2, new_id="t2").made
        assert report((other, outside), OUTSIDE, date(2026, 3, 3), new_id="t2").made

    def test_a_completion_taken_back_joins_nothing(self):
        record = completed(BASICS, MARCH_2, LoggedBy.SYSTEM)
        gone = withdraw((record,), BASICS, completed_on=MARCH_2).after

        assert claim((gone,), BASICS, date(2026, 3, 3), new_id="t2").made


class TestLoggedAgain:
    def test_after_a_rejection_waits_again_under_the_same_id(self):
        rejected = answer(completed(BASICS, MARCH_2), Answer.REJECTED, by="B2", on=TODAY)
        later = date(2026, 7, 4)

        again = claim((rejected,), BASICS, MARCH_2, on=later, note="See link", new_id="t2").after

        assert again.id == rejected.id
        assert again.confirmation == Confirmation(Answer.WAITING)
        assert (again.logged_on, again.details.note) == (later, "See link")

    def test_outside_training_can_be_put_right_after_a_rejection(self):
        rejected = answer(completed(OUTSIDE, MARCH_2), Answer.REJECTED, by="B2", on=TODAY)
        humbler = replace(OUTSIDE, outcomes=())

        assert claim((rejected,), humbler, MARCH_2).after.terms.outcomes == ()

    def test_after_it_was_withdrawn_waits_again_without_the_old_score(self):
        record = completed(BASICS, MARCH_2, LoggedBy.SYSTEM, score=0.1)
        gone = withdraw((record,), BASICS, completed_on=MARCH_2).after

        again = claim((gone,), BASICS, MARCH_2, new_id="t2").after

        assert again.id == record.id
        assert again.waits
        assert again.details.score is None


class TestWithdraw:
    def test_ends_the_open_attempt(self):
        attempt = enrol((), BASICS, statement()).after

        gone = withdraw((attempt,), BASICS).after

        assert gone.state is State.WITHDRAWN
        assert enrol((gone,), BASICS, statement(new_id="t2")).made

    def test_without_an_open_attempt_does_nothing(self):
        record = completed(BASICS, MARCH_2)

        change = withdraw((record,), BASICS)

        assert change.after is None
        assert not change.changed

    def test_takes_back_the_completion_of_a_day_and_leaves_the_attempt(self):
        record = completed(BASICS, MARCH_2, LoggedBy.SYSTEM, new_id="t1")
        attempt = enrol((record,), BASICS, statement(new_id="t2")).after

        gone = withdraw((attempt, record), BASICS, completed_on=MARCH_2).after

        assert (gone.id, gone.state, gone.completed_on) == ("t1", State.WITHDRAWN, MARCH_2)

    def test_takes_back_nothing_on_another_day(self):
        record = completed(BASICS, MARCH_2, LoggedBy.SYSTEM)

        assert not withdraw((record,), BASICS, completed_on=date(2026, 3, 3)).changed

    def test_what_was_taken_back_counts_when_it_is_reported_again(self):
        record = completed(BASICS, MARCH_2, LoggedBy.SYSTEM)
        gone = withdraw((record,), BASICS, completed_on=MARCH_2).after

        assert report((gone,), BASICS, MARCH_2, new_id="t2").after == record

    def test_leaves_nothing_waiting(self):
        gone = withdraw((completed(BASICS, MARCH_2),), BASICS, completed_on=MARCH_2).after

        assert gone.confirmation.state is Answer.NOT_NEEDED
