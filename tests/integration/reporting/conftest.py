"""Applications of reporting: a fresh one for each test, and one to read from for a whole file."""

import os
from datetime import UTC, datetime

import pymongo
import pytest

from services.chassis.boot import prepare
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from services.reporting.app import create
from tests.callers import LEAD, Client
from tests.conftest import FixedClock
from tests.delivery import deliver
from tests.signing import SESSION_SECRET, SigningKeys


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "reporting")


@pytest.fixture(scope="module")
def reader(servers, keys, request):
    """A client to read with: the application has heard `HEARD` and holds `PLAN` of the file."""
    settings = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        session_secret=SESSION_SECRET,
        database_prefix=f"r{os.getpid()}_{request.module.__name__.rpartition('.')[2]}_",
    )
    app = create(settings, clock=FixedClock(datetime(2026, 3, 2, 12, 0, tzinfo=UTC)), keys=keys)
    prepare(app.extensions[EXTENSION])
    deliver(app, *getattr(request.module, "HEARD", ()))
    client = Client(app, keys, "reporting")
    for initiative, sent in getattr(request.module, "PLAN", {}).items():
        client.put(f"/initiatives/{initiative}", sent, caller=LEAD, expect=201)
    yield client
    app.extensions[EXTENSION].mongo.client.close()
    with pymongo.MongoClient(settings.mongo_url) as mongo:
        mongo.drop_database(f"{settings.database_prefix}reporting")
