"""How the catalogue is edited by hand: ids for new courses, and what a change comes to."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from services.courses.domain.catalogue import Course

LONGEST_ID = 90  # leaves room for a number behind it
RESERVED = frozenset({"import", "imports", "new"})
"""Names of other pages and routes beside those of courses."""

PARTS = (
    *("title", "provider", "summary", "mode", "hours", "cost_pence", "valid_months"),
    *("outcomes", "prerequisites", "after", "url", "external_ids", "withdrawn"),
)
"""What a course says of itself, in the order in which people are asked."""


def course_ids_for(title: str) -> Iterator[str]:
    """Ids that a title can have, the best first: `data-basics`, `data-basics-2`, …"""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_ID].strip("-") or "course"
    yield from () if name in RESERVED else (name,)
    yield from (f"{name}-{number}" for number in count(2))


def parts_changed(before: Course | None, after: Course) -> tuple[str, ...]:
    """The parts in which two states of a course differ; of a new one those that it states."""
    if before is None:
        return tuple(part for part in PARTS if _is_stated(getattr(after, part)))
    return tuple(part for part in PARTS if _said(before, part) != _said(after, part))


def _said(course: Course, part: str) -> object:
    """What a course says of a part; no text says the same as an empty one."""
    value = getattr(course, part)
    return None if value == "" else value


def _is_stated(value: object) -> bool:
    """Whether it is anything; no hours and no cost are."""
    return value not in (None, "", ()) and value is not False
