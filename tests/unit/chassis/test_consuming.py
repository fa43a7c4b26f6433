import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.consuming import sort_out
from services.chassis.dead_letters import Message, set_aside
from tests.delivery import make_event, message_of
from tests.unit.chassis.reading import NOW


def note_people(_work, _events):
    raise AssertionError("nothing is applied here")


def note_units(_work, _events):
    raise AssertionError("nothing is applied here")


FOLLOWS = {
    "skills.person.changed.v1": note_people,
    "skills.person.removed.v1": note_people,
    "skills.unit.changed.v1": note_units,
}
ANN = make_event("skills.person.changed.v1", "S1", 7, staff_number="S1", name="Ann", line=[])


def message(value=None, **headers):
    """The message about Ann with other headers or another value."""
    good = message_of(ANN)
    named = dict(good.headers) | {name: value for name, value in headers.items() if value != b"-"}
    kept = {name: each for name, each in named.items() if headers.get(name) != b"-"}
    return Message(
        topic=good.topic,
        partition=0,
        offset=4,
        headers=tuple(kept.items()),
        key=good.key,
        value=good.value if value is None else value,
    )


def with_data(**data):
    return json.dumps({**ANN.data, **data}).encode()


PERSON, OTHER = ("ce_type", b"skills.person.changed.v1"), ("ce_type", b"other.thing.v1")


