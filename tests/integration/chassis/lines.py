"""Addresses behind which a database is away, in each of the ways that it can be."""

import socket
import threading
from contextlib import contextmanager, suppress


@contextmanager
def nobody():
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def silence():
    """An address at which somebody listens and never says a word."""
    with line_to(None) as line:
        yield line.address


class Line:
    """A way to a server that can be cut (all connections end) or frozen (nothing passes)."""

    def __init__(self, listening, server):
        self.address = f"127.0.0.1:{listening.getsockname()[1]}"
        self._listening = listening
        self._server = server
        self._flows = threading.Event()
        self._ends = []
        self.is_cut = False
        self.mend()

    def cut(self):
        self.is_cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def freeze(self):
        self._flows.clear()

    def mend(self):
        self.is_cut = False
        self._flows.set()

    def listen(self):
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            self._ends.append(caller)
            if self.is_cut:
                caller.shutdown(socket.SHUT_RDWR)
            elif self._server is not None:
                self._connect(caller)

    def _connect(self, caller):
        host, port = self._server.split(":")
        server = socket.create_connection((host, int(port)))
        self._ends.append(server)
        for source, target in ((caller, server), (server, caller)):
            threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source, target):
        with suppress(OSError):
            while heard := source.recv(65_536):
                self._flows.wait()
                target.sendall(heard)
            target.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._flows.set()
        self.cut()
        for end in self._ends:
            end.close()


@contextmanager
def line_to(server):
    """A line to `host:port`, or to nobody who answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(listening, server)
        thread = threading.Thread(target=line.listen)
        thread.start()
        try:
            yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            line.close()
