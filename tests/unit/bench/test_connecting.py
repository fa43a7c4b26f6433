import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deploy.bench.connecting import NoConnection, connected_to, inode_of, serves

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 222 1
   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 333 1
"""


class Alive(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Alive)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


class TestInodeOf:
    def test_is_that_of_the_servers_end(self):
        assert inode_of(TABLE, port=8080, client_port=50000) == "222"

    def test_is_none_for_a_connection_that_is_not_there(self):
        assert inode_of(TABLE, port=8080, client_port=50001) is None


class TestServes:
    def test_knows_whose_connection_it_is(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port)) as client:
                taken, _ = server.accept()

                with taken:
                    assert serves(os.getpid(), port, client.getsockname()[1])
                    assert not serves(os.getppid(), port, client.getsockname()[1])


class TestConnectedTo:
    def test_gives_a_connection_that_stays_open(self, port):
        connection = connected_to(os.getpid(), port, "/")

        connection.request("GET", "/")
        assert connection.getresponse().status == 204
        connection.close()

    def test_says_when_the_worker_takes_none(self, port):
        with pytest.raises(NoConnection, match="took none"):
            connected_to(os.getppid(), port, "/")