class TestSortingOut:
    @pytest.mark.parametrize(("types", "applied"), [((OTHER, PERSON), 1), ((PERSON, OTHER), 0)])
    def test_goes_by_the_last_of_two_types(self, types, applied):
        rest = [(name, value) for name, value in message().headers if name != "ce_type"]
        doubled = replace(message(), headers=(*types, *rest))

        batch = sort_out([doubled], FOLLOWS)

        assert sum(len(events) for events in batch.events.values()) == applied
        assert (list(batch.dead), batch.skipped) == ([], 1 - applied)

    @pytest.mark.parametrize("depth", [900, 985, 988, 990, 991, 992, 993, 994, 1_000, 1_100])
    def test_survives_any_depth_beside_a_long_number(self, depth):
        nested = "[" * depth + "1" * 19 + "]" * depth
        batch = sort_out([message(f'{{"name": {nested}}}'.encode()), message()], FOLLOWS)

        assert (len(batch.dead), len(batch.events)) == (1, 1)

    def test_gives_each_use_case_its_events_in_order(self):
        unit = make_event("skills.unit.changed.v1", "U1", 1, unit="U1", name="U", path=["U1"])
        gone = make_event("skills.person.removed.v1", "S1", 8, removed=True)

        batch = sort_out([message_of(each) for each in (ANN, unit, gone)], FOLLOWS)

        assert {use_case: list(events) for use_case, events in batch.events.items()} == {
            note_people: [ANN, gone],
            note_units: [unit],
        }
        assert (list(batch.dead), batch.skipped) == ([], 0)

    def test_skips_and_counts_what_it_does_not_follow(self):
        batch = sort_out([message(ce_type=b"skills.skill.changed.v1"), message()], FOLLOWS)

        assert batch.skipped == 1
        assert len(batch.events[note_people]) == 1

    @pytest.mark.parametrize(
        ("bad", "said"),
        [
            pytest.param(message(b"{"), "cannot be read", id="broken JSON"),
            pytest.param(message(b""), "cannot be read", id="nothing"),
            pytest.param(message(b"\xff\xfe"), "cannot be read", id="not text"),
            pytest.param(message(b"[1]"), "Expected `object`", id="a list"),
            pytest.param(message(b'{"a":' * 100_000), "nested too deeply", id="deep"),
            pytest.param(message(with_data(name=None)), "name", id="null for a name"),
            pytest.param(message(b'{"name": "Ann"}'), "staff_number", id="a missing field"),
            pytest.param(message(b'{"name": NaN}'), "malformed", id="NaN"),
            pytest.param(message(with_data(more=2**63)), "64 bits", id="65 bits"),
            pytest.param(message(with_data(name="\ud800")), "cannot be read", id="half a pair"),
            pytest.param(message(with_data(**{"\ud800": 1})), "cannot be read", id="such a key"),
            pytest.param(message(ce_type=b"skills.person.changed.v2"), "version", id="version 2"),
            pytest.param(message(ce_type=b"-"), "ce_type", id="no type"),
            pytest.param(message(ce_type=None), "header", id="null as type"),
            pytest.param(message(ce_id=None), "header", id="null as id"),
            pytest.param(message(ce_id=b"-"), "ce_id", id="no id"),
            pytest.param(message(ce_time=b"noon"), "cannot be read", id="no time"),
            pytest.param(message(ce_time=b"2026-03-02T12:00"), "offset", id="no offset"),
            pytest.param(
                message(ce_time=b"0001-01-01T00:00+14:00"), "range", id="before the first day"
            ),
            pytest.param(message(ce_sequence=b"x"), "64 bits", id="a version that is no number"),
            pytest.param(message(ce_sequence=b"9" * 30), "64 bits", id="a version of 100 bits"),
            pytest.param(message(ce_sequence=b"-"), "ce_sequence", id="no version"),
            pytest.param(message(ce_source=b"\xff"), "not text", id="a source that is no text"),
        ],
    )
    def test_sets_aside_what_cannot_be_read_and_goes_on(self, bad, said):
        batch = sort_out([message(), bad, message()], FOLLOWS)

        ((dead, reason),) = batch.dead
        assert dead is bad
        assert said in reason
        assert len(batch.events[note_people]) == 2

    def test_takes_what_an_escape_can_say(self):
        named = message(b'{"staff_number": "S1", "line": [], "name": "\\ud83d\\ude00"}')

        ((event,),) = sort_out([named], FOLLOWS).events.values()

        assert event.data["name"] == "\N{GRINNING FACE}"

    def test_passes_fields_that_a_later_producer_may_add(self):
        batch = sort_out([message(with_data(pronouns="they"))], FOLLOWS)

        assert len(batch.events[note_people]) == 1

    @given(
        headers=st.dictionaries(
            st.sampled_from([name for name, _ in message_of(ANN).headers]),
            st.none() | st.binary(max_size=40),
        ),
        value=st.none() | st.binary(max_size=40),
    )
    def test_never_fails(self, headers, value):
        odd = message(value, **headers)

        batch = sort_out([odd], FOLLOWS)

        applied = sum(len(events) for events in batch.events.values())
        assert applied + len(batch.dead) + batch.skipped == 1


class TestSettingAside:
    def test_keeps_the_message_for_a_replay(self):
        bad = message(b'{"name": 5}')

        letter = set_aside(bad, "It cannot be read.", NOW)

        assert (letter.id, letter.reason) == ("skills.people-0-4", "It cannot be read.")
        assert (letter.type, letter.key) == ("skills.person.changed.v1", "S1")
        assert letter.message() == bad

    @given(
        value=st.none() | st.binary(max_size=40),
        key=st.none() | st.binary(max_size=10),
        header=st.none() | st.binary(max_size=10),
    )
    def test_never_fails(self, value, key, header):
        odd = Message(
            topic="t", partition=0, offset=1, headers=(("ce_type", header),), key=key, value=value
        )

        letter = set_aside(odd, "-", NOW)

        assert "\0" not in (letter.payload or "")
        assert letter.message().offset == 1

    def test_says_the_same_of_the_same_place(self):
        first, second = (set_aside(message(), reason, NOW) for reason in ("once", "again"))

        assert first.id == second.id

    def test_counts_replays_that_did_not_help(self):
        letter = set_aside(message(), "once", NOW).refused_again("again").refused_again("still")

        assert (letter.replays, letter.reason) == (2, "still")
