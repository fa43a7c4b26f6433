import pytest

from services.chassis.imports import read_rows
from services.courses.domain import COLUMNS, ExternalId, Mode, row_of
from services.courses.pages.catalogue import those_that_come_back
from services.courses.pages.catalogue_import import FILE, IMPORT
from services.courses.schemas import CourseRowSchema
from tests.unit.courses.factories import course

FULL = {
    "title": "All of it, with “signs” and\N{NO-BREAK SPACE}more",
    "provider": "Academy",
    "summary": 'Two lines,\n"quoted".',
    "mode": Mode.WORKPLACE,
    "hours": 0.1 + 0.2,
    "cost_pence": 0,
    "valid_months": 12,
    "gives": {"testing": 2, "agile": 1},
    "asks": {"agile": 1},
    "after": ("a", "b"),
    "url": "https://a.example/?q=1;2",
    "external_ids": (ExternalId("https://lms.example/x=y", "T 1"), ExternalId("lms", "2")),
}


def comes_back(one):
    return those_that_come_back((one,)) == [one]


class TestTheFile:
    def test_has_the_columns_of_the_import_and_explains_each(self):
        assert set(COLUMNS) == set(CourseRowSchema().load_fields)
        assert {column.name for column in IMPORT.columns[FILE]} == set(COLUMNS)
        needed = {name for name, field in CourseRowSchema().load_fields.items() if field.required}
        assert {column.name for column in IMPORT.columns[FILE] if column.needed} == needed

    def test_has_a_cell_for_each_column(self):
        assert len(row_of(course("a"))) == len(COLUMNS)

    @pytest.mark.parametrize("changes", [FULL, {}, {"gives": {}}], ids=["full", "bare", "nothing"])
    def test_says_all_of_a_course(self, changes):
        assert comes_back(course("a", **changes))

    @pytest.mark.parametrize("title", ["=1+1", "'=1+1", "''=1", "-", "@x", "'quoted'", "+1"])
    def test_says_a_title_that_a_spreadsheet_would_run(self, title):
        assert comes_back(course("a", title=title))

    @pytest.mark.parametrize("hours", [0, 1e-07, 2.5, 9999.99, 10_000])
    def test_says_hours_in_digits(self, hours):
        assert comes_back(course("a", hours=hours))

    @pytest.mark.parametrize(
        "changes",
        [
            {"title": " Spaced"},
            {"external_ids": (ExternalId("lms", "a;b"),)},
            {"external_ids": (ExternalId("lms", "a=b"),)},
            {"hours": 1e-30},
        ],
        ids=["spaces", "semicolon", "equals sign", "too small"],
    )
    def test_leaves_out_what_a_row_cannot_say(self, changes):
        assert not comes_back(course("a", **changes))


def test_an_import_takes_the_apostrophe_for_no_part_of_a_text():
    content = b"course,title,outcomes\na,'=1+1,\nb,'quoted',\n"

    rows, _ = read_rows(content, CourseRowSchema(), file="file")

    assert [row.loaded.title for row in rows] == ["=1+1", "'quoted'"]
