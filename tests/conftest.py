"""Fixtures: a clock that stands still, real servers for the whole run, fresh databases per test."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import pytest

from tests.signing import SigningKeys


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


@pytest.fixture
def database_prefix(request) -> str:
    """A fresh database and topic prefix for this test."""
    return f"t{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**10}_"


@pytest.fixture
def settings(servers, database_prefix):
    """Settings on the real servers; the databases are dropped afterwards."""
    import pymongo

    from services.chassis.settings import Settings

    made = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        database_prefix=database_prefix,
        topic_prefix=database_prefix,
    )
    yield made
    with pymongo.MongoClient(made.mongo_url) as client:
        for service in ("skills", "courses", "reporting"):
            client.drop_database(f"{database_prefix}{service}")


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
