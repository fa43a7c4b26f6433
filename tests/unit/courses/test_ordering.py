from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.courses.domain import Heard

NINE, TEN, ELEVEN = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (9, 10, 11))
MARCH_2, MARCH_9 = date(2026, 3, 2), date(2026, 3, 9)


class TestHeard:
    def test_hears_the_first_event(self):
        assert Heard().hears_attempt(NINE)
        assert Heard().hears_completion(MARCH_2, NINE)

    def test_does_not_hear_an_older_event_about_the_attempt(self):
        heard = Heard().with_attempt(TEN)

        assert not heard.hears_attempt(NINE)

    def test_hears_the_later_arrival_of_equal_times(self):
        heard = Heard().with_attempt(TEN).with_completion(MARCH_2, TEN)

        assert heard.hears_attempt(TEN)
        assert heard.hears_completion(MARCH_2, TEN)

    def test_orders_each_completion_by_itself(self):
        heard = Heard().with_completion(MARCH_2, TEN)

        assert not heard.hears_completion(MARCH_2, NINE)
        assert heard.hears_completion(MARCH_9, NINE)

    def test_hears_a_completion_that_is_older_than_the_attempt(self):
        assert Heard().with_attempt(TEN).hears_completion(MARCH_2, NINE)

    def test_does_not_open_an_attempt_that_a_completion_has_ended(self):
        heard = Heard().with_completion(MARCH_2, TEN)

        assert not heard.hears_attempt(NINE)
        assert heard.hears_attempt(ELEVEN)

    def test_a_completion_taken_back_ends_no_attempt(self):
        heard = Heard().with_completion(MARCH_2, NINE)
        heard = heard.with_completion(MARCH_2, ELEVEN, taken_back=True)

        assert heard.hears_attempt(TEN)
        assert not heard.hears_completion(MARCH_2, TEN)

    @given(
        st.permutations(
            [(MARCH_2, NINE), (MARCH_2, TEN), (MARCH_9, NINE), (None, TEN), (None, ELEVEN)]
        )
    )
    def test_ends_with_the_latest_times_whatever_the_order(self, events):
        heard = Heard()
        for completed_on, time in events:
            if completed_on is None and heard.hears_attempt(time):
                heard = heard.with_attempt(time)
            if completed_on is not None and heard.hears_completion(completed_on, time):
                heard = heard.with_completion(completed_on, time)

        assert (heard.attempt, heard.completed) == (ELEVEN, TEN)
        assert [(h.completed_on, h.time) for h in heard.completions] == [
            (MARCH_2, TEN),
            (MARCH_9, NINE),
        ]
