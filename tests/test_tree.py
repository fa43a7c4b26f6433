"""The tree holds together: one name for one role, small files, services that stand alone."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from services.chassis.access import Rule
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from tests.signing import SESSION_SECRET

ROOT = Path(__file__).parents[1]
SERVICES = ("courses", "reporting", "skills")
SHARED = ("chassis", "contracts", "frontend")
ROLES = {
    *("__init__", "__main__", "app", "service", "consumer"),
    *("api", "schemas", "use_cases", "store", "events", "policy", "domain"),
}
OPTIONAL_ROLES = {"projections", "pages", "settings", "templates"}
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 30
OPEN_TO_ALL = {
    *("livez", "readyz", "metrics_page", "docs", "static", "api-docs.openapi_json"),
    *("shared.sign_in", "shared.signed_in", "shared.sign_out", "shared.signed_out"),
    "shared.statement",
}


def tracked():
    """The files that are in the repository, as paths from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


FILES = tracked()
PRODUCTION = [f for f in FILES if f.suffix == ".py" and f.parts[0] in ("services", "deploy")]


def text_of(file):
    """What a file says; nothing where it is no text."""
    try:
        return (ROOT / file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def lines_of(function):
    """How many lines a function has to read, below its name and its sentence."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def places(pattern, files=None):
    """Where a pattern stands, as `file:line`."""
    return [
        f"{file}:{number}"
        for file in (FILES if files is None else files)
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if re.search(pattern, line)
    ]


class TestTheTree:
    def test_has_a_service_in_every_folder_with_an_app_and_nowhere_else(self):
        folders = {file.parts[1] for file in PRODUCTION if file.parts[0] == "services"}
        with_app = {file.parts[1] for file in PRODUCTION if file.name == "app.py"}

        assert with_app == set(SERVICES)
        assert folders - with_app == {"__init__.py", *SHARED}

    @pytest.mark.parametrize("service", SERVICES)
    def test_has_the_same_name_for_the_same_role_in_every_service(self, service):
        inside = [file.parts[2] for file in FILES if file.parts[:2] == ("services", service)]

        found = {name.removesuffix(".py") for name in inside}

        assert found >= ROLES
        assert found - ROLES <= OPTIONAL_ROLES

    @pytest.mark.parametrize("service", SERVICES)
    def test_tests_each_service_alone_and_on_real_servers(self, service):
        for kind in ("unit", "integration"):
            assert [f for f in FILES if f.parts[:3] == ("tests", kind, service)]

    def test_has_a_sentence_in_every_package(self):
        markers = [file for file in PRODUCTION if file.name == "__init__.py"]

        silent = [str(f) for f in markers if not ast.get_docstring(ast.parse(text_of(f)))]

        assert silent == []

    def test_has_no_long_file(self):
        long = [str(f) for f in PRODUCTION if len(text_of(f).splitlines()) > MOST_LINES]

        assert long == []

    def test_has_no_long_function(self):
        long = [
            f"{file}: {node.name}"
            for file in PRODUCTION
            for node in ast.walk(ast.parse(text_of(file)))
            if isinstance(node, ast.FunctionDef) and lines_of(node) > MOST_LINES_OF_A_FUNCTION
        ]

        assert long == []

    def test_has_no_grab_bag(self):
        names = {"utils", "util", "common", "helpers", "helper", "lib", "misc", "core"}

        services = [file for file in PRODUCTION if file.parts[0] == "services"]
        assert [str(file) for file in services if names & {file.stem, *file.parts}] == []

    def test_leaves_nothing_to_do_in_comments(self):
        assert places("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))) == []

    def test_names_no_path_of_a_machine(self):
        folders = ("work/" + "main", "work/" + "shared", "root/", "home/" + "[a-z]", "Users/")
        own = r"(?<![\w./-])/(" + "|".join(folders) + ")"

        assert places(own) == []

    def test_names_no_address_of_a_package_registry(self):
        hosts = ("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "maven" + r"\.org")

        assert places("|".join(hosts)) == []

    def test_says_why_wherever_a_check_is_switched_off(self):
        silent = r"(# noqa: [A-Z0-9, ]+|# type: ignore\[[a-z, -]+\])\s*$"

        assert places(silent, PRODUCTION) == []


@pytest.mark.parametrize("service", SERVICES)
class TestAService:
    def imported_by(self, module):
        script = f"import {module}, sys; print(*sorted(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    @pytest.mark.parametrize("entry", ["app", "__main__"])
    def test_can_be_imported_without_the_others(self, service, entry):
        loaded = self.imported_by(f"services.{service}.{entry}")

        others = [f"services.{other}" for other in SERVICES if other != service]
        assert [name for name in loaded if name.startswith(tuple(others))] == []

    def test_opens_no_kafka_in_its_web_process(self, service):
        loaded = self.imported_by(f"services.{service}.app")

        assert [name for name in loaded if name.partition(".")[0] == "kafka"] == []

    def test_states_a_rule_for_every_route(self, service, clock, keys):
        create = import_module(f"services.{service}.app").create
        settings = Settings(
            mongo_url="mongodb://127.0.0.1:1",
            kafka_bootstrap_servers="-",
            oidc_issuer="-",
            session_secret=SESSION_SECRET,
        )
        app = create(settings, clock=clock, keys=keys)
        app.extensions[EXTENSION].mongo.client.close()

        without = {
            endpoint
            for endpoint, view in app.view_functions.items()
            if not isinstance(getattr(view, "rule", None), Rule)
        }

        assert without == OPEN_TO_ALL
