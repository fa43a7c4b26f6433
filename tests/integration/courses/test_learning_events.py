from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from pymongo import MongoClient
from pymongo.monitoring import CommandListener

from services.chassis.intake import prepare, take_in
from services.chassis.mongo import Mongo
from services.courses.api.learning import INLETS
from services.courses.store import CoursesWork
from tests.callers import HR, LEARNING_ADMIN, LMS, staff, system
from tests.conftest import FixedClock
from tests.delivery import deliver, published
from tests.integration.courses.sending import (
    SOURCE,
    learning_event,
    make_course,
    person,
    send,
    statuses,
)

MORNING, NOON, EVENING = (f"2026-03-02T{hour}:00:00Z" for hour in ("08", "12", "18"))
DAY = "2026-03-01"
ONE = "application/cloudevents+json"


class Commands(CommandListener):
    """Counts what a client asks of MongoDB, by command and collection."""

    def __init__(self):
        self.seen = defaultdict(Counter)

    def started(self, event):
        self.seen[event.command_name][event.command.get(event.command_name)] += 1

    def succeeded(self, event):
        """Nothing is counted."""

    def failed(self, event):
        """Nothing is counted."""


@pytest.fixture
def client(app, client):
    make_course(client)
    deliver(app, person("S1", "M1"), person("M1"))
    return client


def training(client, number="S1"):
    answer = client.get(f"/people/{number}/training", caller=staff(number), expect=200)
    return answer.json["items"]


def completed(**changes):
    return learning_event("completed", **{"completed_on": DAY} | changes)


class TestBatch:
    def test_is_answered_item_by_item(self, client):
        first = completed()
        other = {**first, "data": first["data"] | {"hours": 7}}

        answer = send(client, first, first, other, completed(course="nowhere"))

        assert statuses(answer) == ["accepted", "duplicate", "conflict", "refused"]
        assert {
            name: answer[name] for name in ("accepted", "duplicate", "conflict", "refused")
        } == {
            "accepted": 1,
            "duplicate": 1,
            "conflict": 1,
            "refused": 1,
        }
        assert answer["items"][3]["errors"][0]["pointer"] == "/data/course"
        assert len(training(client)) == 1

    def test_sent_again_changes_nothing(self, app, client):
        events = [completed(), learning_event("enrolled", time=EVENING)]
        send(client, *events)
        before, said = training(client), published(app)

        assert statuses(send(client, *events)) == ["duplicate", "duplicate"]

        assert training(client) == before
        assert published(app) == said

    def test_says_who_is_waited_for(self, app, client):
        answer = send(client, completed(), completed(staff_number="NEW1"))

        assert [item["waiting"] for item in answer["items"]] == [False, True]
        (said,) = [s for s in published(app) if s["subject"].startswith("NEW1/")]
        assert said["data"]["completed_on"] == DAY

    def test_shows_the_training_once_the_person_arrives(self, app, client):
        send(client, completed(staff_number="NEW1"))

        deliver(app, person("NEW1", "M1"))

        got = client.get("/people/NEW1/training", caller=staff("M1"), expect=200).json
        assert len(got["items"]) == 1

    def test_of_another_client_is_another_event(self, client):
        event = completed()
        send(client, event)

        answer = send(client, event, caller=system("other", "training:write"))

        assert statuses(answer) == ["accepted"]
        assert len(training(client)) == 1

    def test_keeps_good_items_beside_bad_ones(self, client):
        bad = [
            completed(completed_on="2026-03-03"),
            completed(completed_on="2026-02-29"),
            completed(score=1.1),
            completed(hours=-1),
            completed(extra=1),
            completed(staff_number="no spaces"),
            completed(time="2026-03-03T12:00:01Z"),
            completed(time="yesterday"),
            learning_event("progressed", percent=101),
            learning_event("progressed"),
            learning_event("unknown"),
            {**completed(), "specversion": "0.3"},
            {**completed(), "id": ""},
            "no event",
        ]

        answer = send(client, completed(), *bad)

        assert statuses(answer) == ["accepted"] + ["refused"] * len(bad)
        pointers = [item["errors"][0]["pointer"] for item in answer["items"][1:]]
        assert pointers == [
            "/data/completed_on",
            "/data/completed_on",
            "/data/score",
            "/data/hours",
            "/data/extra",
            "/data/staff_number",
            "/time",
            "/time",
            "/data/percent",
            "/data/percent",
            "/type",
            "/specversion",
            "/id",
            "",
        ]
        assert len(training(client)) == 1

    def test_refused_once_may_be_sent_again(self, client):
        event = completed(course="later")
        assert statuses(send(client, event)) == ["refused"]

        make_course(client, "later")

        assert statuses(send(client, event)) == ["accepted"]

    def test_of_a_thousand_is_taken_and_of_one_more_is_not(self, client):
        events = [completed(staff_number=f"P{n}") for n in range(1_001)]

        send(client, *events, expect=413)
        assert send(client, *events[:1_000])["accepted"] == 1_000

    @pytest.mark.usefixtures("client")
    def test_reads_and_writes_each_collection_once(self, settings, clock):
        events = [completed(staff_number=f"P{n}", course="testing") for n in range(300)]
        taken = prepare(events, INLETS, client="learning-system", now=clock.now())
        commands = Commands()

        with MongoClient(settings.mongo_url, tz_aware=True, event_listeners=[commands]) as watched:
            mongo = Mongo(
                watched,
                service="courses",
                prefix=settings.database_prefix,
                work=CoursesWork,
                clock=clock,
            )
            mongo.transact(lambda work: take_in(work, work.inbox, taken, INLETS))

        assert commands.seen["find"] == {
            "generation": 1,
            "inbox": 1,
            "people-1": 1,
            "training": 1,
            "courses": 1,
            "heard": 1,
        }
        assert commands.seen["insert"] == {"inbox": 1, "training": 1, "heard": 1, "event_log": 1}


