"""The launcher with real servers: what tests, `make run` and the benchmark stand on."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient
from pymongo import MongoClient

from deploy.local.errands import Errands
from deploy.local.gateway import program
from deploy.local.place import Place
from deploy.local.ports import choose
from deploy.local.screen import Silence
from deploy.local.stack import running
from deploy.local.supervisor import Supervisor

# A launcher of its own, which tells its processes and then does nothing.
LAUNCHER = """
import json, pathlib, sys, time
from deploy.local.stack import running
with running(data=pathlib.Path(sys.argv[1]), parts=frozenset({"mongod", "kafka"})) as stack:
    print(json.dumps([process["pid"] for process in stack.processes]), flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    data = tmp_path_factory.mktemp("local-servers")
    with running(data=data, parts=frozenset({"mongod", "kafka"})) as stack:
        yield stack


@pytest.fixture
def mongo(stack):
    with MongoClient(stack.environment["MONGO_URL"]) as client:
        yield client


class Echo(BaseHTTPRequestHandler):
    """A service that answers with the path it was asked for."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    do_POST = do_GET  # noqa: N815  (the server's name for it)

    def log_message(self, *_):
        """Write nothing."""


class Service(ThreadingHTTPServer):
    """Serves Echo; the gateway hangs up on it in the middle of a body that is too large."""

    def handle_error(self, *_):
        """Write nothing."""


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """The port of a gateway with a service "skills" behind it and nothing else."""
    data = tmp_path_factory.mktemp("gateway")
    with Service(("127.0.0.1", 0), Echo) as service:
        threading.Thread(target=service.serve_forever).start()
        ports = choose(["gateway"], remembered=data / "ports.json")
        place = Place(
            data=data,
            cache=data,
            ports={**ports, "skills": service.server_port},
            errands=Errands(logs=data),
            screen=Silence(),
        )
        supervisor = Supervisor(logs=data, screen=Silence())
        supervisor.start(program(place))
        supervisor.wait(["gateway"], seconds=20)
        yield ports["gateway"]
        supervisor.stop()
        service.shutdown()


class TestMongo:
    def test_commits_a_transaction_whole(self, mongo):
        with mongo.start_session() as session, session.start_transaction():
            mongo.local_test.people.insert_one({"_id": "S1"}, session=session)
            mongo.local_test.events.insert_one({"_id": 1}, session=session)

        assert mongo.local_test.people.count_documents({}) == 1
        assert mongo.local_test.events.count_documents({}) == 1

    def test_rolls_a_transaction_back_whole(self, mongo):
        with mongo.start_session() as session:
            session.start_transaction()
            mongo.local_test.courses.insert_one({"_id": "c"}, session=session)
            session.abort_transaction()

        assert mongo.local_test.courses.count_documents({}) == 0


class TestKafka:
    def test_brings_back_what_was_sent(self, stack):
        servers = stack.environment["KAFKA_BOOTSTRAP_SERVERS"]
        with_topic(servers, "local-test")
        producer = KafkaProducer(bootstrap_servers=servers)
        producer.send("local-test", key=b"S1", value=b"level 3").get(timeout=10)
        producer.close()

        consumer = KafkaConsumer(
            "local-test", bootstrap_servers=servers, auto_offset_reset="earliest"
        )
        message = next(consumer)
        consumer.close()

        assert (message.key, message.value) == (b"S1", b"level 3")

    def test_makes_no_topic_by_accident(self, stack):
        producer = KafkaProducer(
            bootstrap_servers=stack.environment["KAFKA_BOOTSTRAP_SERVERS"], max_block_ms=500
        )

        with pytest.raises(Exception, match="Failed to update metadata"):
            producer.send("never-made", b"lost")

        producer.close()


class TestGateway:
    def test_hands_a_request_to_the_service_of_its_path(self, gateway):
        status, body, _ = ask(gateway, "/skills/api/v1/me")

        assert (status, body) == (200, b"/skills/api/v1/me")

    @pytest.mark.parametrize("path", ["/skills/assets/pages.css", "/courses/", "/elsewhere"])
    def test_lets_no_browser_guess_what_an_answer_is(self, gateway, path):
        _, _, headers = ask(gateway, path)

        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]

    @pytest.mark.parametrize(
        "path",
        [
            "/skills/metrics",
            "/skills//metrics",
            "/skills/%6Detrics",
            "/identity/admin/",
            "/identity/realms/master/account",
            "/identity/health",
            "/elsewhere",
        ],
    )
    def test_keeps_from_the_public_what_is_not_for_it(self, gateway, path):
        status, _, _ = ask(gateway, path)

        assert status == 404

    def test_sends_other_names_of_this_machine_to_the_one_address(self, gateway):
        status, _, headers = ask(gateway, "/skills/api/v1/me?q=1", {"Host": "evil.example"})

        assert status == 308
        assert headers["Location"] == f"http://localhost:{gateway}/skills/api/v1/me?q=1"

    def test_takes_bodies_up_to_eight_megabytes(self, gateway):
        at_most, _, _ = ask(gateway, "/skills/events", body=b"x" * 8_000_000)
        too_much, _, _ = ask(gateway, "/skills/events", body=b"x" * 8_000_001)

        assert (at_most, too_much) == (200, 413)

    def test_takes_addresses_that_a_service_takes(self, gateway):
        head = "/skills/api/v1/people?q="
        at_most, _, _ = ask(gateway, head + "x" * (4_000 - len(head)))
        too_long, _, _ = ask(gateway, head + "x" * (4_001 - len(head)))

        assert (at_most, too_long) == (200, 414)

    @pytest.mark.parametrize(
        ("path", "body", "status", "said"),
        [
            ("/skills/api/v1/events", b"x" * 8_000_001, 413, "at most 8 MB"),
            ("/skills/api/v1/people?" + "x" * 9_000, None, 414, "at most 4,000 bytes"),
            ("/courses/api/v1/courses?q=secret", None, 502, "Try again"),
            ("/courses/api/v1/courses/%22a", None, 502, "Try again"),
            ("/elsewhere/api/v1/courses", None, 404, "nothing at this address"),
        ],
        ids=["too large", "too long", "down", "down, with a quotation mark", "nowhere"],
    )
    def test_refuses_as_a_service_would(self, gateway, path, body, status, said):
        answered, text, headers = ask(gateway, path, body=body)

        problem = json.loads(text)
        assert (answered, headers["Content-Type"]) == (status, "application/problem+json")
        assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}
        assert problem["status"] == status
        assert said in problem["detail"]
        assert problem["instance"] == ("/" if "%" in path else path.partition("?")[0])
        assert "Server" not in headers

    def test_says_in_words_that_a_service_is_down(self, gateway):
        status, text, headers = ask(gateway, "/courses/")

        assert (status, headers["Content-Type"]) == (502, "text/plain; charset=utf-8")
        assert text == b"Bad Gateway. It could not be passed on. Try again soon."


class TestSupervision:
    def test_starts_a_killed_server_again_with_its_data(self, stack, mongo):
        mongo.local_test.kept.insert_one({"_id": 1})
        before = pid_of(stack, "mongod")

        os.kill(before, signal.SIGKILL)
        until(lambda: stack.supervisor.watch())
        stack.supervisor.wait(["mongod"], seconds=20)

        assert pid_of(stack, "mongod") != before
        assert mongo.local_test.kept.count_documents({}) == 1


class TestRunning:
    def test_leaves_nothing_behind_when_the_launcher_is_killed(self, tmp_path):
        launcher = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(tmp_path)], stdout=subprocess.PIPE
        )
        processes = json.loads(launcher.stdout.readline())

        launcher.kill()
        launcher.communicate()

        assert len(processes) == 2
        until(lambda: not any(is_alive(process) for process in processes))


def ask(port, path, headers=None, body=None):
    connection = HTTPConnection("localhost", port, timeout=20)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def with_topic(servers, name):
    admin = KafkaAdminClient(bootstrap_servers=servers)
    admin.create_topics({name: {"num_partitions": 1, "replication_factor": 1}})
    admin.wait_for_topics([name])
    admin.close()


def pid_of(stack, kind):
    return next(process["pid"] for process in stack.processes if process["kind"] == kind)


def until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    assert time.monotonic() < end


def is_alive(process_id):
    try:
        with open(f"/proc/{process_id}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
