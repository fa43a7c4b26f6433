from datetime import UTC, datetime, timedelta

import pytest

from services.chassis.freshness import Position, as_of

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EARLIER = AT - timedelta(minutes=5)
LONG_AGO = AT - timedelta(days=5)


def position(partition, waiting, last_event=None):
    return Position(
        topic="skills.people", partition=partition, waiting=waiting, last_event=last_event
    )


class TestAsOf:
    @pytest.mark.parametrize(
        "positions",
        [
            pytest.param([], id="nothing is followed"),
            pytest.param([position(0, 0, LONG_AGO), position(1, 0)], id="nothing waits"),
        ],
    )
    def test_is_the_last_look_where_nothing_waits(self, positions):
        assert as_of(positions, AT) == AT

    def test_is_the_last_event_of_the_partition_furthest_behind(self):
        positions = [position(0, 2, EARLIER), position(1, 9, LONG_AGO), position(2, 0, AT)]

        assert as_of(positions, AT) == LONG_AGO

    def test_is_not_known_while_that_partition_has_applied_nothing(self):
        assert as_of([position(0, 3, None), position(1, 0, EARLIER)], AT) is None

    def test_is_not_known_before_any_consumer_has_said_anything(self):
        assert as_of([], None) is None
