"""An application of courses on real servers, and a client that calls it."""

import pytest

from services.courses.app import create
from tests.callers import Client


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "courses")
