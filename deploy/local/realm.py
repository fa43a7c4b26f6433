"""What the realm file says: who can sign in, which systems there are, which secrets it asks for."""

import json
import os
import re
from typing import Any

from deploy.local.surroundings import ROOT

FILE = ROOT / "deploy" / "keycloak" / "realm.json"
WEB_SECRET = "READINESS_WEB_SECRET"
PLACEHOLDER = re.compile(r"\$\{([A-Z][A-Z0-9_]*):([^}]*)\}")


def users() -> list[dict[str, Any]]:
    """Return user name, password, staff number, unit and roles of all in the realm file."""
    return [
        {
            "username": user["username"],
            "password": _password(user),
            "staff_number": _attribute(user, "staff_number"),
            "unit": _attribute(user, "unit"),
            "roles": user.get("realmRoles", []),
        }
        for user in _read()["users"]
        if _password(user) is not None
    ]


def clients() -> list[dict[str, Any]]:
    """Return id, secret and scopes of each system that may ask for tokens of its own."""
    realm = _read()
    ours = {scope["name"] for scope in realm["clientScopes"] if ":" in scope["name"]}
    return [
        {
            "client_id": client["clientId"],
            "client_secret": _resolved(client["secret"]),
            "scopes": [scope for scope in client["defaultClientScopes"] if scope in ours],
        }
        for client in realm["clients"]
        if client.get("serviceAccountsEnabled")
    ]


def secrets() -> dict[str, str]:
    """Return those secrets that the realm file asks for and the environment has."""
    names = {name for name, _ in PLACEHOLDER.findall(FILE.read_text())}
    return {name: os.environ[name] for name in sorted(names) if name in os.environ}


def secret(name: str) -> str:
    """Return a secret that the realm file asks for: the environment's, else the file's own."""
    found = (m for m in PLACEHOLDER.finditer(FILE.read_text()) if m[1] == name)
    return _resolved(next(found)[0])


def _attribute(user: dict[str, Any], name: str) -> str | None:
    return next(iter(user.get("attributes", {}).get(name, ())), None)


def _password(user: dict[str, Any]) -> str | None:
    found = (one for one in user.get("credentials", ()) if one["type"] == "password")
    return next((_resolved(one["value"]) for one in found), None)


def _resolved(text: str) -> str:
    """Put the environment's value, else the default, where the file says ${NAME:default}."""
    return PLACEHOLDER.sub(lambda match: os.environ.get(match[1], match[2]), text)


def _read() -> dict[str, Any]:
    realm: dict[str, Any] = json.loads(FILE.read_text())
    return realm
