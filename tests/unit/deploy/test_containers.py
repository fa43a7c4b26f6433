"""What every container of docker-compose.yml has in common, and who can reach whom."""

import re

import pytest

from tests.unit.deploy.composed import COMPOSE, CONTAINERS, PROCESSES, TEXT, VARIABLES
from tests.unit.deploy.dockerfile import STAGES

REACHES = [
    *((name, "mongo") for name in PROCESSES),
    *((name, "kafka") for name in (*PROCESSES, "topics") if not name.endswith("-web")),
    *((name, "identity") for name in PROCESSES if name.endswith("-web")),
    *(("gateway", name) for name in PROCESSES if name.endswith("-web")),
    ("gateway", "identity"),
    ("identity", "identity-database"),
]


def share_a_network(one, other):
    return bool(set(CONTAINERS[one]["networks"]) & set(CONTAINERS[other]["networks"]))


@pytest.mark.parametrize("name", CONTAINERS)
class TestContainer:
    def test_cannot_change_its_own_files(self, name):
        assert CONTAINERS[name]["read_only"] is True

    def test_has_no_rights_and_gains_none(self, name):
        assert CONTAINERS[name]["cap_drop"] == ["ALL"]
        assert CONTAINERS[name]["security_opt"] == ["no-new-privileges:true"]
        assert not {"cap_add", "privileged"} & set(CONTAINERS[name])

    def test_does_not_run_as_root(self, name):
        container = CONTAINERS[name]
        built = container["image"].removeprefix("readiness-")

        user = container.get("user") or STAGES[built].user

        assert re.fullmatch(r"[1-9][0-9]*:[0-9]+", user)

    def test_waits_for_containers_that_are_there(self, name):
        assert set(CONTAINERS[name].get("depends_on", ())) <= set(CONTAINERS)

    def test_waits_for_health_only_where_it_is_looked_at(self, name):
        waits = CONTAINERS[name].get("depends_on", {})

        for other, how in waits.items() if isinstance(waits, dict) else ():
            assert (
                how["condition"] != "service_healthy" or "test" in CONTAINERS[other]["healthcheck"]
            )

    def test_comes_of_a_known_version(self, name):
        container = CONTAINERS[name]
        ours = container["image"].startswith("readiness-")

        assert ours or re.search(r":\d", container["image"])
        assert container.get("pull_policy") == (
            ("build" if "build" in container else "never") if ours else None
        )

    def test_keeps_its_secrets_in_the_environment(self, name):
        for key, value in CONTAINERS[name].get("environment", {}).items():
            if re.search("PASSWORD|SECRET", key):
                assert re.fullmatch(r"\$\{[A-Z_]+(:\?[^}]+)?\}", value)


class TestVariables:
    def test_say_what_to_set_where_they_are_missing(self):
        explained = set(re.findall(r"\$\{([A-Z_]+):\?[^}]+\}", TEXT))

        assert explained == VARIABLES


class TestNetworks:
    def test_let_only_the_gateway_be_reached_from_outside(self):
        assert [name for name, one in CONTAINERS.items() if "ports" in one] == ["gateway"]

    @pytest.mark.parametrize(("name", "server"), REACHES)
    def test_join_those_who_talk(self, name, server):
        assert share_a_network(name, server)

    @pytest.mark.parametrize("server", ["mongo", "kafka"])
    def test_show_what_asks_for_no_password_to_our_own_processes_alone(self, server):
        reached_by = {name for name in CONTAINERS if share_a_network(name, server)}

        assert reached_by == {*PROCESSES, "topics", "mongo", "kafka"}
        assert COMPOSE["networks"]["data"] == {"internal": True}

    def test_are_all_declared_and_used(self):
        assert {n for one in CONTAINERS.values() for n in one["networks"]} == set(
            COMPOSE["networks"]
        )


class TestVolumes:
    def test_are_all_declared_and_used(self):
        sources = {
            volume.partition(":")[0]
            for one in CONTAINERS.values()
            for volume in one.get("volumes", ())
        }

        assert {source for source in sources if "/" not in source} == set(COMPOSE["volumes"])
