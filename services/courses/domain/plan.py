"""The digital plan as courses knows it: its copy of what reporting publishes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.courses.domain.skills import RoleLevel


@dataclass(frozen=True, slots=True)
class Post:
    """A post of an initiative, by the role level that it needs."""

    role_level: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative of the plan."""

    initiative: str
    title: str
    deadline: date
    priority: int
    posts: tuple[Post, ...] = ()


def asked_for(
    plan: Iterable[Initiative], role_levels: Mapping[str, RoleLevel | None], *, on: date
) -> Mapping[str, str]:
    """By skill, the title of the first initiative still to be done that needs it.

    The first is the one of the highest priority, then of the earliest deadline.
    """
    coming = sorted(
        (one for one in plan if one.deadline >= on),
        key=lambda one: (one.priority, one.deadline, one.initiative),
    )
    titles: dict[str, str] = {}
    for initiative in coming:
        needed = (role_levels.get(post.role_level) for post in initiative.posts)
        for asked in (one for role_level in needed if role_level for one in role_level.requires):
            titles.setdefault(asked.skill, initiative.title)
    return titles
