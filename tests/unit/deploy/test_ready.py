"""The health check of a web container."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from deploy.ready import is_ready


@contextmanager
def answering(status):
    class Web(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/skills/readyz" else 404)
            self.end_headers()

        def log_message(self, *_words):
            """Nothing: what a test prints is read by people."""

    with HTTPServer(("127.0.0.1", 0), Web) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class TestIsReady:
    @pytest.mark.parametrize(("status", "ready"), [(200, True), (503, False)])
    def test_says_what_the_service_says(self, status, ready):
        with answering(status) as port:
            assert is_ready("skills", port) is ready

    def test_is_no_where_nothing_listens(self):
        with answering(200) as port:
            pass

        assert is_ready("skills", port) is False
