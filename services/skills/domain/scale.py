"""The scale of levels, 0 none to 4 expert, and how levels and days are said in words."""

from datetime import date

NAMES = ("none", "awareness", "working", "practitioner", "expert")
HIGHEST = len(NAMES) - 1

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def in_words(level: int) -> str:
    """Say a level as it stands in a sentence: "level 2, working"."""
    return f"level {level}, {NAMES[level]}"


def day_in_words(day: date) -> str:
    """Say a day as 12 January 2027; a hard space keeps the day and its month together."""
    return f"{day.day}\N{NO-BREAK SPACE}{_MONTHS[day.month - 1]} {day.year}"
