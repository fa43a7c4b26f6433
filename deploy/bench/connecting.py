"""A kept-alive connection to one worker of several that share a port."""

from http.client import HTTPConnection
from pathlib import Path

TRIES = 200
TCP = Path("/proc/net/tcp")


class NoConnection(Exception):
    """The worker took none of many connections."""


def connected_to(worker: int, port: int, path: str) -> HTTPConnection:
    """A connection that this worker (a process id) serves; `path` is asked for to open it.

    The kernel shares connections out by chance, so that two of them often meet in one worker
    while the other is idle. Raises NoConnection.
    """
    for _ in range(TRIES):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        connection.getresponse().read()
        if serves(worker, port, connection.sock.getsockname()[1]):
            return connection
        connection.close()
    raise NoConnection(f"Process {worker} took none of {TRIES} connections to port {port}.")


def serves(worker: int, port: int, client_port: int) -> bool:
    """Whether the connection from this port of a client is among the open files of a process."""
    inode = inode_of(TCP.read_text(), port=port, client_port=client_port)
    files = Path(f"/proc/{worker}/fd").iterdir()
    return any(f"socket:[{inode}]" == _target(file) for file in files)


def inode_of(table: str, *, port: int, client_port: int) -> str | None:
    """The inode of the server's end of a connection, in the kernel's table of connections."""
    ends = [f":{one:04X}" for one in (port, client_port)]
    rows = (line.split() for line in table.splitlines()[1:])
    return next(
        (row[9] for row in rows if row[1].endswith(ends[0]) and row[2].endswith(ends[1])), None
    )


def _target(file: Path) -> str:
    try:
        return str(file.readlink())
    except FileNotFoundError:  # closed meanwhile
        return ""
