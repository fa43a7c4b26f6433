"""What HR and the learning system do: post CloudEvents, in a batch or one by one."""

import json
from typing import Any
from uuid import UUID, uuid5

from deploy.sample.client import Reply, Unexpected
from deploy.sample.stage import Stage
from deploy.sample.story import Item, Measure, Send

NAMESPACE = UUID("5b0f6a5e-9d0b-4a52-8a5c-3f1d1c9a7e42")
BATCH = {"Content-Type": "application/cloudevents-batch+json"}
SINGLE = {"Content-Type": "application/cloudevents+json"}


def cloud_event(item: Item, *, source: str) -> dict[str, Any]:
    """The item as a structured CloudEvent; the same item always has the same id."""
    return {
        "specversion": "1.0",
        "id": str(uuid5(NAMESPACE, f"{source}/{item.id}")),
        "source": source,
        "type": item.type,
        "time": item.time,
        "subject": item.data.get("staff_number") or item.data["unit"],
        "data": item.data,
    }


def send(stage: Stage, batch: Send) -> None:
    """Post the batch and check the answer to each item, the field that a refusal names included."""
    events = [cloud_event(item, source=batch.source) for item in batch.events]
    path = f"/{batch.service}/api/v1/events"
    body = stage.client.must("POST", path, who=batch.client, data=json.dumps(events), headers=BATCH)
    if len(body["items"]) != len(batch.events):
        raise Unexpected(f"{batch.title}: {len(events)} sent, {len(body['items'])} answered")
    for item, answer in zip(batch.events, body["items"], strict=True):
        _check(stage, f"{batch.title}: {item.id}", item, answer)
    counts = ", ".join(f"{body[status]} {status}" for status in ANSWERS if body[status])
    stage.say(f"{batch.title}: {counts}")


def send_one(stage: Stage, act: Measure, item: Item) -> Reply:
    """Post one event by itself, as the system that the act names."""
    event = json.dumps(cloud_event(item, source=act.source))
    path = f"/{act.service}/api/v1/events"
    return stage.client.call("POST", path, who=act.client, data=event, headers=SINGLE)


ANSWERS = ("accepted", "duplicate", "conflict", "refused")


def _check(stage: Stage, what: str, item: Item, answer: dict[str, Any]) -> None:
    # A step that broke off is played again whole: what was accepted then is a duplicate now.
    repeated = stage.again and (item.answer, answer["status"]) == ("accepted", "duplicate")
    if not repeated:
        stage.expect(what, got=answer["status"], wanted=item.answer)
    if answer["status"] == "accepted":
        stage.expect(f"{what}, waiting", got=bool(answer.get("waiting")), wanted=item.waiting)
    if item.pointer:
        named = [error["pointer"] for error in answer.get("errors") or []]
        fits = any(pointer.endswith(item.pointer) for pointer in named)
        stage.expect(f"{what}, {item.pointer} named in {named}", got=fits, wanted=True)
