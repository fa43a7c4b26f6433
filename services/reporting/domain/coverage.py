"""Skill coverage: how much of what the posts require is held by the people who could take them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.domain.counting import Counts
from services.reporting.domain.plan import Post
from services.reporting.domain.workforce import Organisation, Requirement

MISSING_MOST = 3


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """One (skill, level) that posts require: how many need it, how many of those are covered."""

    skill: str
    level: int
    needed: int
    have: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many more people are needed at this level of a skill."""

    skill: str
    level: int
    people: int


def skill_needs(
    posts: Sequence[Post], *, counts: Counts, organisation: Organisation
) -> tuple[SkillNeed, ...]:
    """What the posts require, by skill and level.

    `needed` is the headcount that requires it; `have` the people of those posts' units, and below,
    who are at the level or above it, at most `needed`.
    """
    needed: defaultdict[Requirement, int] = defaultdict(int)
    units: defaultdict[Requirement, frozenset[str]] = defaultdict(frozenset)
    for post in posts:
        role_level = organisation.role_levels.get(post.role_level)
        for required in role_level.requires if role_level else ():
            needed[required] += post.headcount
            units[required] |= organisation.below(post.unit)
    return tuple(
        SkillNeed(
            skill=one.skill,
            level=one.level,
            needed=number,
            have=min(number, counts.holding(one.skill, one.level, units[one])),
        )
        for one, number in needed.items()
    )


def missing_most(needs: Sequence[SkillNeed]) -> tuple[Shortfall, ...]:
    """At most three (skill, level) of which most are missing, the largest shortfall first."""
    short = (Shortfall(one.skill, one.level, one.needed - one.have) for one in needs)
    worst_first = sorted(short, key=lambda one: (-one.people, one.skill, one.level))
    return tuple(one for one in worst_first if one.people > 0)[:MISSING_MOST]
