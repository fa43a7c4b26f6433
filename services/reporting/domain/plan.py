"""The digital plan: initiatives with a deadline and the posts that each of them needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


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
