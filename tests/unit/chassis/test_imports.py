import pytest
from marshmallow import Schema, fields

from services.chassis.errors import DomainError
from services.chassis.fields import Date, Number, Slug, Text, Whole, level
from services.chassis.imports import RowStatus, read_rows
from services.chassis.tables import disarmed, rearmed


class OutcomeSchema(Schema):
    skill = Slug(required=True)
    level = level(1, required=True)


class ExternalIdSchema(Schema):
    source = Text(required=True)
    id = Text(required=True)


class CourseRowSchema(Schema):
    course = Slug(required=True)
    title = Text(required=True)
    hours = Number(0, 10_000, allow_none=True, load_default=None)
    cost_pence = Whole(0, 10_000_000, load_default=0)
    starts_on = Date(allow_none=True, load_default=None)
    outcomes = fields.List(fields.Nested(OutcomeSchema), load_default=[])
    after = fields.List(Slug(), load_default=[])
    external_ids = fields.List(fields.Nested(ExternalIdSchema), load_default=[])


def read(text):
    content = text if isinstance(text, bytes) else text.encode()
    return read_rows(content, CourseRowSchema(), file="courses")


def only(text):
    """What the one good row says."""
    (row,), refused = read(text)
    assert refused == ()
    return row.loaded


def reason(text):
    """Why the one bad row was refused."""
    rows, (refusal,) = read(text)
    assert rows == ()
    assert refusal.status is RowStatus.REFUSED
    return refusal.reason


class TestAGoodRow:
    def test_is_read_by_the_names_of_the_columns(self):
        row = only("title,course,hours,cost_pence,starts_on\nData,data,1.5,2000,2026-03-01\n")

        assert (row["course"], row["title"], row["hours"]) == ("data", "Data", 1.5)
        assert (row["cost_pence"], row["starts_on"].isoformat()) == (2000, "2026-03-01")

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
    def test_may_end_as_any_system_ends_lines(self, end):
        rows, _ = read(end.join(["course,title", "a,A", "b,B", ""]))

        assert [(row.line, row.loaded["course"]) for row in rows] == [(2, "a"), (3, "b")]

    def test_may_follow_a_byte_order_mark(self):
        assert only("\ufeffcourse,title\na,A\n")["course"] == "a"

    def test_may_hold_several_lines_in_quotes_and_is_known_by_its_first(self):
        rows, refused = read('course,title,after\na,A,"b;\n\nc"\n\nd,D,\nBAD,E,\n')

        assert [(row.line, row.loaded["after"]) for row in rows] == [(2, ["b", "c"]), (6, [])]
        assert [refusal.line for refusal in refused] == [7]

    def test_may_hold_lists_and_pairs(self):
        row = only(
            "course,title,outcomes,after,external_ids\n"
            "a,A,user-research:2; data:3 ;,b;c,https://lms.example=X1\n"
        )

        assert row["outcomes"] == [
            {"skill": "user-research", "level": 2},
            {"skill": "data", "level": 3},
        ]
        assert row["after"] == ["b", "c"]
        assert row["external_ids"] == [{"source": "https://lms.example", "id": "X1"}]

    def test_has_null_or_the_default_where_a_cell_is_empty(self):
        row = only("course,title,hours,cost_pence\na,A, ,\n")

        assert (row["hours"], row["cost_pence"]) == (None, 0)

    def test_is_trimmed(self):
        assert only(" course , title \n a , A \n")["title"] == "A"


class TestABadRow:
    @pytest.mark.parametrize(
        ("cells", "said"),
        [
            pytest.param("A!,T,,", "course: Must be 1 to 100 small letters", id="slug"),
            pytest.param("a,,,", "title: Must be filled in.", id="empty"),
            pytest.param("a,T,-3,", "hours: Must be between 0 and 10000.", id="negative"),
            pytest.param("a,T,nan,", "hours: Must be between 0 and 10000.", id="not a number"),
            pytest.param("a,T,1e3,", "hours: Must be between 0 and 10000.", id="an exponent"),
            pytest.param("a,T,1_0,", "hours: Must be between 0 and 10000.", id="an underscore"),
            pytest.param("a,T,,user:9", "outcomes/0/level: Must be a whole", id="level"),
            pytest.param("a,T,,user:1.9", "outcomes/0/level: Must be a whole", id="1.9"),
            pytest.param("a,T,,user:1_0", "outcomes/0/level: Must be a whole", id="1_0"),
            pytest.param("a,T,,user", "outcomes/0/skill: Must be 1 to 100", id="no level"),
            pytest.param("a,T,", "3 cells where the header has 4", id="too few cells"),
            pytest.param("a,T,,,", "5 cells where the header has 4", id="too many cells"),
            pytest.param("a,T\u202e,,", "U+202E", id="reversed writing"),
            pytest.param("a,T\x1b,,", "U+001B", id="a control character"),
        ],
    )
    def test_is_refused_with_the_reason(self, cells, said):
        assert said in reason(f"course,title,hours,outcomes\n{cells}\n")

    def test_does_not_keep_the_others_out(self):
        rows, refused = read("course,title\na,A\nB!,B\nc,C\nd\n")

        assert [row.line for row in rows] == [2, 4]
        assert [refusal.line for refusal in refused] == [3, 5]


class TestABrokenFile:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            pytest.param(b"", "empty", id="empty"),
            pytest.param(b"\n\n", "empty", id="empty lines alone"),
            pytest.param("course,title\na,Ä\n".encode("latin-1"), "UTF-8", id="Latin-1"),
            pytest.param("course,title\n".encode("utf-16"), "UTF-8", id="UTF-16"),
            pytest.param(b"course,title\na,A\0\n", "NUL", id="NUL"),
            pytest.param(b"course\na\n", "lacks “title”", id="a missing column"),
            pytest.param(b"course,title,colour\na,A,red\n", "“colour”", id="an unknown column"),
            pytest.param(b"course,title,title\na,A,B\n", "twice “title”", id="a doubled column"),
            pytest.param(b'course,title\na,"A\n', "CSV", id="an open quote"),
            pytest.param(b"course;title\na;A\n", "“course;title”", id="semicolons"),
            pytest.param(b"PK\x03\x04course,title", "header must name", id="a spreadsheet"),
        ],
    )
    def test_is_refused_as_a_whole_with_the_reason(self, content, said):
        with pytest.raises(DomainError, match=said) as caught:
            read(content)

        assert [error.pointer for error in caught.value.errors] == ["/courses"]

    def test_may_have_no_rows(self):
        assert read("course,title\n") == ((), ())


class TestACellThatASpreadsheetWouldRun:
    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-1", "plain", "'tis", ""]
    )
    def test_is_disarmed_and_comes_back_as_it_was(self, text):
        assert rearmed(disarmed(text)) == text
        assert not disarmed(text).startswith(("=", "+", "-", "@"))
