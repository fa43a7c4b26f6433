"""What courses publishes about training, followed in any order and any number of times."""

from uuid import UUID, uuid5

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.chassis.consuming import apply_one_by_one
from services.chassis.context import EXTENSION
from tests.callers import AUDITOR, PEOPLE_ADMIN, staff
from tests.delivery import deliver, message_of, published
from tests.integration.skills.organisation import (
    ANN,
    MANAGER,
    TRAINING,
    levels_of,
    put_person,
    set_up,
    state,
    training_event,
)

NAMESPACE = UUID(int=1)


class TestFollowing:
    def test_a_completed_course_becomes_evidence_and_a_level(self, app, client):
        put_person(client, "ANN")

        deliver(app, training_event(expires_on="2027-02-01"))

        (evidence,) = client.get("/people/ANN/evidence", caller=ANN, expect=200).json["items"]
        assert evidence["id"] == str(uuid5(UUID(TRAINING), "testing"))
        assert (evidence["source"], evidence["state"]) == ("course", "accepted")
        held = levels_of(client, "ANN", caller=ANN)["testing"]
        assert (held["verified"], held["expires_on"], held["evidence"]) == (
            2,
            "2027-02-01",
            evidence["id"],
        )
        (said,) = published(app, "skills.levels.changed.v1")
        assert said["data"]["levels"][0]["steps"] == [
            {"from": "2026-02-01", "verified": 2, "claimed": 2},
            {"from": "2027-02-02", "verified": 0, "claimed": 0},
        ]

    def test_a_completion_that_waits_is_only_claimed_until_it_is_answered(self, app, client):
        set_up(client)

        deliver(app, training_event(1, confirmation="waiting"))
        waiting = levels_of(client, "ANN", caller=ANN)["testing"]
        deliver(app, training_event(2, confirmation="accepted"))
        accepted = levels_of(client, "ANN", caller=ANN)["testing"]
        deliver(app, training_event(3, confirmation="rejected"))
        rejected = levels_of(client, "ANN", caller=ANN)["testing"]

        shown = [(held["verified"], held["claimed"]) for held in (waiting, accepted, rejected)]
        assert shown == [(0, 2), (2, 2), (0, 0)]
        assert "It counts once Man confirms it." in waiting["reason"]
        said = [e["data"]["waiting"] for e in published(app, "skills.levels.changed.v1")]
        assert [[(one["skill"], one["level"]) for one in each] for each in said] == [
            [("testing", 2)],
            [],
            [],
        ]

    def test_a_training_taken_back_takes_its_level_along(self, app, client):
        set_up(client)
        deliver(app, training_event(1))

        deliver(app, training_event(2, kind="withdrawn", state="withdrawn", outcomes=[]))

        assert levels_of(client, "ANN", caller=ANN) == {}
        assert published(app, "skills.levels.changed.v1")[-1]["data"]["levels"] == []

    def test_a_training_that_is_only_begun_says_nothing(self, app):
        deliver(app, training_event(kind="enrolled", state="enrolled", completed_on=None))

        assert published(app, "skills.levels.changed.v1") == []

    def test_works_for_somebody_who_is_not_known_yet(self, app, client):
        deliver(app, training_event(person="NEW"))

        client.get("/people/NEW/levels", caller=AUDITOR, expect=404)
        put_person(client, "NEW")

        assert levels_of(client, "NEW", caller=AUDITOR)["testing"]["verified"] == 2
        assert len(published(app, "skills.levels.changed.v1")) == 1

    def test_an_older_judgement_is_raised_and_a_newer_one_covers(self, app, client):
        set_up(client)
        deliver(app, training_event(completed_on="2026-02-01"))

        state(client, "ANN", caller=MANAGER, source="manager", level=1, observed_on="2026-01-31")
        raised = levels_of(client, "ANN", caller=ANN)["testing"]["verified"]
        state(client, "ANN", caller=MANAGER, source="manager", level=1, observed_on="2026-02-01")
        covered = levels_of(client, "ANN", caller=ANN)["testing"]["verified"]

        assert (raised, covered) == (2, 1)

    def test_the_trace_of_the_event_goes_on(self, app):
        trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

        deliver(app, replace(training_event(), traceparent=trace))

        (said,) = published(app, "skills.levels.changed.v1")
        assert said["traceparent"] == trace

    def test_many_people_at_once_are_one_transaction(self, app):
        events = [
            training_event(person=f"P{n}", training=str(uuid5(NAMESPACE, f"P{n}")))
            for n in range(1_000)
        ]

        deliver(app, *events)

        assert len(published(app, "skills.levels.changed.v1")) == 1_000


