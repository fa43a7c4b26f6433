"""`python -m deploy.ready`: whether the web process in this container, of SERVICE, can work."""

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen

PORT = 8000  # where deploy/gunicorn.conf.py listens unless it is told otherwise
SECONDS = 5.0


def is_ready(service: str, port: int = PORT) -> bool:
    """Whether the service on this machine answers /readyz with 200 within five seconds."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/{service}/readyz", timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_ready(os.environ["SERVICE"]) else 1)
