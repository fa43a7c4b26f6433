"""The pages of skills, an API client to set things up, and browsers of the people in it."""

import pytest

from services.skills.app import create
from tests.browsing import Browser
from tests.callers import Client
from tests.integration.skills.organisation import set_up


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    """Skills with the framework and Boss, Manager, Ann, Ben and Stranger in it."""
    client = Client(app, keys, "skills")
    set_up(client)
    return client


@pytest.fixture
def browse(client, app, clock):
    """A browser of somebody: `browse("ANN")`."""
    assert client

    def of(number, *roles, unit=None):
        return Browser(app, clock.now(), staff_number=number, roles=("staff", *roles), unit=unit)

    return of


@pytest.fixture
def ann(browse):
    return browse("ANN")


@pytest.fixture
def manager(browse):
    return browse("MAN")
