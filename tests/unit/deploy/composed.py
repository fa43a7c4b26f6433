"""docker-compose.yml as Compose reads it: anchors merged, variables filled in."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
CONTAINERS = COMPOSE["services"]
OURS = {name: one for name, one in CONTAINERS.items() if one["image"] == "readiness-services"}
PROCESSES = {name: one for name, one in OURS.items() if name != "topics"}

VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::\?[^}]+)?\}")
VARIABLES = frozenset(VARIABLE.findall(TEXT))
PUBLIC_URL = "https://readiness.example.org"


def environment(name, **given):
    """The environment of a container, where .env has PUBLIC_URL, what is given, and texts else."""
    values = {**{each: f"the {each}" for each in VARIABLES}, "PUBLIC_URL": PUBLIC_URL, **given}
    return {
        key: VARIABLE.sub(lambda match: values[match[1]], str(value))
        for key, value in CONTAINERS[name].get("environment", {}).items()
        if value is not None  # passed on where .env has it
    }
