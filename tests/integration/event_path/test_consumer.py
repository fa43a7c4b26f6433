"""The consumer: what it cannot read stops nobody, and it says how far it has come."""

import json
import signal

from kafka import TopicPartition
from msgspec.structs import replace

from services.chassis import freshness
from services.chassis.kafka import admin, committed
from tests.processes import command, process, until


def level_of(skills, number):
    found = skills.database.levels.find_one({"_id": number})
    return found["levels"][0]["steps"][0]["verified"] if found and found["levels"] else None


def changed(event, **headers):
    """The headers of an event, some of them other than they should be."""
    named = {**dict(event.headers()), **headers}
    return [(name, value) for name, value in named.items() if value is not None]


class TestTheConsumer:
    def test_goes_on_past_what_it_cannot_read(self, path, skills, send, training):
        event = training("C1")
        send("courses.training", "C1/x", b"not json", event.headers())
        send("courses.training", "C1/x", event.value(), changed(event, ce_type=b"other.thing.v1"))
        later = changed(event, ce_type=b"courses.training.completed.v2")
        send("courses.training", "C1/x", event.value(), later)
        missing = {k: v for k, v in event.data.items() if k != "state"}
        send("courses.training", "C1/x", json.dumps(missing).encode(), event.headers())
        send("courses.training", "C1/x", None, [])
        send("courses.training", event.subject, event.value(), event.headers())

        with process(path, "skills", "consumer") as consumer:
            until(lambda: level_of(skills, "C1") == 2, what="the good one to be applied")
            until(lambda: sign(skills).skipped == 1, what="the sign of life")
            consumer.send_signal(signal.SIGTERM)
            assert consumer.wait(20) == 0

        reasons = [letter["reason"] for letter in skills.database.dead_letters.find()]
        assert len(reasons) == 4
        assert any("version not known" in reason for reason in reasons)
        assert any("state" in reason for reason in reasons)
        assert sign(skills).dead == 4

    def test_keeps_the_newest_however_often_and_late_the_older_come(
        self, path, skills, send, training
    ):
        newest = training("C2", sequence=9, level=3)
        for event in (newest, training("C2", 4, 1), newest, training("C2", 8, 4)):
            send("courses.training", event.subject, event.value(), event.headers())
        last = training("C3")
        send("courses.training", last.subject, last.value(), last.headers())

        with process(path, "skills", "consumer"):
            until(lambda: level_of(skills, "C3") == 2, what="all to be applied")
            until(lambda: all_applied(skills), what="nothing to wait")

        assert level_of(skills, "C2") == 3
        assert skills.database["training-1"].find_one({"staff_number": "C2"})["version"] == 9

    def test_applies_what_was_set_aside_once_it_can(self, path, skills, send, training):
        event = training("C4")
        letters = skills.database.dead_letters
        before = letters.count_documents({})
        send("courses.training", event.subject, b"{}", event.headers())
        with process(path, "skills", "consumer"):
            until(lambda: letters.count_documents({}) > before, what="the dead letter")
        (letter,) = letters.find({"key": event.subject})

        refused = command(path, "skills", "dead-letters", "replay", letter["_id"])
        letters.update_one({"_id": letter["_id"]}, {"$set": {"payload": event.value().decode()}})
        listed = command(path, "skills", "dead-letters", "list")
        applied = command(path, "skills", "dead-letters", "replay", letter["_id"])

        assert refused.returncode == 1
        assert letter["_id"] in listed.stdout
        assert applied.returncode == 0
        assert level_of(skills, "C4") == 2
        assert letters.find_one({"_id": letter["_id"]})["removed"] is True

    def test_carries_the_trace_of_an_event_on(self, path, skills, send, training):
        trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        traced = replace(training("C5"), traceparent=trace)
        send("courses.training", traced.subject, traced.value(), traced.headers())

        with process(path, "skills", "consumer"):
            until(lambda: level_of(skills, "C5") == 2, what="the event to be applied")

        said = skills.database.event_log.find_one({"subject": "C5"})
        assert said["traceparent"] == trace

    def test_commits_how_far_it_has_come(self, path, skills, send, training):
        event = training("C6")
        sent = send("courses.training", event.subject, event.value(), event.headers())
        with process(path, "skills", "consumer") as consumer:
            until(lambda: level_of(skills, "C6") == 2, what="the event to be applied")
            consumer.send_signal(signal.SIGTERM)
            assert consumer.wait(20) == 0

        client = admin(path.kafka_bootstrap_servers)
        offsets = committed(client, f"{path.topic_prefix}skills-1")
        client.close()
        assert offsets[TopicPartition(sent.topic, sent.partition)].offset == sent.offset + 1


def sign(skills):
    signs = freshness.read(skills.database).processes
    return next(
        (s for s in signs if s.kind == "consumer"),
        freshness.Sign(kind="consumer", slot=0, started=None, at=None),
    )


def all_applied(skills):
    positions = freshness.read(skills.database).topics
    return bool(positions) and all(p.waiting == 0 for p in positions)
