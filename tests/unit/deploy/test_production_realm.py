"""The realm for production: the sample's, less what would let in anybody who reads this project."""

import json
import re

from deploy.production_realm import SAMPLE, production
from tests.unit.deploy.composed import CONTAINERS

TEXT = SAMPLE.read_text()
REALM = production(TEXT)


class TestProduction:
    def test_has_no_people(self):
        assert json.loads(TEXT)["users"]
        assert REALM["users"] == []

    def test_lets_no_client_take_a_password(self):
        left = {one["clientId"] for one in json.loads(TEXT)["clients"]} - {
            one["clientId"] for one in REALM["clients"]
        }

        assert left == {"readiness-cli"}
        assert not any(one["directAccessGrantsEnabled"] for one in REALM["clients"])
        assert "readiness-cli" not in json.dumps(REALM)

    def test_speaks_of_no_sample(self):
        assert "sample" not in json.dumps(REALM).lower()

    def test_takes_every_secret_from_the_environment_of_its_container(self):
        secrets = [one["secret"] for one in REALM["clients"]]

        names = {re.fullmatch(r"\$\{([A-Z_]+)\}", secret)[1] for secret in secrets}

        assert len(names) == len(secrets)
        assert names <= set(CONTAINERS["identity"]["environment"])

    def test_is_the_sample_in_everything_else(self):
        sample = json.loads(TEXT)
        changed = {"users", "clients", "scopeMappings"}

        assert {k: v for k, v in REALM.items() if k not in changed} == {
            k: v for k, v in sample.items() if k not in changed
        }
