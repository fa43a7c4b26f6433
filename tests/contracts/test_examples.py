"""One real message per event version; both sides of a topic are held to it."""

import json
from pathlib import Path

import bson
import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from services.contracts.catalogue import EVENT_TYPES
from services.contracts.checking import problems
from services.contracts.envelope import Unreadable, read

EXAMPLES = sorted(Path("services/contracts/examples").glob("*.json"))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 6)
    | st.floats(0, 5)
    | st.text(max_size=12)
    | st.just("2026-02-30")
    | st.just("2026-02-28"),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


def load(path):
    example = json.loads(path.read_text(encoding="utf-8"))
    headers = [(name, value.encode()) for name, value in example["headers"].items()]
    return example, headers


class TestExamples:
    def test_there_is_one_for_each_event_type(self):
        assert {path.stem for path in EXAMPLES} == set(EVENT_TYPES)

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_keep_their_contract(self, path):
        example, headers = load(path)

        event = read(headers, json.dumps(example["value"]).encode())

        assert event.type == path.stem
        assert event.subject == example["key"]
        assert problems(event.type, event.data) == {}
        assert event.headers() == headers
        assert json.loads(event.value()) == example["value"]

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_lack_no_field_that_could_be_left_out_unnoticed(self, path):
        example, _ = load(path)

        fields = EVENT_TYPES[path.stem].schema().load_fields

        assert set(example["value"]) == {f.data_key or name for name, f in fields.items()}

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_are_refused_without_a_field_they_need(self, path):
        example, _ = load(path)
        schema = EVENT_TYPES[path.stem].schema()
        needed = [f.data_key or name for name, f in schema.load_fields.items() if f.required]

        for name in needed:
            without = {k: v for k, v in example["value"].items() if k != name}

            assert name in problems(path.stem, without)


class TestTheTwoReadingsOfASchema:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    @given(data=st.data())
    def test_agree_on_what_stands(self, path, data):
        """The compiled JSON Schema and marshmallow, which says why, refuse the same."""
        example, _ = load(path)
        name = data.draw(st.sampled_from(sorted(example["value"])))
        value = {**example["value"], name: data.draw(VALUES)}

        by_marshmallow = EVENT_TYPES[path.stem].schema().validate(value)

        assert bool(problems(path.stem, value)) == bool(by_marshmallow)


class TestReading:
    @pytest.mark.parametrize(
        ("change", "value", "said"),
        [
            ({"ce_type": None}, b"{}", "ce_type"),
            ({"ce_sequence": None}, b"{}", "ce_sequence"),
            ({"ce_sequence": b"many"}, b"{}", "cannot be read"),
            ({"ce_time": b"yesterday"}, b"{}", "cannot be read"),
            ({"ce_source": b"\xff"}, b"{}", "not text"),
            ({}, b"not json", "cannot be read"),
            ({}, b"[1]", "Expected `object`, got `array`"),
            ({}, None, "cannot be read"),
            ({}, b'{"a":' * 100_000, "nested"),
        ],
        ids=[
            "no type",
            "no version",
            "odd version",
            "odd time",
            "bytes",
            "no json",
            "list",
            "null",
            "deep",
        ],
    )
    def test_says_why_a_message_is_no_event(self, change, value, said):
        _, headers = load(EXAMPLES[0])
        named = {**dict(headers), **change}
        changed = [(name, text) for name, text in named.items() if text is not None]

        with pytest.raises(Unreadable, match=said):
            read(changed, value)


class TestSaying:
    def test_takes_long_numbers_as_they_come_from_the_database(self):
        said = stored(budget_pence=3_000_000_000, score=0.5).value()

        assert said == b'{"budget_pence":3000000000,"score":0.5}'

    def test_refuses_what_json_has_not(self):
        with pytest.raises(TypeError, match="ObjectId is nothing that JSON has"):
            stored(id=ObjectId()).value()


def stored(**data):
    """An event with this data, as MongoDB gives it back."""
    _, headers = load(EXAMPLES[0])
    return structs.replace(read(headers, b"{}"), data=bson.decode(bson.encode(data)))
