"""The AsyncAPI document of what the services say to each other, made from the catalogue.

`python -m services.contracts.asyncapi` writes docs/events/asyncapi.json; a test holds the two
together.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.contracts.catalogue import EVENT_TYPES, TOPIC_SETTINGS, TOPICS, EventType, Topic
from services.contracts.checking import json_schema

DOCUMENT = Path("docs") / "events" / "asyncapi.json"
EXAMPLES = Path(__file__).with_name("examples")
HEADERS: Mapping[str, Any] = {
    "type": "object",
    "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time"],
    "properties": {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {"type": "string", "format": "uuid"},
        "ce_type": {"type": "string"},
        "ce_source": {"type": "string"},
        "ce_subject": {"type": "string", "description": "The key"},
        "ce_time": {"type": "string", "format": "date-time"},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "The version of the thing, compared as a number",
        },
        "content-type": {"const": "application/json"},
        "traceparent": {"type": "string"},
    },
}


def document() -> dict[str, Any]:
    """The whole document, AsyncAPI 3.1."""
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "Digital skills readiness: events",
            "version": "1",
            "description": (
                "CloudEvents 1.0 in binary mode on Kafka. Every event carries the whole new state "
                "of one thing and its version; a consumer applies it only when the version is "
                "higher than the one it holds."
            ),
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic) for topic in TOPICS.values()},
        "operations": _operations(),
        "components": {"messages": {e.name: _message(e) for e in EVENT_TYPES.values()}},
    }


def _channel(topic: Topic) -> dict[str, Any]:
    names = [event.name for event in EVENT_TYPES.values() if event.topic == topic.name]
    partitioned = "the staff number, the key up to `/`" if topic.of_people else "the key"
    return {
        "address": topic.name,
        "description": f"Key: {topic.key}. Partitioned by {partitioned}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {
            "kafka": {
                "topicConfiguration": {
                    "cleanup.policy": [TOPIC_SETTINGS["cleanup.policy"]],
                    "delete.retention.ms": int(TOPIC_SETTINGS["delete.retention.ms"]),
                }
            }
        },
    }


def _operations() -> dict[str, Any]:
    said = {f"{t.producer}.send.{t.name}": _operation("send", t) for t in TOPICS.values()}
    heard = {
        f"{consumer}.receive.{topic.name}": _operation("receive", topic)
        for topic in TOPICS.values()
        for consumer in topic.consumers
    }
    return said | heard


def _operation(action: str, topic: Topic) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{topic.name}"}}


def _message(event: EventType) -> dict[str, Any]:
    example = json.loads((EXAMPLES / f"{event.name}.json").read_text(encoding="utf-8"))
    return {
        "name": event.name,
        "summary": (event.schema.__doc__ or "").strip(),
        "headers": HEADERS,
        "payload": json_schema(event.schema),
        "examples": [{"headers": example["headers"], "payload": example["value"]}],
    }


def text() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
    DOCUMENT.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT} written.\n")
