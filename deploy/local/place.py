"""Where one stack lives and what its servers are prepared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errands import Errands
from deploy.local.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folders, ports and tools of one stack.

    `data` is this stack's own folder, `cache` is shared by all; both are absolute. `ports` has a
    loopback port for every name that a server asks for.
    """

    data: Path
    cache: Path
    ports: Mapping[str, int]
    errands: Errands
    screen: Screen

    @property
    def public_url(self) -> str:
        """The address that people use: the gateway's, without one the identity provider's."""
        public = self.ports.get("gateway") or self.ports.get("identity")
        return f"http://localhost:{public}"
