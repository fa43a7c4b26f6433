"""Questions to a server on this machine: never through a proxy."""

from http.client import HTTPConnection, HTTPException
from socket import create_connection

SECONDS = 2.0


def listens(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    try:
        create_connection(("127.0.0.1", port), timeout=SECONDS).close()
    except OSError:
        return False
    return True


def answers_well(port: int, path: str) -> bool:
    """Whether the web server on this loopback port answers this path with 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
