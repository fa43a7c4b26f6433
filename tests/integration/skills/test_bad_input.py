"""What no client should send: each gets a clear refusal, and changes nothing."""

import json

from tests.callers import HR, PEOPLE_ADMIN
from tests.delivery import published
from tests.integration.skills.organisation import BATCH, CLOUD_EVENT, hr_event, put_person

NAMED = {
    "no name": ({}, "/name"),
    "null": ({"name": None}, "/name"),
    "a number": ({"name": 7}, "/name"),
    "a list": ({"name": ["Ann"]}, "/name"),
    "empty": ({"name": ""}, "/name"),
    "spaces": ({"name": "   "}, "/name"),
    "a long name": ({"name": "A" * 10_000}, "/name"),
    "NUL": ({"name": "A\0"}, "/name"),
    "a control character": ({"name": "A\x1b[31m"}, "/name"),
    "a lone surrogate": ({"name": "A\ud800"}, "/name"),
    "turned text": ({"name": "A\u202e"}, "/name"),
    "no e-mail": ({"name": "A", "email": "ann"}, "/email"),
    "no unit": ({"name": "A", "unit": "Ward 7"}, "/unit"),
    "a unit with a dollar": ({"name": "A", "unit": "$ne"}, "/unit"),
    "a unit as an object": ({"name": "A", "unit": {"$ne": 1}}, "/unit"),
    "no number": ({"name": "A", "manager": "-A"}, "/manager"),
    "a long number": ({"name": "A", "manager": "A" * 33}, "/manager"),
    "a number with a line end": ({"name": "A", "manager": "A1\n"}, "/manager"),
    "29 February": ({"name": "A", "starts_on": "2025-02-29"}, "/starts_on"),
    "a week date": ({"name": "A", "starts_on": "2025-W01-1"}, "/starts_on"),
    "an instant": ({"name": "A", "starts_on": "2025-01-01T00:00:00Z"}, "/starts_on"),
    "leaving before": (
        {"name": "A", "starts_on": "2026-02-01", "leaves_on": "2026-01-31"},
        "/leaves_on",
    ),
    "their own manager": ({"name": "A", "manager": "ANN"}, "/manager"),
    "an unknown field": ({"name": "A", "colour": "red"}, "/colour"),
    "a field with a dollar": ({"name": "A", "$set": 1}, "/$set"),
    "a field with dots": ({"name": "A", "a.b": 1}, "/a.b"),
    "the line": ({"name": "A", "line": ["MAN"]}, "/line"),
    "the number": ({"name": "A", "staff_number": "BEN"}, "/staff_number"),
}
BROKEN = {
    "nothing": b"",
    "no JSON": b"{",
    "NaN": b'{"name": NaN}',
    "infinity": b'{"name": "A", "x": Infinity}',
    "an integer past 64 bits": b'{"name": "A", "x": 9223372036854775808}',
    "a huge number": b'{"name": "A", "x": 1e999}',
    "the same key twice": b'{"name": "A", "name": "B"}',
    "no UTF-8": b'{"name": "\xff"}',
    "deep nesting": b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


class TestBody:
    def test_names_the_field_that_cannot_stand(self, app, client):
        answers = {
            what: client.put("/people/ANN", body, caller=PEOPLE_ADMIN, expect=422).json
            for what, (body, _) in NAMED.items()
        }

        named = {what: [e["pointer"] for e in a["errors"]] for what, a in answers.items()}
        assert named == {what: [pointer] for what, (_, pointer) in NAMED.items()}
        assert published(app) == []

    def test_is_refused_whole_where_it_cannot_be_read(self, app, client):
        for raw in BROKEN.values():
            answer = client.call("PUT", "/people/ANN", raw=raw, caller=PEOPLE_ADMIN, expect=400)
            assert answer.content_type == "application/problem+json"
        for whole in (b"[]", b"null", b'"A"', b"7"):
            client.call("PUT", "/people/ANN", raw=whole, caller=PEOPLE_ADMIN, expect=422)
        assert published(app) == []

    def test_is_refused_in_another_content_type_or_size(self, client):
        sent = {"caller": PEOPLE_ADMIN, "raw": b'{"name": "A"}'}

        client.call("PUT", "/people/ANN", content_type="text/plain", expect=415, **sent)
        large = b'{"name": "' + b"A" * 8_000_000 + b'"}'
        client.call("PUT", "/people/ANN", raw=large, caller=PEOPLE_ADMIN, expect=413)

    def test_keeps_names_as_people_write_them(self, client):
        for name in ("Zoë Ní Dhálaigh", "山田 太郎", "أمل", "O'Brien-Smith", "👩🏽‍⚕️"):
            kept = put_person(client, "ANN", name=name, expect=None, headers={"If-Match": "*"})
            if kept.status_code == 412:
                kept = put_person(client, "ANN", name=name)
            assert kept.json["name"] == name


class TestAddress:
    def test_is_refused_where_it_names_nothing_that_can_be(self, client):
        for path in ("/people/-A", f"/people/{'A' * 33}", "/people/A%00", "/units/Ward", "/x"):
            client.get(path, caller=PEOPLE_ADMIN, expect=404)

    def test_knows_its_methods(self, client):
        answer = client.call("PATCH", "/people/ANN", {}, caller=PEOPLE_ADMIN, expect=405)

        assert set(answer.headers["Allow"].split(", ")) >= {"GET", "PUT", "DELETE"}


class TestEvents:
    def test_are_refused_whole_where_they_cannot_be_read(self, app, client):
        joined = hr_event("person.joined", staff_number="ANN", name="Ann")

        def post(raw, content_type, expect):
            raw = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
            client.call(
                "POST", "/events", raw=raw, content_type=content_type, caller=HR, expect=expect
            )

        for raw in BROKEN.values():
            post(raw, CLOUD_EVENT, 400)
            post(raw, BATCH, 400)
        post(joined, BATCH, 400)
        post(joined, "text/plain", 415)
        post([joined] * 1_001, BATCH, 413)
        assert published(app) == []

    def test_name_the_field_that_cannot_stand(self, app, client):
        joined = hr_event("person.joined", staff_number="ANN", name="Ann")
        faults = {
            "no id": ({"id": None}, "/id"),
            "another version": ({"specversion": "0.3"}, "/specversion"),
            "no source": ({"source": ""}, "/source"),
            "no time": ({"time": "yesterday"}, "/time"),
            "no offset": ({"time": "2026-03-01T12:00:00"}, "/time"),
            "too far ahead": ({"time": "2026-03-03T12:00:01Z"}, "/time"),
            "another type": ({"type": "hr.person.sang.v1"}, "/type"),
            "no data": ({"data": []}, "/data"),
            "bad data": ({"data": {"staff_number": "ANN", "name": 7}}, "/data/name"),
            "unknown data": ({"data": {**joined["data"], "x": 1}}, "/data/x"),
        }

        answers = {
            what: client.call(
                "POST",
                "/events",
                {**joined, **changes},
                content_type=CLOUD_EVENT,
                caller=HR,
                expect=422,
            ).json
            for what, (changes, _) in faults.items()
        }

        named = {what: [e["pointer"] for e in a["errors"]] for what, a in answers.items()}
        assert named == {what: [pointer] for what, (_, pointer) in faults.items()}
        assert published(app) == []
