"""Loopback ports for the servers, the same again at the next start where they are still free."""

import json
import random
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

# Below the range from which the kernel takes ports for outgoing connections. A client that calls
# a stopped server's port from that range may be given the very port and be connected to itself.
CANDIDATES = range(20_000, 32_000)


def choose(names: Iterable[str], *, remembered: Path) -> dict[str, int]:
    """Return a free port for each name and write them to the JSON file `remembered`.

    A port that the file already has for a name is kept if it can still be bound.
    """
    before = json.loads(remembered.read_text()) if remembered.exists() else {}
    held: list[socket.socket] = []
    others = iter(random.sample(CANDIDATES, len(CANDIDATES)))
    try:
        chosen = {name: _hold(before.get(name), others, held) for name in names}
    finally:
        for listener in held:
            listener.close()
    remembered.write_text(json.dumps({**before, **chosen}, indent=2) + "\n")
    return chosen


def next_free(port: int) -> int:
    """Return the first port from `port` on that nobody serves on this machine."""
    return next(candidate for candidate in range(port, 65_536) if _is_free(candidate))


def _is_free(port: int) -> bool:
    try:
        # Also where only the other kind of loopback address is served: browsers would go there.
        socket.create_connection(("localhost", port), timeout=0.5).close()
    except OSError:
        held: list[socket.socket] = []
        bound = _bind(port, held)
        for listener in held:
            listener.close()
        return bound
    return False


def _hold(wanted: int | None, others: Iterator[int], held: list[socket.socket]) -> int:
    """Bind the wanted port, else any other, and keep it bound so that no name gets it twice."""
    if wanted is not None and _bind(wanted, held):
        return wanted
    return next(port for port in others if _bind(port, held))


def _bind(port: int, held: list[socket.socket]) -> bool:
    listener = socket.socket()
    # Without this a port whose last connections are still closing looks taken.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        # Only a port that is listened on is refused to the next one that asks in this way.
        listener.listen()
    except OSError:
        listener.close()
        return False
    held.append(listener)
    return True
