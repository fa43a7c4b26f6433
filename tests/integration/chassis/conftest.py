"""The service of notes on the real database."""

import pytest

from services.chassis.context import EXTENSION
from tests.callers import Client
from tests.integration.chassis import notes


@pytest.fixture
def app(wire):
    made = wire(notes.create)
    yield made
    mongo = made.extensions[EXTENSION].mongo
    mongo.client.drop_database(mongo.database)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "notes")


@pytest.fixture
def mongo(app):
    return app.extensions[EXTENSION].mongo
