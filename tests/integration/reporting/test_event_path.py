"""Reporting as real processes: what it hears and says through Kafka."""

import pytest
from kafka import KafkaProducer

from services.chassis.context import EXTENSION
from services.contracts.catalogue import TOPICS
from tests.callers import AUDITOR, LEAD
from tests.delivery import published
from tests.integration.reporting.heard import ROLES, TREE, levels, person, removed
from tests.processes import command, messages, process, topics, until

STAFF = (
    person("D1", "data", "analyst"),
    removed("person", "D1"),
    person("D1", "data", "analyst"),
    person("D2", "data", "analyst"),
    removed("person", "D2"),
    levels("D1", data=2),
    levels("D2", data=2),
)
PORTAL = {
    "title": "Portal",
    "deadline": "2026-12-31",
    "priority": 1,
    "posts": [{"role_level": "analyst", "unit": "trust", "headcount": 2}],
}


@pytest.fixture(autouse=True)
def made_topics(settings):
    topics(settings)


@pytest.fixture
def say(settings):
    """Send events as the relay of skills would."""
    producer = KafkaProducer(bootstrap_servers=settings.kafka_bootstrap_servers)

    def send(*events):
        for event in events:
            producer.send(
                settings.topic_prefix + event.topic,
                key=event.subject.encode(),
                value=event.value(),
                headers=event.headers(),
            ).get(10)

    yield send
    producer.close()


def fillable(client):
    return client.get("/readiness/initiatives/portal", caller=AUDITOR, expect=200).json["fillable"]


class TestReportingThroughKafka:
    def test_catches_up_on_an_empty_database_and_again_in_a_rebuild(
        self, app, client, settings, say
    ):
        say(*TREE, *ROLES, *STAFF)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)

        with process(settings, "reporting", "consumer"):
            until(lambda: nothing_waits(client), what="the consumer to catch up")
        caught_up = fillable(client)
        as_of = client.get("/readiness", caller=AUDITOR, expect=200).json["as_of"]
        database = app.extensions[EXTENSION].mongo.database
        database["people-1"].delete_many({})
        with process(settings, "reporting", "rebuild"):
            until(lambda: database.generation.find_one({"value": 2}), 40, "the rebuild to switch")
            until(lambda: fillable(client) == 1, what="web to read the new generation")

        assert caught_up == 1
        assert as_of is not None

    def test_says_the_plan_and_says_it_again(self, app, client, settings):
        client.put("/initiatives/portal", PORTAL, caller=LEAD, expect=201)
        client.put("/initiatives/gone", PORTAL, caller=LEAD, expect=201)
        client.delete("/initiatives/gone", caller=LEAD, expect=204)

        with process(settings, "reporting", "relay"):
            until(lambda: freshness(client)["pending"] == 0, what="the plan to be sent")
        done = command(settings, "reporting", "republish", "--what", "initiatives")

        sent = [(m.key, dict(m.headers)["ce_type"]) for m in messages(settings, "reporting.plan")]
        assert sorted(sent) == [
            (b"gone", b"reporting.initiative.changed.v1"),
            (b"gone", b"reporting.initiative.removed.v1"),
            (b"portal", b"reporting.initiative.changed.v1"),
        ]
        assert done.returncode == 0
        again = {said["subject"]: said for said in published(app)[-2:]}
        assert again["gone"]["type"] == "reporting.initiative.removed.v1"
        assert again["portal"]["data"]["title"] == "Portal"
        assert all(said["version"] > published(app)[2]["version"] for said in again.values())


def freshness(client):
    return client.get("/freshness", caller=AUDITOR, expect=200).json


def nothing_waits(client):
    """Whether the consumer has told of every partition it follows, and nothing waits in any."""
    found = freshness(client)["topics"]
    followed = [topic for topic in TOPICS.values() if "reporting" in topic.consumers]
    return len(found) == 12 * len(followed) and not any(part["waiting"] for part in found)
