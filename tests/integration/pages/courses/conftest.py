"""Courses with people, skills and a catalogue; the API beside its pages."""

import pytest

from services.courses.app import create
from tests.callers import Client
from tests.integration.pages.courses.learning import course, people, save


@pytest.fixture
def app(wire):
    app = wire(create)
    people(app)
    save(
        app,
        course(),
        course("data", "Data testing", provider="College"),
        course("agile", "Agile teams", level=1, outcomes=()),
    )
    return app


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "courses")
