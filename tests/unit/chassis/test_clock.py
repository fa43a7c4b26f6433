from datetime import UTC, datetime

import pytest

from services.chassis.clock import SystemClock


class TestTheSystemClock:
    def test_tells_utc_to_the_millisecond(self):
        now = SystemClock("Europe/London").now()

        assert now.tzinfo is UTC
        assert now.microsecond % 1000 == 0

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
    def test_tells_the_day_of_the_business_time_zone(self, zone):
        days = (SystemClock(zone).today() - datetime.now(UTC).date()).days

        assert days in ({0, 1} if zone == "Pacific/Kiritimati" else {-1, 0})

    def test_tells_two_zones_a_day_apart_apart(self):
        east, west = (SystemClock(zone).today() for zone in ("Pacific/Kiritimati", "Etc/GMT+12"))

        assert (east - west).days in (1, 2)
