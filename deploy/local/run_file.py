"""run.json: where a program finds the running system and who it may sign in as."""

import json
import os
from pathlib import Path
from typing import Any

from deploy.local import realm
from deploy.local.stack import Stack

TOKEN_PATH = "/protocol/openid-connect/token"


def describe(stack: Stack) -> dict[str, Any]:
    """Return what run.json says about the stack at this moment."""
    issuer = stack.environment["OIDC_ISSUER"]
    return {
        "url": stack.place.public_url,
        "issuer": issuer,
        "token_endpoint": issuer + TOKEN_PATH,
        "mongo_url": stack.environment["MONGO_URL"],
        "kafka_bootstrap_servers": stack.environment["KAFKA_BOOTSTRAP_SERVERS"],
        "users": realm.users(),
        "clients": realm.clients(),
        "processes": list(stack.processes),
    }


def write(stack: Stack) -> None:
    """Write run.json into the data folder, readable for its owner alone, in one step."""
    path = _path(stack.place.data)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(describe(stack), file, indent=2)
    new.replace(path)


def remove(data: Path) -> None:
    """Take run.json away: nothing runs."""
    _path(data).unlink(missing_ok=True)


def _path(data: Path) -> Path:
    return data / "run.json"
