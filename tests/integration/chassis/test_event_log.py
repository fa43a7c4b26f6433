import threading
from datetime import UTC, datetime

import pytest

from services.chassis.event_log import EventLog, waiting
from tests.integration.chassis.notes import Note, add_one, write

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def log(mongo):
    return EventLog(mongo.client, mongo.database)


def written(mongo, *names):
    for name in names:
        mongo.transact(lambda work, name=name: write(work, Note(name)))


class TestPending:
    def test_gives_the_oldest_by_version(self, mongo, log, clock):
        for name, second in (("late", 9), ("early", 1), ("middle", 5)):
            clock.instant = clock.instant.replace(second=second)
            written(mongo, name)

        assert [event.subject for event in log.pending(2)] == ["early", "middle"]

    def test_gives_each_event_as_it_was_said(self, mongo, log):
        mongo.transact(lambda work: write(work, Note("a", "Hello")), traceparent="00-trace-span-01")

        (event,) = log.pending(10)

        assert event.data == {"note": "a", "text": "Hello", "count": 0}
        assert (event.source, event.traceparent) == ("/notes", "00-trace-span-01")

    def test_gives_no_longer_what_was_sent(self, mongo, log):
        written(mongo, "a", "b")

        log.mark_sent(log.pending(1), NOW)

        assert len(log.pending(10)) == 1
        assert mongo.database.event_log.count_documents({}) == 2

    def test_never_gives_a_newer_event_of_a_thing_before_an_older_one(self, mongo, log):
        done = threading.Event()

        def keep_writing():
            while not done.is_set():
                mongo.transact(lambda work: add_one(work, "a"), seconds=10)

        writers = [threading.Thread(target=keep_writing) for _ in range(2)]
        for writer in writers:
            writer.start()
        sent = []
        while len(sent) < 150:
            events = log.pending(1_000)
            sent += [event.data["count"] for event in events]
            log.mark_sent(events, NOW)
        done.set()
        for writer in writers:
            writer.join()
        sent += [event.data["count"] for event in log.pending(100_000)]

        assert sent == list(range(1, len(sent) + 1))


class TestMarking:
    def test_lets_derived_events_be_forgotten_and_keeps_the_others(self, mongo, log):
        def say(work):
            work.publish("skills.levels.changed.v1", "S1", {}, 1)
            work.publish("skills.person.changed.v1", "S1", {}, 2)

        mongo.transact(say)
        log.mark_sent(log.pending(10), NOW)

        levels, person = mongo.database.event_log.find().sort("version", 1)
        assert levels["forget_from"] == NOW
        assert "forget_from" not in person
        assert "pending" not in levels
        assert "pending" not in person

    def test_of_nothing_does_nothing(self, log):
        log.mark_sent([], NOW)

        assert log.pending(10) == []


class TestWaiting:
    def test_counts_and_tells_the_time_of_the_oldest(self, mongo, clock):
        assert waiting(mongo.database) == (0, None)

        first = clock.instant
        written(mongo, "a")
        clock.instant = first.replace(second=9)
        written(mongo, "b")

        assert waiting(mongo.database) == (2, first)
