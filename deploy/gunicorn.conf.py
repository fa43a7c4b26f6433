"""How a service's web process runs; the same on one machine and in containers.

BIND is the address, WEB_WORKERS and WEB_THREADS say how many requests are served at once; SERVICE
is what the log calls the process.
"""

# ruff: noqa: N999  (gunicorn's own name for the file)
import gc
import os
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it carries no types

bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Without it one of several workers gets nearly all connections.
reuse_port = True
# Longer than the gateway keeps a connection, so that it never sends into a closed one.
keepalive = 75
graceful_timeout = 30
# The heartbeat of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True
# The services write their own log, without addresses and query strings.
accesslog = None


class logger_class(Logger):  # type: ignore[misc]  # noqa: N801  (the setting's name)
    """Writes what gunicorn itself has to say in the form of the services' logs."""

    def setup(self, cfg: Any) -> None:
        """Do as gunicorn does, then send all of it the services' way."""
        super().setup(cfg)
        # Inside, so that the settings above can be read without the services.
        from services.chassis import logs

        level = os.environ.get("LOG_LEVEL", "INFO")
        logs.configure(os.environ.get("SERVICE", ""), "web", level)


def post_worker_init(_worker: Any) -> None:
    """Leave what was imported, which stays for good, out of every search for garbage."""
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """Take a worker that is gone out of the figures that only living ones have."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]  # it carries no types
