"""What a person waits for: the answer to a question, and their event to show in it."""

import json
import time
from collections.abc import Sequence
from datetime import date

from deploy.bench.figures import Figure, milliseconds
from deploy.bench.organisation import COURSE, INITIATIVE
from deploy.bench.system import LEARNING_SYSTEM
from deploy.bench.workload import completion
from deploy.sample.client import Client, until

READS = 200
READINESS = "/reporting/api/v1/readiness"
SINGLE = {"Content-Type": "application/cloudevents+json"}


def reads(client: Client) -> tuple[Figure, ...]:
    """How long the readiness of the whole plan takes to be answered."""
    auditor = client.user("auditor")
    seconds = []
    for _ in range(READS):
        began = time.perf_counter()
        client.get(READINESS, who=auditor)
        seconds.append(time.perf_counter() - began)
    return milliseconds("GET /readiness", seconds)


def latency(client: Client, staff_numbers: Sequence[str], *, day: date) -> tuple[Figure, ...]:
    """How long it takes until a completion, posted by itself, has changed the readiness."""
    client.settled()
    seconds = [_until_it_counts(client, number, day) for number in staff_numbers]
    return milliseconds("HTTP to readiness, idle", seconds)


def _until_it_counts(client: Client, staff_number: str, day: date) -> float:
    before = _fillable(client)
    event = json.dumps(completion(staff_number, COURSE, day=day))
    began = time.perf_counter()
    path = "/courses/api/v1/events"
    client.must("POST", path, who=LEARNING_SYSTEM, data=event, headers=SINGLE)
    until(lambda: _fillable(client) > before, f"{staff_number} to count")
    return time.perf_counter() - began


def _fillable(client: Client) -> int:
    path = f"{READINESS}/initiatives/{INITIATIVE}"
    return int(client.get(path, who=client.user("auditor"))["fillable"])
