import json

import pytest
from marshmallow import Schema, fields

from services.chassis.errors import DomainError, FieldError, as_json, field_errors
from services.chassis.fields import Text, Whole


class OutcomeSchema(Schema):
    skill = Text(required=True)
    level = Whole(0, 4, required=True)


class CourseSchema(Schema):
    title = Text(required=True)
    outcomes = fields.List(fields.Nested(OutcomeSchema))


def errors_of(sent):
    return tuple(field_errors(CourseSchema().validate(sent), sent))


class TestFieldErrors:
    def test_point_at_each_field_with_its_value(self):
        sent = {"title": "T", "outcomes": [{"skill": "a", "level": 1}, {"skill": "b", "level": 9}]}

        (error,) = errors_of(sent)

        assert error.pointer == "/outcomes/1/level"
        assert error.detail == "Must be a whole number between 0 and 4."
        assert error.value == 9

    def test_have_no_value_where_none_was_sent(self):
        (error,) = errors_of({})

        assert (error.pointer, error.value) == ("/title", None)
        assert "value" not in as_json(error)

    @pytest.mark.parametrize(
        ("name", "pointer"),
        [
            ("$where", "/$where"),
            ("a.b", "/a.b"),
            ("a/b~c", "/a~1b~0c"),
            ("\ud800", "/?"),
            ("k" * 10_000, "/" + "k" * 200),
        ],
        ids=["dollar", "dot", "slash and tilde", "half a surrogate pair", "very long"],
    )
    def test_name_an_unknown_field(self, name, pointer):
        (error,) = errors_of({"title": "T", name: 1})

        assert error.pointer == pointer

    def test_point_at_the_whole_where_it_is_no_object(self):
        assert {error.pointer for error in errors_of([1])} == {""}


class TestAsJson:
    def test_cuts_long_values(self):
        assert len(as_json(FieldError("/a", "d", "x" * 10_000))["value"]) == 200

    def test_replaces_what_no_text_can_carry(self):
        assert as_json(FieldError("/a", "d", "a\ud800"))["value"] == "a?"

    @pytest.mark.parametrize("value", [{"a": 1}, [1], None, object()], ids=type)
    def test_leaves_out_what_is_no_simple_value(self, value):
        assert "value" not in as_json(FieldError("/a", "d", value))

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), -3, True, 0])
    def test_is_always_json(self, value):
        json.dumps(as_json(FieldError("/a", "d", value)), allow_nan=False)


class TestADomainError:
    def test_names_its_field_where_it_has_one(self):
        error = DomainError("Must be at most 4.", pointer="/level", value=5)

        assert str(error) == "Must be at most 4."
        assert error.errors == (FieldError("/level", "Must be at most 4.", 5),)

    def test_names_no_field_otherwise(self):
        assert DomainError("Not now.").errors == ()
