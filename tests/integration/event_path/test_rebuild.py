"""Rebuild, republish, and a service that starts on an empty database."""

import signal
from datetime import UTC, datetime

import pytest

from services.chassis import freshness
from services.chassis.mongo import current_generation
from services.chassis.processes import Process
from services.skills.service import SERVICE
from tests.processes import command, process, until


def levels(skills):
    """What is published about everybody, without the versions."""
    found = skills.database.levels.find({}, {"version": 0}).sort("_id", 1)
    return list(found)


def copies(skills, generation):
    return list(skills.database[f"training-{generation}"].find({}).sort("_id", 1))


def told_after(skills, since):
    signs = freshness.read(skills.database).processes
    return any(sign.kind == "consumer" and sign.started > since for sign in signs)


@pytest.fixture
def filled(path, skills, send, training):
    """A service that has followed the training of five people."""
    for number in range(5):
        for sequence, level in ((2, 3), (1, 1)):
            event = training(f"B{number}", sequence, level)
            send("courses.training", event.subject, event.value(), event.headers())
    with process(path, "skills", "consumer"):
        until(lambda: len(levels(skills)) == 5, what="five profiles")
        until(
            lambda: len(copies(skills, current_generation(skills.database))) == 5,
            what="five copies",
        )
    return skills


class TestARebuild:
    def test_makes_the_same_read_model_in_a_new_generation(self, path, filled):
        generation = current_generation(filled.database)
        before, published = copies(filled, generation), levels(filled)
        said = filled.database.event_log.count_documents({})

        with process(path, "skills", "consumer") as consumer:
            since = datetime.now(UTC)
            until(lambda: told_after(filled, since), what="the consumer to follow")
            with process(path, "skills", "rebuild") as rebuild:
                until(
                    lambda: current_generation(filled.database) > generation,
                    30,
                    "the new generation to serve",
                )
                assert consumer.wait(20) == 0, "the old consumer ends, to join the new group"
                rebuild.send_signal(signal.SIGTERM)
        after = current_generation(filled.database)

        assert copies(filled, after) == before
        assert levels(filled) == published
        assert filled.database.event_log.count_documents({}) == said

    def test_mends_a_read_model_that_was_spoilt(self, path, filled):
        generation = current_generation(filled.database)
        good = copies(filled, generation)
        spoilt = filled.database[f"training-{generation}"]
        spoilt.update_one({"_id": good[0]["_id"]}, {"$set": {"outcomes": []}})

        with process(path, "skills", "rebuild") as rebuild:
            until(
                lambda: current_generation(filled.database) > generation,
                30,
                "the new generation to serve",
            )
            rebuild.send_signal(signal.SIGTERM)

        assert copies(filled, current_generation(filled.database)) == good

    def test_drops_the_old_generation(self, path, filled):
        generation = current_generation(filled.database)
        old = f"training-{generation}"
        assert old in filled.database.list_collection_names()

        rebuild = Process(SERVICE, path, "rebuild")
        rebuild.run_rebuild(lambda _line: None, old_one_stays=0.5)
        rebuild.mongo.client.close()

        assert old not in filled.database.list_collection_names()
        assert len(copies(filled, current_generation(filled.database))) == 5


class TestRepublishing:
    def test_says_the_present_state_again_with_a_newer_version(self, path, filled):
        log = filled.database.event_log
        before = {e["subject"]: e for e in log.find({"type": "skills.levels.changed.v1"})}

        done = command(path, "skills", "republish", "--what", "levels")

        assert done.returncode == 0, done.stderr
        for subject, old in before.items():
            newest = log.find_one({"subject": subject}, sort=[("version", -1)])
            assert newest["version"] > old["version"]
            assert newest["data"]["levels"]
            assert newest["pending"] is True


class TestALostDatabase:
    def test_is_filled_again_from_kafka_alone(self, path, filled):
        before = copies(filled, current_generation(filled.database))
        filled.client.drop_database(filled.database.name)

        with process(path, "skills", "consumer"):
            until(lambda: len(levels(filled)) == 5, what="the profiles to be there again")

        generation = current_generation(filled.database)
        assert copies(filled, generation) == before
