"""What would raise an initiative most: let a skill grow, match the whole plan again, compare."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from services.reporting.domain.counting import PeopleClass
from services.reporting.domain.matching import fill_last
from services.reporting.domain.plan import Initiative, Post, in_order_of_service
from services.reporting.domain.readiness import Reach
from services.reporting.domain.workforce import Organisation, Requirement, RoleLevel

MOST_RAISES = 3
MOST_COMBINED = 60  # sets of skills that are tried, the smallest first


class Near(NamedTuple):
    """People of one unit who meet the same role levels, and lack the same of the others.

    `lacks` leaves out what is too far: role levels of which more skills are missing than grow.
    """

    unit: str
    meets: frozenset[str]
    lacks: frozenset[tuple[str, frozenset[Requirement]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """A skill that grows to a level, and what the initiative could then fill with the plan.

    `people`: who would then fit a post that they do not fit now; None where it is suppressed.
    """

    skill: str
    level: int
    fillable_in_plan: int
    more: int
    people: int | None
    reach: Reach
    suppressed: tuple[str, ...] = ()

    @property
    def growth(self) -> Requirement:
        """The skill and the level to which it grows."""
        return Requirement(self.skill, self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """Skills that raise the initiative when they grow together, while none of them does alone."""

    growths: tuple[Requirement, ...]
    fillable_in_plan: int
    reach: Reach


@dataclass(frozen=True, slots=True)
class Raising:
    """The skills whose growth raises an initiative most, each alone, and all of them together.

    `combined` is there only where no skill raises it alone.
    """

    raises: tuple[Raise, ...] = ()
    together: int | None = None
    combined: Combined | None = None


def near_to(unit: str, verified: Mapping[str, int], role_levels: Iterable[RoleLevel]) -> Near:
    """How near somebody of a unit with these levels is to role levels."""
    meets, lacks = set(), set()
    for one in role_levels:
        lacking = frozenset(x for x in one.requires if verified.get(x.skill, 0) < x.level)
        if not lacking and one.requires:
            meets.add(one.role_level)
        elif 0 < len(lacking) <= MOST_RAISES:
            lacks.add((one.role_level, lacking))
    return Near(unit, frozenset(meets), frozenset(lacks))


class Growth:
    """An initiative of a plan, and what becomes of it when skills grow.

    That a skill grows to a level means: everybody at work in the units (and below) of those posts
    of the initiative that ask for the skill at this level, and who is below it, reaches it. Nothing
    else changes; then the plan is matched again, in its order of service. So what people would fill
    in initiatives with a higher priority is theirs first, and counts for nothing here.
    """

    def __init__(
        self,
        initiative: str,
        *,
        plan: Iterable[Initiative],
        people: Mapping[Near, int],
        organisation: Organisation,
    ) -> None:
        ordered = in_order_of_service(plan)
        place = [one.initiative for one in ordered].index(initiative)
        self._own = ordered[place].posts
        # Whoever is served later takes nothing away.
        self._posts = [post for one in ordered[: place + 1] for post in one.posts]
        self._people = people
        self._classes = Counter[PeopleClass]()
        self._lacking: defaultdict[str, dict[Near, int]] = defaultdict(dict)
        for near, number in people.items():
            self._classes[PeopleClass(near.unit, near.meets)] += number
            for _, lacking in near.lacks:
                for one in lacking:
                    self._lacking[one.skill][near] = number
        self._organisation = organisation
        self._fits = _fits(self._posts, organisation)
        self._units = _units_that_grow(self._own, organisation)
        self._today = self._fillable(())

    def most(self) -> Raising:
        """At most three skills, each once, the one that raises it most first.

        Of one skill the level counts that raises it most, the lower of two alike; skills alike are
        in order of level, then of id. What raises nothing is left out.
        """
        found = [one for one in map(self._raise, self._units) if one is not None]
        best_first = sorted(found, key=lambda one: (-one.more, one.level, one.skill))
        by_skill: dict[str, Raise] = {}
        for one in best_first:
            by_skill.setdefault(one.skill, one)
        raises = tuple(by_skill.values())[:MOST_RAISES]
        if not raises:
            return Raising(combined=self._combined())
        growths = [one.growth for one in raises]
        return Raising(raises, self._fillable(growths) if len(raises) > 1 else None)

    def _combined(self) -> Combined | None:
        """The fewest skills, of what people lack of the posts, that raise it together.

        Of as few skills that raise it most; those alike are in order of level, then of id.
        """
        wanted = {post.role_level for post in self._own}
        sets = {
            tuple(sorted(lacking, key=lambda one: (one.level, one.skill)))
            for near in self._people
            for role_level, lacking in near.lacks
            if role_level in wanted and len(lacking) > 1
        }
        smallest_first = sorted(sets, key=_size_and_order)
        tried = [(self._fillable(each), each) for each in smallest_first[:MOST_COMBINED]]
        found = [(filled, each) for filled, each in tried if filled > self._today]
        if not found:
            return None
        filled, growths = min(found, key=lambda one: (len(one[1]), -one[0]))
        return Combined(growths=growths, fillable_in_plan=filled, reach=self._reach(growths))

    def opens_a_post(self, near: Near, growth: Requirement) -> bool:
        """Whether such people would then fit a post that they do not fit now."""
        return any(near.unit in self._fits[one] for one in self._gained(near, (growth,)))

    def _raise(self, growth: Requirement) -> Raise | None:
        touched = self._touched_by((growth,))
        people = sum(n for near, n in touched.items() if self.opens_a_post(near, growth))
        then = self._fillable((growth,)) if people else self._today
        if then <= self._today:
            return None
        return Raise(
            skill=growth.skill,
            level=growth.level,
            fillable_in_plan=then,
            more=then - self._today,
            people=people,
            reach=self._reach((growth,)),
        )

    def _reach(self, growths: Iterable[Requirement]) -> Reach:
        units = frozenset[str]().union(*(self._units[one] for one in growths))
        return Reach(units, sum(n for near, n in self._people.items() if near.unit in units))

    def _fillable(self, growths: Sequence[Requirement]) -> int:
        classes = self._classes.copy()
        for near, number in self._touched_by(growths).items():
            gained = frozenset(self._gained(near, growths))
            if gained:
                classes[PeopleClass(near.unit, near.meets)] -= number
                classes[PeopleClass(near.unit, near.meets | gained)] += number
        return fill_last(
            self._posts, len(self._own), classes=classes, organisation=self._organisation
        )

    def _touched_by(self, growths: Iterable[Requirement]) -> Mapping[Near, int]:
        """The people who lack one of these skills of some role level."""
        return {near: n for one in growths for near, n in self._lacking[one.skill].items()}

    def _gained(self, near: Near, growths: Sequence[Requirement]) -> Iterator[str]:
        here = [one for one in growths if near.unit in self._units[one]]
        for role_level, lacking in near.lacks if here else ():
            if all(any(_covers(one, missing) for one in here) for missing in lacking):
                yield role_level


def _size_and_order(growths: Sequence[Requirement]) -> tuple[int, list[tuple[int, str]]]:
    return len(growths), [(one.level, one.skill) for one in growths]


def _covers(growth: Requirement, missing: Requirement) -> bool:
    return growth.skill == missing.skill and growth.level >= missing.level


def _fits(posts: Iterable[Post], organisation: Organisation) -> Mapping[str, frozenset[str]]:
    """By role level, the units whose people can take a post of it."""
    units: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for post in posts:
        units[post.role_level] |= organisation.below(post.unit)
    return units


def _units_that_grow(
    posts: Iterable[Post], organisation: Organisation
) -> Mapping[Requirement, frozenset[str]]:
    units: defaultdict[Requirement, frozenset[str]] = defaultdict(frozenset)
    for post in posts:
        role_level = organisation.role_levels.get(post.role_level)
        for required in role_level.requires if role_level else ():
            units[required] |= organisation.below(post.unit)
    return units
