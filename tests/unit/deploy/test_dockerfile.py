"""The images: what goes into them, and what does not."""

import json
import re
import subprocess
import sys

import pytest

from tests.unit.deploy.composed import CONTAINERS, ROOT
from tests.unit.deploy.dockerfile import IMAGES, STAGES

ALLOWED = [
    line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")
]
COPIED = sorted({source for stage in STAGES.values() for source in stage.copied})


class TestContext:
    def test_lets_in_what_is_named_and_nothing_else(self):
        assert "*" in (ROOT / ".dockerignore").read_text().splitlines()
        assert sorted(ALLOWED) == [
            source for source in COPIED if not any(f"{each}/" in source for each in ALLOWED)
        ]

    @pytest.mark.parametrize("source", COPIED)
    def test_has_what_is_copied(self, source):
        assert (ROOT / source).exists()


class TestImages:
    def test_are_those_that_compose_builds(self):
        built = {one["build"]["target"] for one in CONTAINERS.values() if "build" in one}

        assert built == set(IMAGES)

    @pytest.mark.parametrize("name", IMAGES)
    def test_start_from_a_version_and_end_as_somebody_without_rights(self, name):
        assert re.search(r":\d", STAGES[name].base)
        assert re.fullmatch(r"[1-9][0-9]*:[0-9]+", STAGES[name].user)


class TestServices:
    def test_is_the_image_that_is_built_when_none_is_named(self):
        assert list(STAGES)[-1] == "services"

    def test_installs_nothing_itself(self):
        for run in STAGES["services"].all("RUN"):
            assert " install" not in run
            assert "npm" not in run

    def test_takes_packages_from_a_stage_with_the_same_python(self):
        assert STAGES["packages"].base == STAGES["services"].base

    def test_takes_only_packages_whose_hashes_are_known(self):
        (install,) = (run for run in STAGES["packages"].all("RUN") if " install" in run)

        assert "--require-hashes" in install
        assert install.endswith("-r runtime.txt")

    def test_has_every_module_that_its_commands_name(self):
        named = {
            command[command.index("-m") + 1]
            for one in CONTAINERS.values()
            if one["image"] == "readiness-services"
            for command in (one["command"], one.get("healthcheck", {}).get("test", ()))
            if "-m" in command
        }

        ours = {module for module in named if module.startswith(("deploy.", "services."))}

        for module in ours:
            path = module.replace(".", "/")
            assert any(f"{path}.py" == source or path.startswith(source) for source in COPIED)

    def test_says_without_a_command_which_there_are(self):
        (command,) = STAGES["services"].all("CMD")

        said = subprocess.run(
            [sys.executable, *json.loads(command)[1:]],
            cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
        ).stdout  # fmt: skip

        assert "relay" in said
        assert "consumer" in said