class TestOneEvent:
    def test_structured_is_created_then_a_duplicate_then_a_conflict(self, client):
        event = completed()
        other = {**event, "time": EVENING}

        client.post("/events", event, caller=LMS, content_type=ONE, expect=201)
        client.post("/events", event, caller=LMS, content_type=ONE, expect=200)
        client.post("/events", other, caller=LMS, content_type=ONE, expect=409)
        client.post("/events", completed(course="x"), caller=LMS, content_type=ONE, expect=422)

    def test_binary_carries_its_attributes_in_headers(self, client):
        event = completed()
        headers = {f"ce-{name}": event[name] for name in event if name != "data"}

        client.post("/events", event["data"], caller=LMS, headers=headers, expect=201)

        assert len(training(client)) == 1

    def test_needs_a_content_type_of_events(self, client):
        client.post("/events", completed(), caller=LMS, expect=415)

    @pytest.mark.parametrize(
        ("caller", "status"),
        [(None, 401), (staff("S1"), 403), (LEARNING_ADMIN, 403), (HR, 403)],
        ids=["nobody", "staff", "learning-admin", "HR system"],
    )
    def test_is_for_learning_systems(self, client, caller, status):
        client.post("/events", completed(), caller=caller, content_type=ONE, expect=status)


class TestCourseNames:
    def test_the_external_id_of_the_source_names_the_course(self, client):
        make_course(client, "named", external_ids=[{"source": SOURCE, "id": "AL 101"}])

        answer = send(
            client,
            completed(course="AL 101"),
            completed(course="AL 101", source="https://other.example"),
        )

        assert statuses(answer) == ["accepted", "refused"]
        assert training(client)[0]["course"] == "named"

    def test_of_its_source_goes_before_an_id_of_the_catalogue(self, client):
        make_course(client, "named", external_ids=[{"source": SOURCE, "id": "testing"}])

        send(client, completed(course="testing"))

        assert training(client)[0]["course"] == "named"


