"""Run schemathesis, in a process of its own, against an application served on loopback."""

import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

CONFIG = Path(__file__).with_name("schemathesis.toml")
EVERYTHING = {
    "staff_number": "ADMIN1",
    "roles": [
        "staff",
        "digital-lead",
        "learning-admin",
        "people-admin",
        "auditor",
        "operator",
    ],
}
SYSTEM = {"azp": "system", "scope": "people:write training:write readiness:read"}


@contextmanager
def served(app):
    """The address of the application while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fuzz(app, keys, service, *options, caller=EVERYTHING, examples=25, seed=1):
    """What schemathesis found in all of its phases: exit code and text. The caller may do all."""
    with served(app) as address:
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                "--config-file",
                str(CONFIG),
                "run",
                f"{address}/{service}/openapi.json",
                "--header",
                f"Authorization: Bearer {keys.token(**caller, exp=2**31)}",
                "--checks=all",
                "--phases=examples,coverage,fuzzing,stateful",
                f"--max-examples={examples}",
                f"--seed={seed}",
                "--no-color",
                *options,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    return done.returncode, done.stdout[-20_000:] + done.stderr[-2_000:]
