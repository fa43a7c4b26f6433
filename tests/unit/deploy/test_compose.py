"""Our processes in docker-compose.yml: the launcher's and no others, with settings that stand."""

import sys

import pytest

from deploy.local import services as launched
from deploy.local.errands import Errands
from deploy.local.place import Place
from deploy.local.screen import Silence
from deploy.local.surroundings import WEB_SETTINGS
from services.chassis.settings import Settings
from tests.unit.deploy.composed import CONTAINERS, OURS, PROCESSES, ROOT, environment


class TestProcesses:
    def test_are_web_relay_and_consumer_of_every_service(self):
        services = [app.parent.name for app in ROOT.glob("services/*/app.py")]

        assert set(PROCESSES) == {
            f"{service}-{kind}" for service in services for kind in ("web", "relay", "consumer")
        }

    def test_have_the_commands_of_the_launcher(self, tmp_path):
        place = Place(
            data=tmp_path,
            cache=tmp_path,
            ports=dict.fromkeys(launched.PORTS, 1),
            errands=Errands(logs=tmp_path),
            screen=Silence(),
        )

        programs = launched.programs(place, servers={})

        commands = {name: tuple(one["command"]) for name, one in PROCESSES.items()}
        assert commands == {
            one.name: tuple("python" if word == sys.executable else word for word in one.command)
            for one in programs
        }

    def test_send_and_follow_only_when_the_topics_are_made(self):
        for name, one in PROCESSES.items():
            waits = "topics" in one["depends_on"]
            assert waits == (not name.endswith("-web")), name

    def test_wait_for_the_topics_to_be_finished_and_not_just_begun(self):
        conditions = {
            one["depends_on"]["topics"]["condition"]
            for one in PROCESSES.values()
            if "topics" in one["depends_on"]
        }

        assert conditions == {"service_completed_successfully"}

    def test_are_started_again_when_they_end(self):
        assert {one["restart"] for one in PROCESSES.values()} == {"unless-stopped"}

    def test_come_from_one_image_that_is_built_once(self):
        assert [name for name, one in OURS.items() if "build" in one] == ["topics"]


class TestTopics:
    def test_are_made_by_one_container_that_ends(self):
        makers = [n for n, one in CONTAINERS.items() if "deploy.topics" in one.get("command", ())]

        assert makers == ["topics"]
        assert CONTAINERS["topics"]["restart"] == "on-failure"


@pytest.mark.parametrize("name", OURS)
class TestSettings:
    def test_are_complete(self, name):
        Settings.from_env(environment(name))

    def test_are_names_that_the_code_reads(self, name):
        known = {field.upper() for field in Settings.__dataclass_fields__}

        assert set(OURS[name]["environment"]) <= known | set(WEB_SETTINGS) | {"SERVICE"}

    def test_say_whose_web_process_it_is(self, name):
        service, _, kind = name.partition("-")

        assert environment(name).get("SERVICE") == (service if kind == "web" else None)

    def test_name_the_issuer_that_the_identity_provider_writes_into_tokens(self, name):
        public = environment("identity")["KC_HOSTNAME"]

        settings = Settings.from_env(environment(name))

        assert settings.oidc_issuer == f"{public}/realms/readiness"
        assert settings.oidc_internal_url.endswith("/identity/realms/readiness")
