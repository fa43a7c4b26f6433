"""The digital plan: initiatives with a deadline and the posts that each of them needs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

LONGEST_ID = 90  # leaves room for a number behind it
RESERVED = frozenset({"figures", "history", "how", "import", "imports", "new"})
"""Names of other pages and routes beside those of initiatives."""


@dataclass(frozen=True, slots=True)
class Post:
    """So many people of one role level, wanted in one unit or anywhere under it."""

    role_level: str
    unit: str
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """One piece of the plan. A lower `priority` is served first; money is in pence."""

    initiative: str
    title: str
    summary: str | None = None
    starts_on: date | None = None
    deadline: date
    priority: int
    budget_pence: int | None = None
    posts: tuple[Post, ...] = ()

    @property
    def headcount(self) -> int:
        """All posts of this initiative together."""
        return sum(post.headcount for post in self.posts)


def in_order_of_service(initiatives: Iterable[Initiative]) -> tuple[Initiative, ...]:
    """The plan as people are given to it: by priority, then deadline, then id."""
    return tuple(sorted(initiatives, key=lambda one: (one.priority, one.deadline, one.initiative)))


def ids_for(title: str) -> Iterator[str]:
    """Ids that a title can have, the best first: `patient-portal`, `patient-portal-2`, …"""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_ID].strip("-")
    name = name or "initiative"
    yield from () if name in RESERVED else (name,)
    yield from (f"{name}-{number}" for number in count(2))
