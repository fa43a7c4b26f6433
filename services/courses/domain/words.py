"""How days and levels are said to people."""

from datetime import date

LEVEL_NAMES = ("none", "awareness", "working", "practitioner", "expert")


def day_in_words(day: date) -> str:
    """12 January 2027, with a hard space after the day so that the two stay on one line."""
    return f"{day.day}\N{NO-BREAK SPACE}{day:%B %Y}"


def level_in_words(level: int) -> str:
    """`level 2, working`; level 0 is `no level`."""
    return f"level {level}, {LEVEL_NAMES[level]}" if level else "no level"


def short_level(level: int) -> str:
    """`2 working`; level 0 is `no level`."""
    return f"{level} {LEVEL_NAMES[level]}" if level else "no level"


def hours_in_words(hours: float) -> str:
    """`1 hour`, `2.5 hours`."""
    shown = f"{hours:,.2f}".rstrip("0").rstrip(".")
    return f"{shown} {'hour' if shown == '1' else 'hours'}"
