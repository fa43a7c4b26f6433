import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.strict_json import BrokenJson, loads

WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBERS = WHOLE | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


class TestLoads:
    @given(value=VALUES)
    def test_reads_what_json_can_say(self, value):
        assert loads(json.dumps(value).encode()) == value

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            pytest.param(b"", "not JSON", id="empty"),
            pytest.param(b"{", "line 1, column 2", id="broken"),
            pytest.param(b"{'a': 1}", "not JSON", id="single quotes"),
            pytest.param(b'{"a": 1,}', "not JSON", id="a comma too many"),
            pytest.param(b"\xef\xbb\xbf{}", "not JSON", id="a byte order mark"),
            pytest.param(b'"\xff"', "not UTF-8", id="not UTF-8"),
            pytest.param(b'"a\nb"', "not JSON", id="a control character"),
            pytest.param(b"NaN", "NaN is not", id="NaN"),
            pytest.param(b"[Infinity]", "Infinity is not", id="infinity"),
            pytest.param(b"[-Infinity]", "-Infinity is not", id="minus infinity"),
            pytest.param(b"1e400", "too large", id="a number without end"),
            pytest.param(b"9223372036854775808", "64 bits", id="2^63"),
            pytest.param(b"-9223372036854775809", "64 bits", id="-2^63 - 1"),
            pytest.param(b"1" * 5_000, "64 bits", id="5,000 digits"),
            pytest.param(b"[" * 100_000, "nested too deeply", id="nested arrays"),
            pytest.param(b'{"a":' * 100_000, "nested too deeply", id="nested objects"),
        ],
    )
    def test_says_what_cannot_be_taken(self, body, reason):
        with pytest.raises(BrokenJson, match=reason):
            loads(body)

    @pytest.mark.parametrize("edge", [2**63 - 1, -(2**63)])
    def test_takes_all_64_bits(self, edge):
        assert loads(str(edge).encode()) == edge

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            (b'{"a": 1, "b": 2, "a": 1}', "/a"),
            (b'{"b": [1, {"a/b": 1, "a/b": 2}]}', "/b/1/a~1b"),
            (b'{"\\ud800": 1, "\\ud800": 2}', "/?"),
            (b'{"a": 1, "a": {"b": 1, "b": 2}}', "/a"),
        ],
        ids=["plain", "deeper, with a slash", "half a surrogate pair", "within one that does"],
    )
    def test_names_the_key_that_stands_twice(self, body, pointer):
        with pytest.raises(BrokenJson, match="stands twice") as caught:
            loads(body)

        assert [error.pointer for error in caught.value.errors] == [pointer]

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            (b'{"hours": NaN}', "/hours"),
            (b'[{"a": 1}, {"b/c": [0, 9223372036854775808]}]', "/1/b~1c/1"),
            (b'{"a": 1e400, "b": NaN}', "/a"),
        ],
        ids=["NaN", "2^63, deeper", "the first of two"],
    )
    def test_names_the_number_that_cannot_be_taken(self, body, pointer):
        with pytest.raises(BrokenJson) as caught:
            loads(body)

        assert [error.pointer for error in caught.value.errors] == [pointer]
        assert str(caught.value).endswith(f", at {pointer}.")

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (b'[{"a": NaN}, {"b": 1, "b": 1}]', "NaN is not a JSON number, at /0/a."),
            (b'[{"b": 1, "b": 1}, NaN]', "The same name stands twice in one object, at /0/b."),
            (b'{"a": [NaN], "a": 1}', "The same name stands twice in one object, at /a."),
            (b"Infinity", "Infinity is not a JSON number."),
        ],
    )
    def test_says_the_first_of_several_failures_with_its_place(self, body, said):
        with pytest.raises(BrokenJson) as caught:
            loads(body)

        assert str(caught.value) == said

    def test_finds_a_doubled_key_among_very_many(self):
        names = [f"key-{n}" for n in range(200_000)]
        body = ",".join(f'"{name}":0' for name in [*names, names[-1]])

        with pytest.raises(BrokenJson, match="stands twice"):
            loads(f"{{{body}}}".encode())
