from services.reporting.domain import (
    Post,
    Shortfall,
    SkillNeed,
    missing_most,
    skill_needs,
)
from tests.unit.reporting.makers import (
    SMALL,
    by_staff_number,
    count,
    make_levels,
    make_person,
)

PEOPLE = (
    make_person("P1", "data"),
    make_person("P2", "data"),
    make_person("P3", "design"),
    make_person("P4", "care"),
)
LEVELS = by_staff_number(
    make_levels("P1", data=3, testing=1),
    make_levels("P2", data=2),
    make_levels("P3", data=4, testing=2),
    make_levels("P4", testing=3),
)


def needs_of(*posts: Post) -> tuple[SkillNeed, ...]:
    return skill_needs(posts, counts=count(PEOPLE, LEVELS, SMALL), organisation=SMALL)


class TestSkillNeeds:
    def test_counts_who_is_at_the_level_or_above(self) -> None:
        needs = needs_of(Post("engineer", "digital", 5))

        assert needs == (
            SkillNeed("data", 3, needed=5, have=2),
            SkillNeed("testing", 2, needed=5, have=1),
        )

    def test_counts_no_more_than_are_needed(self) -> None:
        assert needs_of(Post("analyst", "digital", 1)) == (SkillNeed("data", 2, needed=1, have=1),)

    def test_the_same_skill_at_two_levels_is_two_needs(self) -> None:
        needs = needs_of(Post("analyst", "data", 3), Post("engineer", "data", 1))

        assert needs == (
            SkillNeed("data", 2, needed=3, have=2),
            SkillNeed("data", 3, needed=1, have=1),
            SkillNeed("testing", 2, needed=1, have=0),
        )

    def test_posts_that_share_a_need_add_up_and_pool_their_units(self) -> None:
        needs = needs_of(
            Post("tester", "design", 1), Post("tester", "care", 4), Post("tester", "design", 1)
        )

        assert needs == (SkillNeed("testing", 2, needed=6, have=2),)

    def test_overlapping_units_count_nobody_twice(self) -> None:
        needs = needs_of(Post("tester", "digital", 2), Post("tester", "design", 2))

        assert needs == (SkillNeed("testing", 2, needed=4, have=1),)

    def test_an_unknown_unit_has_nobody(self) -> None:
        assert needs_of(Post("analyst", "moon", 2)) == (SkillNeed("data", 2, needed=2, have=0),)

    def test_nothing_is_needed_where_the_role_level_is_unknown_or_requires_nothing(self) -> None:
        assert needs_of(Post("astronaut", "data", 2), Post("visitor", "data", 2)) == ()


class TestMissingMost:
    def test_names_the_three_largest_shortfalls_ties_by_skill_then_level(self) -> None:
        needs = [
            SkillNeed("agile", 1, needed=2, have=1),
            SkillNeed("testing", 3, needed=4, have=1),
            SkillNeed("data", 2, needed=5, have=0),
            SkillNeed("testing", 2, needed=3, have=0),
        ]

        assert missing_most(needs) == (
            Shortfall("data", 2, people=5),
            Shortfall("testing", 2, people=3),
            Shortfall("testing", 3, people=3),
        )

    def test_leaves_out_what_is_covered(self) -> None:
        needs = [SkillNeed("agile", 1, needed=2, have=2), SkillNeed("data", 2, needed=2, have=1)]

        assert missing_most(needs) == (Shortfall("data", 2, people=1),)
