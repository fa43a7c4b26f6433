"""Things of reporting with sensible defaults, and small organisations for hypothesis to vary."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from services.reporting.domain import (
    Counts,
    Exempt,
    Initiative,
    Levels,
    Organisation,
    Person,
    PlanReadiness,
    Post,
    Requirement,
    RoleLevel,
    SkillLevels,
    Step,
    Unit,
    count_classes,
    measure,
    verified_on,
)

TODAY = date(2026, 11, 24)
LONG_AGO = date(2020, 1, 1)


def make_person(staff_number: str, unit: str | None = "data", **changes: Any) -> Person:
    return Person(
        **{"staff_number": staff_number, "name": f"Name of {staff_number}", "unit": unit, **changes}
    )


def make_levels(staff_number: str, exempt: tuple[Exempt, ...] = (), **verified: int) -> Levels:
    """A profile of these verified levels by skill, held since long ago and without an end."""
    return Levels(
        staff_number,
        tuple(
            SkillLevels(skill=skill, steps=(Step(LONG_AGO, level, level),))
            for skill, level in verified.items()
        ),
        exempt,
    )


def make_unit(*path: str) -> Unit:
    return Unit(unit=path[-1], name=path[-1].title(), parent=(None, *path)[-2], path=tuple(path))


def make_role_level(role_level: str, **requires: int) -> RoleLevel:
    return RoleLevel(
        role_level=role_level,
        name=role_level.title(),
        role=role_level.title(),
        requires=tuple(Requirement(skill, level) for skill, level in requires.items()),
    )


def make_organisation(*units: Unit, role_levels: tuple[RoleLevel, ...] = ()) -> Organisation:
    return Organisation(
        {one.unit: one for one in units}, {one.role_level: one for one in role_levels}
    )


def make_initiative(initiative: str, *posts: Post, **changes: Any) -> Initiative:
    defaults = {"title": initiative.title(), "deadline": date(2027, 3, 31), "priority": 1}
    return Initiative(**{"initiative": initiative, "posts": posts, **defaults, **changes})


def by_staff_number(*profiles: Levels) -> dict[str, Levels]:
    return {one.staff_number: one for one in profiles}


def count(
    people: tuple[Person, ...],
    levels: Mapping[str, Levels],
    organisation: Organisation,
    on: date = TODAY,
) -> Counts:
    return count_classes(
        people, levels=levels, role_levels=organisation.role_levels.values(), on=on
    )


def measure_people(
    plan: tuple[Initiative, ...],
    people: tuple[Person, ...],
    levels: Mapping[str, Levels],
    organisation: Organisation,
    on: date = TODAY,
) -> PlanReadiness:
    counts = count(people, levels, organisation, on)
    return measure(plan, counts=counts, organisation=organisation, on=on)


# A trust with two directorates, one of which has two teams; three role levels that overlap.
SMALL = make_organisation(
    make_unit("trust"),
    make_unit("trust", "digital"),
    make_unit("trust", "digital", "data"),
    make_unit("trust", "digital", "design"),
    make_unit("trust", "care"),
    role_levels=(
        make_role_level("analyst", data=2),
        make_role_level("engineer", data=3, testing=2),
        make_role_level("tester", testing=2),
        make_role_level("visitor"),
    ),
)

units = st.sampled_from(sorted(SMALL.units))
posts = st.builds(
    Post, st.sampled_from(sorted(SMALL.role_levels)), units, st.integers(min_value=1, max_value=3)
)
plans = st.lists(
    st.builds(
        lambda priority, days, lines: (priority, days, tuple(lines)),
        st.integers(1, 2),
        st.integers(0, 2),
        st.lists(posts, max_size=3),
    ),
    max_size=3,
).map(
    lambda drawn: tuple(
        make_initiative(
            f"initiative-{number}", *lines, priority=priority, deadline=date(2027, 3, 1 + days)
        )
        for number, (priority, days, lines) in enumerate(drawn)
    )
)
held_levels = st.fixed_dictionaries({"data": st.integers(0, 4), "testing": st.integers(0, 4)})


@st.composite
def workforces(draw: st.DrawFn, largest: int = 6) -> tuple[tuple[Person, ...], dict[str, Levels]]:
    """A few people of the small organisation with their levels."""
    drawn = draw(st.lists(st.tuples(units, held_levels), max_size=largest))
    people = tuple(make_person(f"P{n}", unit) for n, (unit, _) in enumerate(drawn))
    return people, by_staff_number(
        *(make_levels(f"P{n}", **held) for n, (_, held) in enumerate(drawn))
    )


def most_that_fit(slots: Sequence[frozenset[str]]) -> int:
    """The largest number of slots that different people can take, by trying everything."""
    if not slots:
        return 0
    first, rest = slots[0], slots[1:]
    taken = (1 + most_that_fit([slot - {person} for slot in rest]) for person in first)
    return max(most_that_fit(rest), *taken, 0)


def slots_of(
    lines: Sequence[Post], workforce: tuple[tuple[Person, ...], dict[str, Levels]]
) -> list[frozenset[str]]:
    """Each post of these lines, as the people of the small organisation who could take it."""
    people, levels = workforce
    return [
        frozenset(
            person.staff_number
            for person in people
            if person.unit in SMALL.below(post.unit)
            and SMALL.role_levels[post.role_level].is_met_by(
                verified_on(levels[person.staff_number], TODAY)
            )
        )
        for post in lines
        for _ in range(post.headcount)
    ]
