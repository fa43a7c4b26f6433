"""Completions from HTTP to MongoDB: our web workers, and plain marshmallow and pymongo."""

import json
from dataclasses import dataclass, replace
from functools import partial
from http.client import HTTPConnection
from time import perf_counter

from deploy.bench import memory
from deploy.bench.connecting import connected_to
from deploy.bench.figures import Pair
from deploy.bench.helpers import PATIENCE, Span, Start
from deploy.bench.instants import now_in_versions
from deploy.bench.system import LEARNING_SYSTEM, System
from deploy.bench.twin import Same, Writer
from deploy.bench.workload import Completions
from services.chassis.intake import CloudEventSchema
from services.courses.schemas import CompletedSchema

PATH = "/courses/api/v1/events"
COLLECTIONS = ("inbox", "heard", "training", "event_log")


class NotAccepted(Exception):
    """A batch of which not every event was accepted: the figure would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What one client posts, and to which worker."""

    completions: Completions
    port: int
    worker: int
    token: str


def pair(system: System, completions: Completions) -> Pair:
    """Events a second through HTTP, and the same documents validated and written barely."""
    count = completions.end - completions.first
    since = now_in_versions()
    token = system.client.token(LEARNING_SYSTEM)
    port = system.stack.place.ports["courses"]
    workers = memory.workers(system.stack, "courses")
    halves = completions.halves()
    posts = (
        Posts(completions=half, port=port, worker=worker, token=token)
        for half, worker in zip(halves, workers, strict=True)
    )
    ours = system.helpers.together([partial(post, each) for each in posts])
    same = Same(
        mongo_url=system.mongo_url,
        database=system.database("courses").name,
        collections=COLLECTIONS,
        since=since,
        shares=len(halves),
    )
    limit = system.helpers.together(
        [
            partial(validate_and_write, half, replace(same, share=number))
            for number, half in enumerate(halves)
        ]
    )
    return count / ours, count / limit


def post(posts: Posts, start: Start) -> Span:
    """Post batch after batch over one connection."""
    bodies = [json.dumps(batch).encode() for batch in posts.completions.batches()]
    connection = connected_to(posts.worker, posts.port, "/courses/livez")
    start.wait(PATIENCE)
    began = perf_counter()
    answers = [_post(connection, body, posts) for body in bodies]
    span = Span(began, perf_counter())
    for answer in answers:
        _check(answer)
    return span


def validate_and_write(completions: Completions, same: Same, start: Start) -> Span:
    """Load the same events with the same schemas, and write the same documents."""
    batches = list(completions.batches())
    writer = Writer(same)
    envelope, completed = CloudEventSchema(many=True), CompletedSchema(many=True)
    start.wait(PATIENCE)
    began = perf_counter()
    for number, batch in enumerate(batches):
        events = envelope.load(batch)
        completed.load([event["data"] for event in events])
        writer.write(number, number + 1, len(batches))
    return Span(began, perf_counter())


def _post(connection: HTTPConnection, body: bytes, posts: Posts) -> bytes:
    headers = {
        "Authorization": f"Bearer {posts.token}",
        "Content-Type": "application/cloudevents-batch+json",
    }
    connection.request("POST", PATH, body, headers)
    return connection.getresponse().read()


def _check(body: bytes) -> None:
    answer = json.loads(body)
    if answer.get("accepted") != len(answer.get("items", ())):
        raise NotAccepted(str(answer)[:500])
