"""What tests of courses send: courses, entries, events of learning systems, people."""

from itertools import count

from tests.callers import LEARNING_ADMIN, LMS
from tests.delivery import make_event

SOURCE = "https://lms.example/completions"
NOON = "2026-03-02T12:00:00Z"
_numbers = count(1)

TESTING = {
    "title": "Testing",
    "provider": "Academy",
    "mode": "online",
    "hours": 6,
    "cost_pence": 9000,
    "valid_months": 12,
    "outcomes": [{"skill": "testing", "level": 2}],
}


def make_course(client, course="testing", **changes):
    """Put a course into the catalogue, new or in place of what is there."""
    headers = {"If-Match": "*"} if changes.pop("again", False) else {}
    return client.put(
        f"/courses/{course}", TESTING | changes, caller=LEARNING_ADMIN, headers=headers
    )


def learning_event(kind, *, time=NOON, id=None, source=SOURCE, **data):
    """A CloudEvent of a learning system."""
    return {
        "specversion": "1.0",
        "id": id or f"e{next(_numbers)}",
        "source": source,
        "type": f"learning.training.{kind}.v1",
        "time": time,
        "data": {"staff_number": "S1", "course": "testing"} | data,
    }


def send(client, *events, caller=LMS, expect=200):
    """Post a batch; the answer's body."""
    return client.post(
        "/events",
        list(events),
        caller=caller,
        content_type="application/cloudevents-batch+json",
        expect=expect,
    ).json


def statuses(answer):
    return [item["status"] for item in answer["items"]]


def person(number, *line, sequence=1, **changes):
    """The event that tells of a person."""
    data = {"staff_number": number, "name": f"Name of {number}", "line": list(line)} | changes
    if line:
        data.setdefault("manager", line[0])
    return make_event("skills.person.changed.v1", number, sequence, **data)