class TestOrder:
    def test_an_older_event_about_the_attempt_changes_and_opens_nothing(self, client):
        send(client, learning_event("progressed", percent=60, time=NOON))
        send(client, learning_event("progressed", percent=20, time=MORNING))
        assert [r["percent"] for r in training(client)] == [60]

        send(client, learning_event("withdrawn", time=EVENING))
        send(client, learning_event("enrolled", time=NOON))
        assert [r["state"] for r in training(client)] == ["withdrawn"]

    def test_of_equal_times_the_later_arrival_wins(self, client):
        earlier = learning_event("progressed", percent=60)
        send(client, earlier, learning_event("progressed", percent=50))

        assert [r["percent"] for r in training(client)] == [50]

    def test_progress_from_before_the_completion_opens_nothing(self, client):
        send(client, learning_event("enrolled", time=MORNING), completed(time=EVENING))
        send(client, learning_event("progressed", percent=90, time=NOON))

        assert [r["state"] for r in training(client)] == ["completed"]

    def test_an_older_word_about_a_completion_is_not_heard(self, client):
        send(client, completed(time=EVENING, score=0.9), completed(time=NOON, score=0.1))
        assert [r["score"] for r in training(client)] == [0.9]

        send(client, learning_event("withdrawn", completed_on=DAY, time=NOON))
        assert [r["state"] for r in training(client)] == ["completed"]

    def test_a_completion_taken_back_before_it_arrives_is_not_heard(self, client):
        send(client, learning_event("withdrawn", completed_on=DAY, time=EVENING))
        send(client, completed(time=NOON))

        assert training(client) == []

    def test_sources_are_not_ordered_among_each_other(self, client):
        send(client, completed(time=EVENING, score=0.9))
        send(client, completed(time=NOON, score=0.1, source="https://other.example"))

        assert [r["score"] for r in training(client)] == [0.1]


class TestEffects:
    def test_follow_an_attempt_from_enrolment_to_a_completion_taken_back(self, client):
        send(client, learning_event("enrolled", time="2026-03-01T08:00:00Z"))
        assert [r["state"] for r in training(client)] == ["enrolled"]
        send(client, learning_event("progressed", percent=70, time="2026-03-01T09:00:00Z"))
        assert [r["percent"] for r in training(client)] == [70]
        send(client, completed(time=MORNING, score=0.86, hours=6))
        (record,) = training(client)
        assert (record["score"], record["hours"]) == (0.86, 6)
        assert record["confirmation"]["state"] == "not-needed"
        send(client, learning_event("withdrawn", completed_on=DAY, time=NOON))
        assert [(r["state"], r["completed_on"]) for r in training(client)] == [("withdrawn", DAY)]

    def test_confirm_what_the_person_logged(self, client):
        entry = {"course": "testing", "state": "completed", "completed_on": "2026-02-20"}
        client.post("/people/S1/training", entry, caller=staff("S1"), expect=201)

        send(client, completed(hours=4))

        (record,) = training(client)
        assert (record["completed_on"], record["hours"]) == (DAY, 4)
        assert record["confirmation"]["state"] == "accepted"
        assert client.get("/claims", caller=staff("M1")).json["items"] == []

    def test_enrol_on_no_withdrawn_course(self, client):
        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)

        answer = send(client, learning_event("enrolled"), completed())

        assert statuses(answer) == ["refused", "accepted"]


class NightClock(FixedClock):
    """Half past midnight in summer, while UTC has not left the day before."""

    def today(self):
        return (self.instant + timedelta(hours=1)).date()


class TestBusinessDay:
    @pytest.fixture
    def clock(self):
        return NightClock(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))

    def test_is_what_a_completion_must_not_lie_after(self, client):
        answer = send(
            client, completed(completed_on="2026-07-01"), completed(completed_on="2026-07-02")
        )

        assert statuses(answer) == ["accepted", "refused"]
        assert training(client)[0]["logged_on"] == "2026-07-01"
