import json
import logging
import subprocess
import sys

SCRIPT = """
import logging
import structlog
from services.chassis import logs

logs.configure("skills", "web", "INFO")
structlog.contextvars.bind_contextvars(request_id="R1")
log = structlog.get_logger("services.test")
log.info("answered", rule="/people/<staff_number>")
log.debug("too fine")
logging.getLogger("kafka.conn").info("chatter of a library")
logging.getLogger("gunicorn.error").info("Listening at: %s", "an address")


def fail(name, email):
    secret = name + email
    raise ValueError("It failed.")


try:
    fail("Ann Example", "ann@example.org")
except ValueError as error:
    log.error("unexpected", exc_info=error)
    logging.getLogger("library").error("unexpected too", exc_info=True)
"""


def written():
    """What a process of its own logs, line by line."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stderr.splitlines()], done


class TestLogs:
    def test_are_json_lines_without_personal_data(self):
        lines, done = written()

        assert [line["event"] for line in lines] == [
            "answered",
            "Listening at: an address",
            "unexpected",
            "unexpected too",
        ]
        assert {line["service"] for line in lines} == {"skills"}
        assert {line["process"] for line in lines} == {"web"}
        assert {line["request_id"] for line in lines} == {"R1"}
        assert lines[0]["rule"] == "/people/<staff_number>"
        assert lines[0]["level"] == "info"
        assert lines[0]["timestamp"].endswith("Z")
        assert lines[2]["exception"][0]["exc_value"] == "It failed."
        assert "Ann Example" not in done.stderr
        assert "ann@example.org" not in done.stderr
        assert done.stdout == ""

    def test_leave_this_process_as_it_was(self):
        assert logging.getLogger().handlers != []
