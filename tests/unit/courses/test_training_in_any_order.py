"""The same facts in any order, with any repetition, end with the same records up to their ids."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.courses.domain import LoggedBy, enrol
from tests.unit.courses.factories import claim, course, report, statement

COURSES = (course("basics", valid_months=12, hours=6), course("more", valid_months=24))

# Days so far apart that at most one claim and one report lie within 30 days of each other: of
# several, which one comes first decides, since what is one once stays one.
EPISODES = [date(2024, 1, 1) + timedelta(days=100 * n) for n in range(5)]


@st.composite
def facts(draw):
    """Claims and reports of completions: (who, course, day, what is said beside it)."""
    stated = []
    for subject in COURSES:
        for around in draw(st.lists(st.sampled_from(EPISODES), unique=True)):
            for who in draw(st.sets(st.sampled_from(LoggedBy), min_size=1)):
                day = around + timedelta(days=draw(st.integers(0, 34)))
                stated.append((who, subject, day, draw(said[who])))
    return stated


hours = st.one_of(st.none(), st.integers(1, 9))
said = {
    LoggedBy.PERSON: st.fixed_dictionaries({"hours": hours, "note": st.just("Done")}),
    LoggedBy.SYSTEM: st.fixed_dictionaries({"hours": hours, "score": st.floats(0, 1)}),
}


def told(stated, records=None):
    """The records after all that was stated, in that order."""
    records = dict(records or {})
    for number, (who, subject, day, details) in enumerate(stated):
        say = claim if who is LoggedBy.PERSON else report
        after = say(records.values(), subject, day, new_id=f"t{number}", **details).after
        records[after.id] = after
    return records.values()


def without_ids(records):
    return {replace(record, id="") for record in records}


class TestAnyOrder:
    @given(st.data())
    def test_ends_with_the_same_records(self, data):
        stated = data.draw(facts())
        shuffled = data.draw(st.permutations(stated))

        assert without_ids(told(shuffled)) == without_ids(told(stated))

    @given(st.data())
    def test_of_repeated_facts_ends_with_the_same_records(self, data):
        stated = data.draw(facts())
        repeated = data.draw(st.permutations(stated * 2))

        assert without_ids(told(repeated)) == without_ids(told(stated))

    @given(facts())
    def test_makes_one_record_for_each_completion(self, stated):
        records = told(stated)

        for who, subject, day, _ in stated:
            holding = [
                record
                for record in records
                if record.is_about(subject)
                and day == (record.claimed_on if who is LoggedBy.PERSON else record.completed_on)
            ]
            assert len(holding) == 1

    @given(facts())
    def test_leaves_waiting_exactly_what_no_system_has_reported(self, stated):
        for record in told(stated):
            near = [
                day
                for who, subject, day, _ in stated
                if who is LoggedBy.SYSTEM
                and record.is_about(subject)
                and abs(day - record.completed_on) <= timedelta(days=30)
            ]
            assert record.waits is not bool(near)

    @given(facts())
    def test_closes_an_open_attempt_with_the_first_completion(self, stated):
        attempt = enrol((), COURSES[0], statement(new_id="attempt")).after

        records = told(stated, {attempt.id: attempt})

        completed = any(subject is COURSES[0] for _, subject, _, _ in stated)
        assert any(record.is_open for record in records) is not completed
