"""Fixtures: a clock that stands still, real servers for the whole run, empty databases per test."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import pymongo
import pytest

from services.chassis.settings import Settings
from tests.signing import SESSION_SECRET, SigningKeys

SERVICES = ("skills", "courses", "reporting")


class FixedClock:
    """The one double in this suite: a clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 12, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def keys() -> SigningKeys:
    return SigningKeys()


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """A real mongod and Apache Kafka for the whole run: their settings by name."""
    from deploy.local.stack import running

    data = tmp_path_factory.mktemp("servers")
    with running(data=data, parts=frozenset({"mongod", "kafka"})) as stack:
        yield dict(stack.environment)


@pytest.fixture(scope="session")
def database_prefix(servers):
    """One database per service for the whole run: making its collections takes a second."""
    prefix = f"t{os.getpid()}_"
    yield prefix
    with pymongo.MongoClient(servers["MONGO_URL"]) as client:
        for service in SERVICES:
            client.drop_database(f"{prefix}{service}")


@pytest.fixture
def settings(servers, database_prefix):
    """Settings on the real servers; the databases are emptied afterwards."""
    made = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        session_secret=SESSION_SECRET,
        database_prefix=database_prefix,
        topic_prefix=database_prefix,
    )
    yield made
    with pymongo.MongoClient(made.mongo_url) as client:
        for service in SERVICES:
            empty(client[f"{database_prefix}{service}"])


def empty(database):
    """Leave the collections and their indexes, and nothing in them."""
    for name in database.list_collection_names():
        database[name].delete_many({})


@pytest.fixture
def wire(settings, clock, keys):
    """Wire applications of services: `wire(create)`; their connections are closed afterwards."""
    from services.chassis.boot import prepare
    from services.chassis.context import EXTENSION

    made = []

    def wire_one(create):
        app = create(settings, clock=clock, keys=keys)
        prepare(app.extensions[EXTENSION])
        made.append(app)
        return app

    yield wire_one
    for app in made:
        app.extensions[EXTENSION].mongo.client.close()
