from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from services.chassis.fields import (
    Date,
    Email,
    Instant,
    Link,
    LongText,
    Number,
    Slug,
    StaffNumber,
    Text,
    Whole,
    WholeInQuery,
    level,
    one_of,
)


def refusal(field, value):
    """What the field says of a value that it must refuse."""
    with pytest.raises(ValidationError) as caught:
        Schema.from_dict({"it": field})().load({"it": value})
    (reason,) = caught.value.messages["it"][:1]
    return reason


def taken(field, value):
    return Schema.from_dict({"it": field})().load({"it": value})["it"]


HIDDEN = {
    "NUL": "a\0b",
    "escape": "a\x1b[31mb",
    "delete": "a\x7fb",
    "C1 control": "a\x85b",
    "right-to-left override": "a\u202eb",
    "right-to-left isolate": "a\u2067b",
    "lone surrogate": "a\ud800b",
}
NOT_TEXT = {"a number": 5, "true": True, "null": None, "a list": ["a"], "an object": {"a": 1}}


class TestText:
    @pytest.mark.parametrize(
        "value", ["A", "Zoë Müller", "李雷", "a" * 200, "'; --", "👩🏽‍⚕️", "مرحبا"]
    )
    def test_takes_what_people_write(self, value):
        assert taken(Text(200), value) == value

    @pytest.mark.parametrize("field", [Text(200), LongText(200)], ids=["Text", "LongText"])
    @pytest.mark.parametrize("value", HIDDEN.values(), ids=HIDDEN)
    def test_refuses_what_a_reader_cannot_see(self, field, value):
        assert "control characters or reversed writing" in refusal(field, value)

    @pytest.mark.parametrize("field", [Text(200), LongText(200)], ids=["Text", "LongText"])
    @pytest.mark.parametrize("value", NOT_TEXT.values(), ids=NOT_TEXT)
    def test_refuses_what_is_no_text(self, field, value):
        assert refusal(field, value)

    @pytest.mark.parametrize("length", [201, 10_000])
    def test_says_how_long_it_may_be(self, length):
        assert refusal(Text(200), "a" * length) == "Must have 1 to 200 characters."
        assert refusal(LongText(200), "a" * length) == "Must have at most 200 characters."

    @pytest.mark.parametrize(
        "value", ["", " ", "\u00a0\u2003", "\u200b"], ids=["none", "space", "wide", "no width"]
    )
    def test_is_never_empty(self, value):
        assert refusal(Text(200), value)

    @pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\tb", "a\u2028b"])
    def test_is_one_line_and_long_text_several(self, value):
        assert refusal(Text(200), value) == "Must be on one line, without tabs."
        assert taken(LongText(200), value) == value


class TestIds:
    @pytest.mark.parametrize("value", ["a", "7", "user-research", "a" * 100, "a--b"])
    def test_slugs_stand(self, value):
        assert taken(Slug(), value) == value

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "-a",
            "a-",
            "A",
            "a b",
            "a_b",
            "a.b",
            "a/b",
            "$a",
            "é",
            "a\n",
            "\na",
            "a" * 101,
            "a\0",
        ],
    )
    def test_other_words_are_no_slugs(self, value):
        assert "small letters" in refusal(Slug(), value)

    @pytest.mark.parametrize("value", ["A1024", "a.b_c-d", "0", "A" * 32])
    def test_staff_numbers_stand(self, value):
        assert taken(StaffNumber(), value) == value

    @pytest.mark.parametrize(
        "value", ["", ".a", "-a", "_a", "A B", "A/B", "$a", "Å", "A\n", "A" * 33, "A\0"]
    )
    def test_other_words_are_no_staff_numbers(self, value):
        assert "1 to 32 letters" in refusal(StaffNumber(), value)

    @pytest.mark.parametrize("field", [Slug(), StaffNumber()], ids=["Slug", "StaffNumber"])
    @pytest.mark.parametrize("value", NOT_TEXT.values(), ids=NOT_TEXT)
    def test_are_text(self, field, value):
        assert refusal(field, value)


class TestWhole:
    @pytest.mark.parametrize(("value", "number"), [(0, 0), (4, 4), (3.0, 3)])
    def test_takes_whole_numbers_within_bounds(self, value, number):
        got = taken(Whole(0, 4), value)

        assert (got, type(got)) == (number, int)

    @pytest.mark.parametrize("value", [-1, 5, 2**63, 1e300, 1.9, "3", "", True, False, [], {}])
    def test_refuses_all_else_and_says_what_is_allowed(self, value):
        assert refusal(Whole(0, 4), value) == "Must be a whole number between 0 and 4."

    def test_writes_large_bounds_so_that_they_can_be_read(self):
        assert refusal(Whole(0, 10_000_000), -1).endswith("between 0 and 10,000,000.")

    @pytest.mark.parametrize("value", [-1, 5, 1.9, True, "3"])
    def test_bounds_levels(self, value):
        assert refusal(level(), value) == "Must be a whole number between 0 and 4."

    def test_reads_digits_in_a_query(self):
        assert taken(WholeInQuery(1, 200), "10") == 10

    @pytest.mark.parametrize(
        "value", ["", "0", "201", "1.0", "1e2", "٣", "1_0", " 1", "+1", "9" * 30]
    )
    def test_refuses_other_digits_in_a_query(self, value):
        assert refusal(WholeInQuery(1, 200), value) == "Must be a whole number between 1 and 200."


