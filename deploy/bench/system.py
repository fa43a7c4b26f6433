"""The running system as the benchmark handles it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from deploy.bench.helpers import Helpers
from deploy.local.stack import Stack
from deploy.sample.client import Client

SERVICES = ("skills", "courses", "reporting")
LEARNING_SYSTEM = "learning-system"
PREFIX = "readiness_"
# Two web workers each; names that hold whatever the environment says.
SETTINGS = {"WEB_WORKERS": "2", "DATABASE_PREFIX": PREFIX, "TOPIC_PREFIX": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What runs, a client of it, and two processes that work beside it."""

    stack: Stack
    client: Client
    mongo: MongoClient[dict[str, Any]]
    helpers: Helpers
    note: Callable[[str], None]

    @property
    def mongo_url(self) -> str:
        """Where MongoDB is."""
        return self.stack.environment["MONGO_URL"]

    @property
    def kafka(self) -> str:
        """Where Kafka is."""
        return self.stack.environment["KAFKA_BOOTSTRAP_SERVERS"]

    def database(self, service: str) -> Database[dict[str, Any]]:
        """The database of a service."""
        return self.mongo[PREFIX + service]

    def hold(self, names: Iterable[str]) -> None:
        """End these processes of ours until they are let go, so that they take no time."""
        for name in names:
            self.stack.supervisor.kill(name)

    def let_go(self, names: Iterable[str]) -> None:
        """Start these processes again."""
        for name in names:
            self.stack.supervisor.restart(name)
