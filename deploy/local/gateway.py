"""Caddy: the one address that people and systems call."""

import sysconfig
from pathlib import Path

from deploy.local.place import Place
from deploy.local.probes import listens
from deploy.local.program import Kind, Program
from deploy.local.services import SERVICES
from deploy.local.surroundings import ROOT, basics

PORTS = ("gateway",)
CONFIG = ROOT / "deploy" / "Caddyfile"


def program(place: Place) -> Program:
    """Return Caddy on the place's port "gateway", in front of the services and of Keycloak."""
    caddy = Path(sysconfig.get_path("scripts")) / "caddy"
    port = place.ports["gateway"]
    behind = [name for name in (*SERVICES, "identity") if name in place.ports]
    return Program(
        name="gateway",
        kind=Kind.CADDY,
        command=(str(caddy), "run", "--adapter", "caddyfile", "--config", str(CONFIG)),
        environment={
            **basics(),
            "PORT": str(port),
            "PUBLIC_URL": place.public_url,
            "XDG_DATA_HOME": str(place.data / "gateway"),
            "XDG_CONFIG_HOME": str(place.data / "gateway"),
            **{f"{name.upper()}_ADDRESS": f"127.0.0.1:{place.ports[name]}" for name in behind},
        },
        ready=lambda: listens(port),
    )
