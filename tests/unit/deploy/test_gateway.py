"""The gateway's one file, read by Caddy itself: with TLS in containers, without on one machine."""

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.unit.deploy.composed import CONTAINERS, PUBLIC_URL, ROOT, environment

CADDY = Path(sysconfig.get_path("scripts")) / "caddy"
CERTIFICATES = {
    "made here": ("internal", "internal"),
    "fetched": ("it@example.org", "acme"),
    "our own": ("/certificates/a.crt /certificates/a.key", "/certificates/a.crt"),
}
SERVICES = sorted(app.parent.name for app in ROOT.glob("services/*/app.py"))


def adapted(variables):
    """The gateway's configuration as Caddy understands the file."""
    command = (str(CADDY), "adapt", "--adapter", "caddyfile", "--config", "deploy/Caddyfile")
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, check=True, timeout=30
    )
    return json.loads(done.stdout)["apps"]


def routes(node, paths=()):
    """Pairs of a path and the address that it leads to."""
    if isinstance(node, list):
        for each in node:
            yield from routes(each, paths)
    elif isinstance(node, dict):
        matched = [p for match in node.get("match", ()) for p in match.get("path", ())]
        for upstream in node.get("upstreams", ()):
            yield from ((path, upstream["dial"]) for path in paths)
        for value in node.values():
            yield from routes(value, matched or paths)


@pytest.fixture(scope="module")
def in_containers():
    return adapted(environment("gateway", CERTIFICATE="internal"))


@pytest.fixture(scope="module")
def on_one_machine():
    return adapted({"PORT": "8080", "PUBLIC_URL": "http://localhost:8080"})


class TestRoutes:
    def test_lead_to_services_and_what_people_need_of_the_identity_provider(self, in_containers):
        assert dict(routes(in_containers)) == {
            **{f"/{service}/*": f"{service}-web:8000" for service in SERVICES},
            "/identity/realms/readiness/*": "identity:8080",
            "/identity/resources/*": "identity:8080",
        }

    def test_are_the_same_on_one_machine(self, in_containers, on_one_machine):
        assert {p for p, _ in routes(on_one_machine)} == {p for p, _ in routes(in_containers)}

    def test_lead_to_containers_that_are_waited_for(self):
        addresses = {
            value.partition(":")[0]
            for key, value in environment("gateway").items()
            if key.endswith("_ADDRESS")
        }

        assert addresses == set(CONTAINERS["gateway"]["depends_on"])


class TestEncryption:
    @pytest.mark.parametrize(("certificate", "source"), CERTIFICATES.values(), ids=CERTIFICATES)
    def test_takes_the_certificate_from_where_it_was_told(self, certificate, source):
        tls = adapted(environment("gateway", CERTIFICATE=certificate))["tls"]

        assert f'"{source}"' in json.dumps(tls)

    def test_holds_for_the_public_address_alone(self, in_containers):
        (server,) = in_containers["http"]["servers"].values()

        hosts = [host for route in server["routes"] for host in route["match"][0]["host"]]
        assert [f"https://{host}" for host in hosts] == [PUBLIC_URL]

    def test_is_left_out_on_one_machine(self, on_one_machine):
        assert "tls" not in on_one_machine


class TestPorts:
    def test_are_published_from_where_the_gateway_listens(self, in_containers):
        published = dict(port.split(":") for port in CONTAINERS["gateway"]["ports"])

        (server,) = in_containers["http"]["servers"].values()

        assert server["listen"] == [f"0.0.0.0:{published['443']}"]
        assert in_containers["http"]["http_port"] == int(published["80"])
