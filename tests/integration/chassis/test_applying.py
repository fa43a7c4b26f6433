from collections import namedtuple

import pytest

from services.chassis.runner import Runner
from tests.callers import AUDITOR, LEAD, OPERATOR
from tests.delivery import make_event
from tests.integration.chassis.notes import SERVICE

Record = namedtuple("Record", "topic partition offset headers key value")
PREFIX = "test_"


def record(unit, name="N", *, offset=0, value=None, **headers):
    """What kafka-python gives for the event of a unit."""
    event = make_event("skills.unit.changed.v1", unit, 1, unit=unit, name=name, path=[unit])
    named = dict(event.headers()) | headers
    return Record(
        topic=PREFIX + "skills.units",
        partition=3,
        offset=offset,
        headers=list(named.items()),
        key=unit.encode(),
        value=event.value() if value is None else value,
    )


@pytest.fixture
def runner(mongo, clock):
    return Runner(SERVICE, mongo, clock=clock, prefix=PREFIX, generation=1)


def notes(mongo):
    return [note["_id"] for note in mongo.database.notes.find().sort("_id", 1)]


def letters(mongo):
    return list(mongo.database.dead_letters.find().sort("_id", 1))


class TestApplying:
    def test_keeps_the_effect_and_the_dead_letters_of_a_batch_together(self, runner, mongo):
        runner.apply([record("a"), record("b", value=b"{", offset=7), record("c")])

        (letter,) = letters(mongo)
        assert notes(mongo) == ["a", "c"]
        assert (letter["_id"], letter["topic"], letter["offset"]) == (
            "skills.units-3-7",
            "skills.units",
            7,
        )
        assert runner.dead == 1

    def test_sets_aside_what_breaks_a_rule_and_goes_on(self, runner, mongo):
        runner.apply([record("a"), record("b", "Bad", offset=1), record("c")])

        (letter,) = letters(mongo)
        assert notes(mongo) == ["a", "c"]
        assert letter["reason"] == "Must not be Bad."
        assert runner.dead == 1

    def test_stops_at_what_fails_otherwise(self, runner, mongo):
        with pytest.raises(RuntimeError):
            runner.apply([record("a"), record("b", "Broken"), record("c")])

        assert letters(mongo) == []
        assert "c" not in notes(mongo)

    def test_skips_and_counts_what_is_not_followed(self, runner, mongo):
        runner.apply([record("a", ce_type=b"skills.skill.changed.v1"), record("b")])

        assert (notes(mongo), runner.skipped) == (["b"], 1)

    @pytest.mark.parametrize(
        "headers",
        [
            {"ce_type": None},
            {"ce_time": None},
            {"ce_id": None},
            {"ce_time": b"0001-01-01T00:00:00+14:00"},
            {"ce_time": b"\xff"},
            {"ce_sequence": b"9" * 40},
        ],
        ids=["no type", "no time", "no id", "an early time", "junk as time", "a huge version"],
    )
    def test_is_stopped_by_no_header(self, runner, mongo, headers):
        runner.apply([record("a", **headers), record("b", offset=1)])

        assert notes(mongo) == ["b"]
        assert len(letters(mongo)) + runner.skipped == 1

    def test_of_the_same_again_leaves_one_dead_letter(self, runner, mongo):
        for _ in range(2):
            runner.apply([record("b", value=b"{")])

        assert len(letters(mongo)) == 1


@pytest.fixture
def two_dead(runner, client):
    """Two dead letters: one that a replay helps once the rule is met, one that none helps."""
    runner.apply([record("a", "Bad", offset=1), record("b", value=b"{", offset=2)])
    return client


class TestDeadLetters:
    def listed(self, client):
        return client.get("/dead-letters", caller=OPERATOR, expect=200).json["items"]

    def test_are_listed_with_the_reason_and_without_names(self, two_dead):
        bad, broken = self.listed(two_dead)

        assert bad["id"] == "skills.units-3-1"
        assert bad["reason"] == "Must not be Bad."
        assert (bad["type"], bad["key"]) == ("skills.unit.changed.v1", "a")
        assert '"unit": "a"' in bad["payload"]
        assert "Bad" not in bad["payload"]
        assert broken["payload"] == "(1 characters, no JSON)"

    def test_are_listed_in_pages(self, two_dead):
        first = two_dead.get("/dead-letters?limit=1", caller=AUDITOR, expect=200).json
        second = two_dead.get(
            f"/dead-letters?limit=1&cursor={first['next']}", caller=AUDITOR, expect=200
        ).json

        assert [len(first["items"]), len(second["items"]), second["next"]] == [1, 1, None]

    def test_stay_while_a_replay_is_refused(self, two_dead, mongo):
        for _ in range(2):
            two_dead.post("/dead-letters/skills.units-3-1/replay", caller=OPERATOR, expect=409)

        assert [letter["replays"] for letter in self.listed(two_dead)] == [2, 0]
        assert notes(mongo) == []

    def test_are_gone_once_a_replay_is_applied(self, two_dead, mongo):
        mended = make_event("skills.unit.changed.v1", "a", 1, unit="a", name="Good", path=["a"])
        mongo.database.dead_letters.update_one(
            {"_id": "skills.units-3-1"}, {"$set": {"payload": mended.value().decode()}}
        )

        got = two_dead.post("/dead-letters/skills.units-3-1/replay", caller=OPERATOR, expect=200)

        assert got.json == {"id": "skills.units-3-1", "applied": True}
        assert notes(mongo) == ["a"]
        assert [letter["id"] for letter in self.listed(two_dead)] == ["skills.units-3-2"]
        two_dead.post("/dead-letters/skills.units-3-1/replay", caller=OPERATOR, expect=404)

    def test_are_counted_in_freshness(self, two_dead):
        assert two_dead.get("/freshness", caller=LEAD).json["dead_letters"] == 2

    def test_are_replayed_by_operators_alone(self, two_dead):
        two_dead.post("/dead-letters/skills.units-3-1/replay", caller=AUDITOR, expect=403)
        two_dead.get("/dead-letters", caller=LEAD, expect=403)
