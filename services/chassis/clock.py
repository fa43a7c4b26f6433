"""The only file that reads the time; everything else is told it."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the instant, in UTC, and the business day that belongs to it."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def today(self) -> date:
        """The day of the business time zone: a night nurse logs today's course after midnight."""
        ...


class SystemClock:
    """The machine's own clock."""

    def __init__(self, business_time_zone: str) -> None:
        self._zone = ZoneInfo(business_time_zone)

    def now(self) -> datetime:
        """The present instant, in UTC, to the millisecond that MongoDB keeps."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The present day where the organisation works."""
        return datetime.now(self._zone).date()


def milliseconds(instant: datetime) -> int:
    """Milliseconds since 1970, as versions count them."""
    return int(instant.timestamp() * 1000)
