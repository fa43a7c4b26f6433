"""One set of topics and databases for a file of tests, and the connections to write with."""

import os
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5

import pymongo
import pytest
from kafka import KafkaProducer

from services.chassis.clock import SystemClock
from services.chassis.mongo import Mongo, connect
from services.chassis.settings import Settings
from services.contracts.envelope import Event
from services.skills.service import SERVICE
from tests.processes import topics


@pytest.fixture(scope="module")
def path(servers, request):
    """Settings with topics of their own; the databases are dropped afterwards."""
    prefix = f"p{os.getpid()}_{request.module.__name__.rpartition('.')[2]}_"
    settings = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer="https://issuer.example",
        database_prefix=prefix,
        topic_prefix=prefix,
    )
    topics(settings)
    yield settings
    with pymongo.MongoClient(settings.mongo_url) as client:
        for service in ("skills", "courses", "reporting"):
            client.drop_database(f"{prefix}{service}")


@pytest.fixture
def skills(path):
    """The database of skills, as its processes open it."""
    client = connect(path.mongo_url)
    mongo = Mongo(
        client,
        service="skills",
        prefix=path.database_prefix,
        work=SERVICE.work,
        clock=SystemClock("Europe/London"),
    )
    mongo.prepare(mongo.generation())
    yield mongo
    client.close()


@pytest.fixture
def send(path):
    """Send raw messages: `send(topic, key, value, headers)`."""
    producer = KafkaProducer(bootstrap_servers=path.kafka_bootstrap_servers)

    def send_one(topic, key, value, headers=()):
        sent = producer.send(
            path.topic_prefix + topic, key=key.encode(), value=value, headers=list(headers)
        )
        return sent.get(10)

    yield send_one
    producer.close()


@pytest.fixture
def training():
    """A completed training record of a person: `training(number, sequence, level)`."""

    def make(number, sequence=1, level=2):
        record = str(uuid5(NAMESPACE_OID, number))
        return Event(
            id=f"{number}-{sequence}",
            type="courses.training.completed.v1",
            source="/courses",
            subject=f"{number}/{record}",
            time=datetime(2026, 3, 1, tzinfo=UTC),
            sequence=sequence,
            data={
                "training": record,
                "staff_number": number,
                "title": "T",
                "state": "completed",
                "confirmation": "not-needed",
                "completed_on": "2026-02-01",
                "logged_on": "2026-02-01",
                "outcomes": [{"skill": "testing", "level": level}],
            },
        )

    return make
