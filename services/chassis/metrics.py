"""Counts for Prometheus, over all web workers of a service; labels never hold a value."""

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
REQUESTS = Counter("http_requests", "Requests answered", ("method", "rule", "status"))
SECONDS = Histogram("http_request_seconds", "Time to answer", ("method", "rule"))


def observe(method: str, rule: str, status: int, seconds: float) -> None:
    """Count one answer, by the rule of its route and never by its path."""
    REQUESTS.labels(method, rule, status).inc()
    SECONDS.labels(method, rule).observe(seconds)


def exposition(directory: str) -> bytes:
    """All counts as text; from all workers where they share a directory."""
    if not directory:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=directory)  # type: ignore[no-untyped-call]  # the library's
    return generate_latest(registry)