class TestNumber:
    @pytest.mark.parametrize("value", [0, 0.5, 10_000])
    def test_takes_numbers_within_bounds(self, value):
        assert taken(Number(0, 10_000), value) == value

    @pytest.mark.parametrize(
        "value", [-3, 10_000.1, 1e300, float("nan"), float("inf"), "3", True, None, []], ids=str
    )
    def test_refuses_all_else(self, value):
        assert refusal(Number(0, 10_000), value)

    def test_says_what_is_allowed(self):
        assert refusal(Number(0, 10_000), -3) == "Must be between 0 and 10000."


class TestDate:
    def test_takes_days_that_the_calendar_has(self):
        assert taken(Date(), "2028-02-29") == date(2028, 2, 29)

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param("2026-02-29", id="29 February of a common year"),
            pytest.param("2026-04-31", id="31 April"),
            pytest.param("2026-2-1", id="without zeros"),
            pytest.param("20260201", id="without hyphens"),
            pytest.param("2026-W05-1", id="by week"),
            pytest.param("2026-02-01T00:00:00", id="with a time"),
            pytest.param("01/02/2026", id="with slashes"),
            pytest.param("٢٠٢٦-٠٢-٠١", id="in other digits"),
            pytest.param("0000-01-01", id="year 0"),
            pytest.param("2026-02-01\n", id="with a line end"),
            pytest.param(20260201, id="a number"),
            pytest.param("", id="empty"),
        ],
    )
    def test_refuses_all_else(self, value):
        assert refusal(Date(), value) == "Must be a date that exists, as YYYY-MM-DD."

    @given(day=st.dates())
    def test_takes_every_day_there_is(self, day):
        assert taken(Date(), day.isoformat()) == day


class TestInstant:
    @pytest.mark.parametrize(
        ("value", "instant"),
        [
            ("2026-03-02T14:05:00Z", datetime(2026, 3, 2, 14, 5, tzinfo=UTC)),
            ("2026-03-02t14:05:00z", datetime(2026, 3, 2, 14, 5, tzinfo=UTC)),
            ("2026-03-02T14:05:00+01:00", datetime(2026, 3, 2, 13, 5, tzinfo=UTC)),
            ("2026-03-02T14:05:00.1239Z", datetime(2026, 3, 2, 14, 5, 0, 123_000, tzinfo=UTC)),
        ],
    )
    def test_gives_utc_to_the_millisecond(self, value, instant):
        got = taken(Instant(), value)

        assert (got, got.tzinfo) == (instant, UTC)

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param("2026-03-02T14:05:00", id="no offset"),
            pytest.param("2026-03-02", id="a day"),
            pytest.param("2026-02-29T00:00:00Z", id="29 February of a common year"),
            pytest.param("2026-03-02T25:00:00Z", id="25 o'clock"),
            pytest.param("20260302T140500Z", id="without hyphens"),
            pytest.param("2026-W10-1T00:00:00Z", id="by week"),
            pytest.param("2026-03-02T14:05:00+99:00", id="an absurd offset"),
            pytest.param("0001-01-01T00:00:00+14:00", id="before the first day"),
            pytest.param("9999-12-31T23:59:59-14:00", id="after the last day"),
            pytest.param(1_772_460_300, id="a number"),
            pytest.param(None, id="null"),
        ],
    )
    def test_refuses_all_else(self, value):
        assert refusal(Instant(), value)


class TestLink:
    @pytest.mark.parametrize(
        "value",
        [
            "https://example.org",
            "https://example.org:8443/a?b=c#d",
            "https://example.org/@ann?to=ann@example.org",
            "https://example.org?to=ann@example.org",
            f"https://{'a' * 992}",
        ],
    )
    def test_takes_addresses(self, value):
        assert taken(Link(), value) == value

    @pytest.mark.parametrize(
        "value",
        [
            "http://example.org",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://ann@example.org",
            "https://ann:secret@example.org/a",
            "https://@example.org",
            "https://example.org\\@elsewhere.org",
            "https://exa mple.org",
            "https://example.org/\n",
            "https://example.org/\u202e",
            " https://example.org",
            f"https://{'a' * 993}",
        ],
    )
    def test_refuses_all_else(self, value):
        assert refusal(Link(), value)

    def test_refuses_a_very_long_one_at_once(self):
        assert refusal(Link(), "https://" + "a" * 4_000_000 + " ")


class TestEmail:
    @pytest.mark.parametrize("value", ["a@b", "ann.o'neil+x@example.org", "ü@exämple.org"])
    def test_takes_addresses(self, value):
        assert taken(Email(), value) == value

    @pytest.mark.parametrize(
        "value", ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\n", "a\0@b", f"{'a' * 253}@b"]
    )
    def test_refuses_all_else(self, value):
        assert refusal(Email(), value)


class TestOneOf:
    def test_takes_its_words_alone(self):
        assert taken(one_of("self", "manager"), "self") == "self"
        assert refusal(one_of("self", "manager"), "course") == "Must be one of: self, manager."
