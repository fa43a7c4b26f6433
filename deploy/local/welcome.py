"""What a person is told once everything runs."""

from collections.abc import Iterator
from typing import Any

from deploy.local.services import SERVICES


def lines(run: dict[str, Any]) -> Iterator[str]:
    """Yield where everything is and who can sign in, from what run.json says."""
    yield ""
    yield f"Everything runs. Open {run['url']} in a browser, and sign in as one of those below."
    for service in SERVICES:
        base = f"{run['url']}/{service}"
        yield f"  {service:<10} API {base}/api/v1  documentation {base}/docs"
    yield ""
    yield "Sign in as one of these (user name, password, staff number, roles)."
    yield "nadia.rahman manages a team, rosalind.hart leads the digital plan."
    yield from _table(run["users"])
    yield ""
    yield "Systems that send events or read totals (client id, secret, scopes):"
    for client in run["clients"]:
        yield "  " + "  ".join((client["client_id"], client["client_secret"], *client["scopes"]))
    yield f"Tokens for both: {run['token_endpoint']}"


def _table(users: list[dict[str, Any]]) -> Iterator[str]:
    wide = max((len(user["username"]) for user in users), default=0)
    for user in users:
        number = user["staff_number"] or "-"
        roles = ", ".join(user["roles"]) + (f" (of {user['unit']})" if user["unit"] else "")
        yield f"  {user['username']:<{wide}}  {user['password']}  {number:<8}  {roles}"
