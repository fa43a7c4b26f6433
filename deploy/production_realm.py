"""Print the realm for production: the sample's, less what is there only to try things out."""

import json
import re
import sys
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("keycloak") / "realm.json"
WITH_DEFAULT = re.compile(r"\$\{([A-Z][A-Z0-9_]*):[^}]*\}")


def production(sample: str) -> dict[str, Any]:
    """Return the realm made of the text of a sample realm.

    It has no people, no client that takes passwords instead of a sign-in, and no default for a
    secret: each must come from the environment of Keycloak.
    """
    realm: dict[str, Any] = json.loads(WITH_DEFAULT.sub(r"${\1}", sample))
    realm["users"] = []
    realm["clients"] = [c for c in realm["clients"] if not c["directAccessGrantsEnabled"]]
    kept = {client["clientId"] for client in realm["clients"]}
    realm["scopeMappings"] = [m for m in realm["scopeMappings"] if m["client"] in kept]
    return realm


if __name__ == "__main__":
    json.dump(production(SAMPLE.read_text()), sys.stdout, indent=2)
