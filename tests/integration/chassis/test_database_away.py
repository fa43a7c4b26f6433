"""What a service says while its database is away: soon, and in the words of every refusal."""

import time
from dataclasses import replace

import pytest

from services.chassis.boot import prepare
from services.chassis.clock import SystemClock
from services.chassis.context import EXTENSION
from services.chassis.settings import Settings
from tests.callers import HR, PEOPLE_ADMIN, Client, staff
from tests.integration.chassis import notes
from tests.integration.chassis.lines import Line, line_to, nobody, silence
from tests.signing import SigningKeys

SOON = 2.0  # seconds
ANN = staff("ANN")
EVENT = {
    "specversion": "1.0",
    "id": "E1",
    "source": "https://hr.example",
    "type": notes.WRITTEN,
    "time": "2026-03-02T11:00:00Z",
    "data": {"note": "a", "text": "A"},
}
CSV = (
    b'--line\r\nContent-Disposition: form-data; name="file"; filename="notes.csv"\r\n\r\n'
    b"note,text\r\na,A\r\n--line--\r\n"
)
REQUESTS = {
    "ready": {"method": "GET", "path": "//notes/readyz"},
    "a list for a person": {"method": "GET", "path": "/notes", "caller": ANN},
    "a list for a system": {"method": "GET", "path": "/notes", "caller": HR},
    "a change by a system": {
        "method": "PUT",
        "path": "/notes/a",
        "body": {"text": "A"},
        "caller": HR,
    },
    "a change by a person": {
        "method": "PUT",
        "path": "/notes/a",
        "body": {"text": "A"},
        "caller": PEOPLE_ADMIN,
    },
    "an import": {
        "method": "POST",
        "path": "/notes/imports",
        "raw": CSV,
        "content_type": "multipart/form-data; boundary=line",
        "caller": HR,
    },
    "a trial import": {
        "method": "POST",
        "path": "/notes/imports?dry_run=true",
        "raw": CSV,
        "content_type": "multipart/form-data; boundary=line",
        "caller": HR,
    },
    "one event": {
        "method": "POST",
        "path": "/events",
        "body": EVENT,
        "content_type": "application/cloudevents+json",
        "caller": HR,
    },
    "a batch of events": {
        "method": "POST",
        "path": "/events",
        "body": [EVENT],
        "content_type": "application/cloudevents-batch+json",
        "caller": HR,
    },
    "freshness": {"method": "GET", "path": "/freshness", "caller": HR},
}


@pytest.fixture(scope="module", params=[nobody, silence], ids=["nobody there", "no answer"])
def away(request, keys):
    """A client of a service whose database is away."""
    with request.param() as address:
        settings = Settings(
            mongo_url=f"mongodb://{address}/?replicaSet=rs",
            kafka_bootstrap_servers="-",
            oidc_issuer=SigningKeys.ISSUER,
        )
        app = notes.create(settings, clock=SystemClock("Europe/London"), keys=keys)
        yield Client(app, keys, "notes")
        app.extensions[EXTENSION].mongo.client.close()


@pytest.fixture
def line(servers):
    """A line to the real database."""
    with line_to(servers["MONGO_URL"].partition("//")[2].partition("/")[0]) as line:
        yield line


@pytest.fixture
def client(settings, clock, keys, line):
    """A client of a service at the end of that line."""
    settings = replace(settings, mongo_url=f"mongodb://{line.address}/?directConnection=true")
    app = notes.create(settings, clock=clock, keys=keys)
    prepare(app.extensions[EXTENSION])
    yield Client(app, keys, "notes")
    mongo = app.extensions[EXTENSION].mongo
    mongo.client.drop_database(mongo.database)
    mongo.client.close()


class TestWhileTheDatabaseIsAway:
    @pytest.mark.parametrize("asked", REQUESTS.values(), ids=REQUESTS)
    def test_every_answer_is_503_and_soon(self, away, asked):
        response = in_time(lambda: away.call(**asked))

        assert response.status_code == 503
        assert response.content_type == "application/problem+json"
        assert response.headers["Retry-After"] == "2"

    def test_the_process_lives(self, away):
        away.get("//notes/livez", expect=200)
        away.get("//notes/openapi.json", expect=200)

    def test_who_is_calling_is_still_checked(self, away):
        away.get("/notes", expect=401)
        away.put("/notes/a", {"text": "A"}, caller={"azp": "x", "scope": ""}, expect=403)


@pytest.mark.parametrize("fail", [Line.cut, Line.freeze], ids=["cut", "frozen"])
class TestWhenTheDatabaseGoes:
    def test_answers_are_503_until_it_is_back(self, client, line, fail):
        client.put("/notes/a", {"text": "A"}, caller=PEOPLE_ADMIN, expect=201)

        fail(line)
        put = {"body": {"text": "B"}, "caller": PEOPLE_ADMIN, "expect": 503}
        in_time(lambda: client.put("/notes/b", **put))
        line.mend()

        wait_for(lambda: client.get("//notes/readyz").status_code == 200)
        client.put("/notes/b", {"text": "C"}, caller=PEOPLE_ADMIN, expect=201)
        assert client.get("/notes/a", caller=ANN, expect=200).json["text"] == "A"

    def test_nothing_was_kept_of_what_was_answered_503(self, client, line, fail):
        client.get("//notes/readyz", expect=200)

        fail(line)
        client.post(
            "/events",
            [EVENT],
            content_type="application/cloudevents-batch+json",
            caller=HR,
            expect=503,
        )
        line.mend()

        wait_for(lambda: client.get("//notes/readyz").status_code == 200)
        client.get("/notes/a", caller=ANN, expect=404)


def in_time(call):
    """What was answered soon; on a busy machine the clock may say so only at the third try."""
    for _ in range(3):
        began = time.monotonic()
        response = call()
        if time.monotonic() - began < SOON:
            return response
    raise AssertionError(f"There was no answer within {SOON} seconds.")


def wait_for(happened, seconds=15.0):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)
