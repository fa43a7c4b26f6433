"""An application of courses on real servers, and a client that calls it."""

import pymongo
import pytest

from services.chassis.settings import Settings
from services.courses.app import create
from tests.callers import Client
from tests.signing import SigningKeys


@pytest.fixture(scope="session")
def kept_prefix(servers):
    """One database for all tests of courses, emptied between them: making one takes a second."""
    prefix = "of_courses_"
    yield prefix
    with pymongo.MongoClient(servers["MONGO_URL"]) as client:
        client.drop_database(f"{prefix}courses")


@pytest.fixture
def settings(servers, kept_prefix):
    made = Settings(
        mongo_url=servers["MONGO_URL"],
        kafka_bootstrap_servers=servers["KAFKA_BOOTSTRAP_SERVERS"],
        oidc_issuer=SigningKeys.ISSUER,
        database_prefix=kept_prefix,
        topic_prefix=kept_prefix,
    )
    yield made
    with pymongo.MongoClient(made.mongo_url) as client:
        database = client[f"{kept_prefix}courses"]
        for name in database.list_collection_names():
            database[name].delete_many({})


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "courses")
