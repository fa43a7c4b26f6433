from dataclasses import replace
from itertools import islice

import pytest

from services.courses.domain import PARTS, Course, Mode, course_ids_for, parts_changed
from tests.unit.courses.factories import course

FULL = course(
    "full",
    title="All of it",
    provider="Academy",
    summary="In a sentence.",
    mode=Mode.ONLINE,
    hours=0,
    cost_pence=0,
    valid_months=12,
    asks={"testing": 1},
    after=("other",),
    url="https://a.example",
)


class TestCourseIdsFor:
    @pytest.mark.parametrize(
        ("title", "first"),
        [
            ("Data modelling: the basics", "data-modelling-the-basics"),
            ("  Café (évaluation) ", "cafe-evaluation"),
            ("日本語", "course"),
            ("!?", "course"),
            ("New", "new-2"),
            ("Import", "import-2"),
            ("x" * 300, "x" * 90),
            ("x" * 89 + " y", "x" * 89),
        ],
    )
    def test_make_a_word_of_the_title(self, title, first):
        assert next(course_ids_for(title)) == first

    def test_go_on_with_numbers(self):
        assert list(islice(course_ids_for("Data"), 3)) == ["data", "data-2", "data-3"]


class TestPartsChanged:
    def test_name_every_field_of_a_course_but_its_id(self):
        assert {*PARTS, "course"} == set(Course.__dataclass_fields__)

    def test_are_none_where_nothing_differs(self):
        assert parts_changed(FULL, FULL) == ()

    def test_come_in_the_order_of_the_questions(self):
        after = replace(FULL, url=None, hours=None, withdrawn=True)

        assert parts_changed(FULL, after) == ("hours", "url", "withdrawn")

    def test_of_a_new_course_are_those_that_it_states(self):
        assert parts_changed(None, course("new", title="New")) == ("title", "outcomes")
        assert parts_changed(None, FULL) == tuple(
            part for part in PARTS if part not in ("external_ids", "withdrawn")
        )
