import pytest

from services.courses.domain import Mode, about, named_exactly, ranked
from tests.unit.courses.factories import course

NAMES = {"testing": "Testing"}


class TestRanked:
    def test_puts_the_likeliest_first(self):
        courses = [
            course("other", title="Unit work"),
            course("within", title="More data modelling"),
            course("gone", title="Data modelling of old", withdrawn=True),
            course("begins", title="Data modelling today"),
            course("same", title="data modelling"),
        ]

        found = ranked(courses, " Data Modelling ")

        assert [each.course for each in found] == ["same", "begins", "gone", "within", "other"]


class TestNamedExactly:
    def test_needs_one_course_of_the_title(self):
        one, other = course("a", title="Same"), course("b", title="Other")

        assert named_exactly([one, other], " same ") == one
        assert named_exactly([one, course("c", title="SAME")], "same") is None
        assert named_exactly([one], "sam") is None


class TestAbout:
    @pytest.mark.parametrize(
        ("found", "said"),
        [
            (
                course("a", provider="Academy", mode=Mode.ONLINE, hours=8),
                "Academy · online · 8 hours · Testing to level 2",
            ),
            (course("a", gives={"testing": 1, "agile": 1}), "2 skills to level 1"),
            (course("a", gives={"testing": 1, "agile": 3}), "2 skills up to level 3"),
            (course("a", gives={}, hours=1, withdrawn=True), "1 hour · no longer offered"),
            (course("a", gives={"unheard-of": 4}, hours=1.5), "1.5 hours · unheard-of to level 4"),
        ],
    )
    def test_says_on_one_line_what_tells_it_from_others(self, found, said):
        assert about(found, NAMES) == said
