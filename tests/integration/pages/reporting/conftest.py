"""The pages of reporting, and browsers of the people that it has heard of."""

import pytest

from services.reporting.app import create
from tests.browsing import Browser
from tests.callers import Client
from tests.delivery import deliver
from tests.integration.pages.reporting.teams import TRUST


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "reporting")


@pytest.fixture
def trust(app):
    """The small trust of teams.py, heard of."""
    deliver(app, *TRUST)
    return TRUST


@pytest.fixture
def browse(app, clock):
    """A browser of somebody: `browse("BOSS")`, `browse("AUD", "auditor", unit="digital")`."""

    def of(number, *roles, unit=None):
        return Browser(app, clock.now(), staff_number=number, roles=("staff", *roles), unit=unit)

    return of