class TestDeadLetters:
    def test_set_aside_what_cannot_be_and_go_on(self, app, client):
        wired = app.extensions[EXTENSION]
        broken = [
            training_event(1, training="no-uuid"),
            training_event(1, outcomes="none"),
            training_event(1, person="BEN", training=str(uuid5(NAMESPACE, "b"))),
        ]
        messages = [message_of(event, offset) for offset, event in enumerate(broken)]

        apply_one_by_one(wired.mongo, messages, wired.service, generation=wired.mongo.generation())

        letters = client.get("/dead-letters", caller=AUDITOR, expect=200).json["items"]
        assert [letter["offset"] for letter in letters] == [0, 1]
        assert "UUID" in letters[0]["reason"]
        said = published(app, "skills.levels.changed.v1")
        assert [event["subject"] for event in said] == ["BEN"]


@st.composite
def stories(draw):
    """What happened to up to three records of one person: versions in order, per record."""
    events = []
    for record in range(draw(st.integers(1, 3))):
        for sequence in range(1, draw(st.integers(1, 4)) + 1):
            events.append((record, sequence * 10 + record, draw(states())))
    return events


@st.composite
def states(draw):
    kind = draw(st.sampled_from(["enrolled", "progressed", "completed", "withdrawn"]))
    state = {"progressed": "in-progress"}.get(kind, kind)
    return {
        "kind": kind,
        "state": state,
        "confirmation": draw(st.sampled_from(["not-needed", "waiting", "accepted", "rejected"])),
        "completed_on": "2026-02-01" if kind == "completed" else None,
        "outcomes": [{"skill": "testing", "level": draw(st.integers(1, 4))}],
    }


class TestAnyOrder:
    @given(story=stories(), data=st.data())
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_with_any_repetition_ends_the_same(self, app, story, data):
        in_order = Person(app, f"A{len(Person.made)}")
        in_any_order = Person(app, f"B{len(Person.made)}")
        shuffled = data.draw(st.permutations(story + data.draw(st.lists(st.sampled_from(story)))))
        cut = data.draw(st.integers(0, len(shuffled)))

        in_order.hears(story)
        in_any_order.hears(shuffled[:cut])
        in_any_order.hears(shuffled[cut:])

        assert in_any_order.holds() == in_order.holds()
        assert in_any_order.last_said() == in_order.last_said()


class Person:
    """Somebody new for each example, so that the database can stay."""

    made: list[str] = []

    def __init__(self, app, number):
        self.app, self.number = app, number
        Person.made.append(number)

    def hears(self, story):
        events = [
            training_event(
                sequence,
                person=self.number,
                training=str(uuid5(NAMESPACE, f"{self.number}{record}")),
                **state,
            )
            for record, sequence, state in story
        ]
        deliver(self.app, *events)

    def holds(self):
        """The read model and the profile, without what names the person."""
        database = self.app.extensions[EXTENSION].mongo.database
        theirs = {"staff_number": self.number}
        records = [
            (d["version"], d["state"], d["confirmation"], d["outcomes"])
            for d in database["training-1"].find(theirs).sort("version", 1)
        ]
        profile = database.levels.find_one({"_id": self.number})
        return records, profile["levels"]

    def last_said(self):
        said = self.app.extensions[EXTENSION].mongo.database.event_log
        found = list(said.find({"subject": self.number}).sort("version", -1).limit(1))
        return found[0]["data"]["levels"] if found else []


def test_a_person_removed_and_made_again_has_their_levels_again(app, client):
    put_person(client, "ANN")
    deliver(app, training_event(1))
    client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)
    deliver(app, training_event(2, outcomes=[{"skill": "testing", "level": 3}]))

    put_person(client, "ANN")

    assert levels_of(client, "ANN", caller=staff("ANN"))["testing"]["verified"] == 3
