"""The whole product on real servers, for all system tests together."""

import pytest

from deploy.local import run_file
from deploy.local.stack import PARTS, running
from deploy.sample.client import Client


@pytest.fixture(scope="package")
def stack(tmp_path_factory):
    with running(data=tmp_path_factory.mktemp("system"), parts=PARTS) as started:
        yield started


@pytest.fixture(scope="package")
def product(stack):
    """An outside client, signed in by the real Keycloak."""
    return Client(run_file.describe(stack))


@pytest.fixture
def pid(stack):
    """The process id of a server or of one of our processes: `pid("kafka")`."""

    def of(kind, service=None):
        return next(
            p["pid"] for p in stack.processes if p["kind"] == kind and p["service"] == service
        )

    return of
