from datetime import UTC, datetime, timedelta

from services.chassis import freshness
from services.chassis.freshness import Position, Sign
from tests.callers import DASHBOARD

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def sign(kind, slot=0, *, seconds_ago=0, **more):
    at = NOW - timedelta(seconds=seconds_ago)
    return Sign(kind=kind, slot=slot, started=NOW - timedelta(hours=1), at=at, **more)


def position(partition, waiting=0, last_event=None):
    return Position(
        topic="skills.people", partition=partition, waiting=waiting, last_event=last_event
    )


class TestFreshness:
    def test_is_as_old_as_the_consumer_that_spoke_first(self, mongo):
        freshness.write(mongo.database, sign("relay", seconds_ago=60))
        freshness.write(mongo.database, sign("consumer", 0, seconds_ago=1))
        freshness.write(mongo.database, sign("consumer", 1, seconds_ago=5))

        found = freshness.read(mongo.database)

        assert found.at == found.as_of == NOW - timedelta(seconds=5)
        assert [(each.kind, each.slot) for each in found.processes] == [
            ("consumer", 0),
            ("consumer", 1),
            ("relay", 0),
        ]

    def test_gathers_the_positions_of_all_consumers(self, mongo):
        freshness.write(mongo.database, sign("consumer", 0, positions=(position(2), position(0))))
        freshness.write(mongo.database, sign("consumer", 1, positions=(position(1, 3, NOW),)))

        found = freshness.read(mongo.database)

        assert [each.partition for each in found.topics] == [0, 1, 2]
        assert found.as_of == NOW

    def test_keeps_one_sign_for_each_process(self, mongo):
        for seconds_ago in (9, 1):
            freshness.write(mongo.database, sign("consumer", seconds_ago=seconds_ago))

        assert len(freshness.read(mongo.database).processes) == 1

    def test_is_shown_over_http(self, mongo, client):
        people = sign("consumer", positions=(position(4, 2, NOW),), waiting_people=7)
        freshness.write(mongo.database, people)

        got = client.get("/freshness", caller=DASHBOARD, expect=200).json

        assert got["waiting_people"] == 7
        assert got["topics"] == [
            {
                "topic": "skills.people",
                "partition": 4,
                "waiting": 2,
                "last_event": "2026-03-02T12:00:00+00:00",
                "applied_at": None,
            }
        ]
        assert [process["kind"] for process in got["processes"]] == ["consumer"]
