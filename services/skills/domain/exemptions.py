"""Exemptions: a manager excuses a person from a required skill, until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.chassis.errors import DomainError

MOST_YEARS_EXEMPT = 5


@dataclass(frozen=True, slots=True)
class Exemption:
    """Leave for a person to lack a skill that their role requires.

    It holds from `granted_on` to `until`, both included. Who may see the person's record may see
    the reason.
    """

    staff_number: str
    skill: str
    reason: str
    until: date
    granted_by: str
    granted_on: date

    @property
    def id(self) -> str:
        """There is at most one of a person and a skill."""
        return exemption_id(self.staff_number, self.skill)

    def holds_on(self, day: date) -> bool:
        """Whether the person is excused on the day."""
        return self.granted_on <= day <= self.until


@dataclass(frozen=True, slots=True)
class Exempt:
    """What others may know of an exemption: the skill and the last day."""

    skill: str
    until: date


class UntilInThePast(DomainError):
    """Nobody is excused afterwards."""


class UntilTooFarAhead(DomainError):
    """An exemption is looked at again after some years."""


def exemption_id(staff_number: str, skill: str) -> str:
    """What the exemption of a person from a skill is known by; a staff number has no slash."""
    return f"{staff_number}/{skill}"


def grant(exemption: Exemption) -> Exemption:
    """Give the exemption as it is kept; `granted_on` is today.

    Raises UntilInThePast or UntilTooFarAhead.
    """
    today, until = exemption.granted_on, exemption.until
    allowed = f"Must be between today, {today}, and {latest_end(today)}."
    if until < today:
        raise UntilInThePast(allowed, pointer="/until", value=until.isoformat())
    if until > latest_end(today):
        raise UntilTooFarAhead(allowed, pointer="/until", value=until.isoformat())
    return exemption


def latest_end(today: date) -> date:
    """The last day that an exemption granted today may have."""
    year = today.year + MOST_YEARS_EXEMPT
    if (today.month, today.day) == (2, 29):
        return today.replace(year=year, day=28)
    return today.replace(year=year)


def exempt_on(exemptions: Iterable[Exemption], day: date) -> dict[str, date]:
    """Give the skills from which a person is excused on the day, and until when."""
    return {each.skill: each.until for each in exemptions if each.holds_on(day)}


def exempt_from(exemptions: Iterable[Exemption]) -> tuple[Exempt, ...]:
    """Give what is published of a person's exemptions, by skill."""
    ordered = sorted(exemptions, key=lambda each: each.skill)
    return tuple(Exempt(each.skill, each.until) for each in ordered)
