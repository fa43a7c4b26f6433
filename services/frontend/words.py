"""How pages say things: days, levels, money, numbers of things."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HARD_SPACE = "\N{NO-BREAK SPACE}"
LEVELS = ("none", "awareness", "working", "practitioner", "expert")
SOON = 90
"""Days before its end from which on a thing is said to run out."""


def day(when: date) -> str:
    """A day as 3 March 2026; its number does not stand alone at the end of a line."""
    return f"{when.day}{HARD_SPACE}{when:%B %Y}"


def moment(when: datetime, zone: str) -> str:
    """A moment as 3 March 2026 at 14:05, in the organisation's time zone."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{day(local.date())} at {local:%H:%M}"


def level_name(level: int) -> str:
    """The name of a level: 2 is "working"."""
    return LEVELS[level]


def level_in_table(level: int) -> str:
    """A level in a table: "2 Working", or "No level yet"."""
    return f"{level} {LEVELS[level].capitalize()}" if level else "No level yet"


def level_in_sentence(level: int) -> str:
    """A level in a sentence: "level 2, working"."""
    return f"level {level}, {LEVELS[level]}" if level else "no level yet"


def pounds(pence: int | None) -> str:
    """An amount in pounds; nothing to pay is "Free"."""
    if not pence:
        return "Free"
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things: "1 skill", "2 skills", "1,200 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def hours(number: float) -> str:
    """A length of time: "1 hour", "2.5 hours", "40 minutes"."""
    if number < 1:
        return count(round(number * 60), "minute")
    shown = f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{shown} {'hour' if shown == '1' else 'hours'}"


def percent(part: int, whole: int) -> str:
    """A share in whole percent, halves rounded up: 5 of 8 is 63%."""
    return f"{(200 * part + whole) // (2 * whole)}%" if whole else "–"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def quoted(titles: list[str]) -> list[str]:
    """Titles as they stand in a sentence: “Patient portal”."""
    return [f"“{title}”" for title in titles]


def in_sentence(name: str) -> str:
    """The name of a skill amid a sentence: "data modelling", but "DevOps" and "IT security"."""
    first, rest = name[:1], name.split(" ", 1)[0][1:]
    return first.lower() + name[1:] if rest.islower() else name


def waited(since: date, today: date) -> str:
    """How long something has waited: "today", "1 day", "19 days"."""
    days = (today - since).days
    return "Since today" if days <= 0 else count(days, "day")


def until(then: date, today: date) -> str:
    """How far off a day is: "in 4 months", "3 weeks ago", "today"."""
    days = abs((then - today).days)
    if days == 0:
        return "today"
    if days < 14:
        length = count(days, "day")
    elif days < 61:
        length = count(days // 7, "week")
    else:
        length = count(round(days / 30.44), "month")
    return f"in {length}" if then > today else f"{length} ago"


def ago(then: datetime, now: datetime) -> str:
    """How long something is past, of live figures: "3 seconds ago", "5 minutes ago"."""
    seconds = max(0, int((now - then).total_seconds()))
    for length, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= length:
            return f"{count(seconds // length, name)} ago"
    return f"{count(seconds, 'second')} ago" if seconds else "just now"


FILTERS = (
    *(ago, day, until, waited, level_name, level_in_table, level_in_sentence),
    *(pounds, count, hours, listed),
    *(in_sentence, quoted),
)
"""What templates call by name."""
