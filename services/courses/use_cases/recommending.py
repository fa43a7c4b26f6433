"""Recommendations: the courses that close a person's gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.access import Caller
from services.chassis.errors import DomainError
from services.courses import policy
from services.courses.domain import (
    Advice,
    Background,
    Course,
    Exempt,
    Gap,
    Limits,
    Profile,
    Recommendation,
    Recommender,
    RoleLevel,
    asked_for,
    gaps_of,
    learner_from,
    offered,
    reasons,
    recommend,
)
from services.courses.store import CoursesWork
from services.courses.use_cases.access import authorise

RECOMMENDER: Recommender = recommend
"""The way in which courses are chosen; another one can stand here."""


class UnknownRoleLevel(DomainError):
    """A role level that skills has not told of."""

    def __init__(self, role_level: str) -> None:
        detail = "Must be a role level of the framework; a new one is known here after a moment."
        super().__init__(detail, pointer="/role_level", value=role_level)


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation and its reason in words."""

    recommendation: Recommendation
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendations:
    """What to do about the gaps against a role level.

    `waiting` are the gaps that a claim closes once it is confirmed; `exempt` the required skills
    that the person need not have, which are no gaps; `note` says why there is nothing to go by.
    """

    role_level: str | None
    items: tuple[Recommended, ...] = ()
    unclosed: tuple[Gap, ...] = ()
    waiting: tuple[Gap, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    note: str | None = None


def recommendations(
    work: CoursesWork,
    caller: Caller,
    *,
    staff_number: str,
    role_level: str | None,
    limits: Limits,
    leave_out: frozenset[str] = frozenset(),
) -> Recommendations:
    """Courses for the person's gaps against a role level (their own where none is named).

    `leave_out` are courses not to recommend, unless the person has started them. Raises
    UnknownRoleLevel for a role level that is named; the own one may come to be known later.
    """
    authorise(work, caller, policy.READ_TRAINING, staff_number)
    person = work.people.get(staff_number)
    wanted = role_level or (person.role_level if person else None)
    if wanted is None:
        return Recommendations(role_level=None, note="There is no role level on record.")
    required = work.role_levels.get(wanted)
    if required is None and role_level is not None:
        raise UnknownRoleLevel(role_level)
    if required is None:
        note = f"The role level “{wanted}” is not known here (yet)."
        return Recommendations(role_level=wanted, note=note)
    return _against(work, caller, staff_number, required, limits, leave_out)


def _against(
    work: CoursesWork,
    caller: Caller,
    staff_number: str,
    required: RoleLevel,
    limits: Limits,
    leave_out: frozenset[str],
) -> Recommendations:
    profile = work.levels.get(staff_number) or Profile(staff_number)
    held, exempt = profile.on(caller.today), profile.exempt_on(caller.today)
    gaps, waiting = gaps_of(required.without(exempt), held)
    learner = learner_from(
        {skill: step.verified for skill, step in held.items()},
        work.training.group(staff_number),
        on=caller.today,
    )
    leave_out -= learner.started
    catalogue = offered(work.courses.take({}), leave_out=leave_out, done=learner.done)
    advice = RECOMMENDER(learner, gaps, catalogue, limits=limits)
    explained = reasons(advice, _background(work, caller, catalogue, advice))
    return Recommendations(
        role_level=required.role_level,
        items=tuple(map(Recommended, advice.recommendations, explained)),
        unclosed=advice.unclosed,
        waiting=waiting,
        exempt=tuple(exempt[one.skill] for one in required.requires if one.skill in exempt),
    )


def _background(
    work: CoursesWork, caller: Caller, catalogue: Sequence[Course], advice: Advice
) -> Background:
    skills = {closing.skill for one in advice.recommendations for closing in one.closes}
    work.skills.fetch(skills)
    known = (work.skills.get(skill) for skill in skills)
    plan = work.plan.take({})
    needed = {post.role_level for initiative in plan for post in initiative.posts}
    work.role_levels.fetch(needed)
    return Background(
        catalogue=catalogue,
        skill_names={skill.skill: skill.name for skill in known if skill},
        planned=asked_for(
            plan, {name: work.role_levels.get(name) for name in needed}, on=caller.today
        ),
    )
