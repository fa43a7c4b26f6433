"""A small organisation to test with, set up through the API as its people would."""

import io
import json

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.callers import HR, PEOPLE_ADMIN, staff
from tests.delivery import make_event

TRAINING = "11111111-1111-4111-8111-111111111111"
ROLES = (
    "Role,Role Level,Skill Name,Skill Level\n"
    "Tester,Junior tester,Testing,Awareness\n"
    "Tester,Senior tester,Testing,Practitioner\n"
    "Tester,Senior tester,Drawing,Working\n"
    "Chief,NOT IN USE,Testing,NOT IN USE\n"
)
SKILLS = (
    "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert\n"
    "Testing,Finds faults.,a,w,p,e\n"
    "Drawing,,a,w,p,e\n"
)
# Boss leads Manager, who leads Ann and Ben; Stranger is outside that line.
BOSS, MANAGER, ANN, BEN, STRANGER = (staff(n) for n in ("BOSS", "MAN", "ANN", "BEN", "STR"))
LEAVE = {"reason": "On other duties until the summer", "until": "2026-06-30"}
CLOUD_EVENT = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"


def upload(client, path, *, caller=PEOPLE_ADMIN, expect=200, **files):
    """Post CSV files as a form; the answer as JSON."""
    form = {
        name: FileStorage(
            io.BytesIO(text.encode() if isinstance(text, str) else text), f"{name}.csv"
        )
        for name, text in files.items()
    }
    boundary, body = encode_multipart(form)
    return client.call(
        "POST",
        path,
        raw=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        caller=caller,
        expect=expect,
    ).json


def import_framework(client):
    return upload(client, "/framework/imports", roles=ROLES, skills=SKILLS)


def put_person(client, number, *, expect=201, caller=PEOPLE_ADMIN, headers=None, **changes):
    body = {"name": number.title(), **changes}
    return client.put(f"/people/{number}", body, caller=caller, expect=expect, headers=headers)


def put_unit(client, unit, *, expect=201, caller=PEOPLE_ADMIN, headers=None, **changes):
    body = {"name": unit.title(), **changes}
    return client.put(f"/units/{unit}", body, caller=caller, expect=expect, headers=headers)


def set_up(client):
    """The framework, two units and the line of five people."""
    import_framework(client)
    put_unit(client, "trust")
    put_unit(client, "ward", parent="trust")
    put_person(client, "BOSS", unit="trust")
    put_person(client, "MAN", manager="BOSS", unit="ward")
    put_person(client, "ANN", manager="MAN", unit="ward", role_level="senior-tester")
    put_person(client, "BEN", manager="MAN", unit="ward")
    put_person(client, "STR", unit="trust")


def state(client, number, *, caller, expect=201, **changes):
    """Post evidence about somebody; the answer as JSON."""
    body = {"skill": "testing", "level": 2, "source": "self", **changes}
    return client.post(f"/people/{number}/evidence", body, caller=caller, expect=expect).json


def excuse(client, number="ANN", skill="testing", *, caller=MANAGER, expect=201, headers=None, **c):
    """Put an exemption; the response."""
    path = f"/people/{number}/exemptions/{skill}"
    return client.put(path, LEAVE | c, caller=caller, expect=expect, headers=headers)


def levels_of(client, number, *, caller, on=None):
    query = f"?on={on}" if on else ""
    items = client.get(f"/people/{number}/levels{query}", caller=caller, expect=200).json["items"]
    return {item["skill"]: item for item in items}


def training_event(sequence=1, *, kind="completed", training=TRAINING, person="ANN", **changes):
    """What courses publishes about a training record."""
    data = {
        "training": training,
        "staff_number": person,
        "course": "testing-basics",
        "title": "Testing basics",
        "state": "completed",
        "percent": 100,
        "confirmation": "not-needed",
        "completed_on": "2026-02-01",
        "expires_on": None,
        "logged_on": "2026-02-01",
        "outcomes": [{"skill": "testing", "level": 2}],
        **changes,
    }
    return make_event(f"courses.training.{kind}.v1", f"{person}/{training}", sequence, **data)


def hr_event(kind, identity="1", *, time="2026-03-01T12:00:00Z", **data):
    return {
        "specversion": "1.0",
        "id": identity,
        "source": "https://hr.example",
        "type": f"hr.{kind}.v1",
        "time": time,
        "data": data,
    }


def post_event(client, event, *, expect, caller=HR):
    return client.call(
        "POST", "/events", event, content_type=CLOUD_EVENT, caller=caller, expect=expect
    ).json


def post_batch(client, events, *, expect=200, caller=HR):
    return client.call(
        "POST",
        "/events",
        raw=json.dumps(events),
        content_type=BATCH,
        caller=caller,
        expect=expect,
    ).json
