"""Every service keeps what its OpenAPI document says, whatever is sent."""

from importlib import import_module

import pytest

from tests.api_contract import SYSTEM, fuzz

SERVICES = ("skills", "courses", "reporting")


@pytest.mark.parametrize("service", SERVICES)
class TestEveryRoute:
    def test_keeps_its_document_for_a_person(self, wire, keys, service):
        app = wire(import_module(f"services.{service}.app").create)

        code, text = fuzz(app, keys, service, "--exclude-path-regex=/events$")

        assert code == 0, text

    def test_keeps_its_document_for_a_system(self, wire, keys, service):
        app = wire(import_module(f"services.{service}.app").create)

        code, text = fuzz(
            app, keys, service, "--include-path-regex=/(events|freshness)$", caller=SYSTEM
        )

        assert code == 0, text
