"""Saying things again, and filling the read models anew."""

from services.chassis.consuming import apply, sort_out
from services.chassis.context import EXTENSION
from services.chassis.rebuild import switch
from services.contracts.checking import problems
from services.skills.app import create
from services.skills.store import LEVELS, PEOPLE, ROLE_LEVELS, SKILLS, UNITS
from tests.callers import PEOPLE_ADMIN, Client
from tests.delivery import deliver, message_of, published
from tests.integration.skills.organisation import (
    ANN,
    excuse,
    import_framework,
    levels_of,
    put_person,
    put_unit,
    set_up,
    state,
    training_event,
)


def republish(app, kind, *ids):
    """As the command does it, piece by piece."""
    wired = app.extensions[EXTENSION]
    say_again = wired.service.republishes[kind]
    wired.mongo.transact(lambda work: [say_again(work, identity) for identity in ids])


def test_everything_said_keeps_its_contract(app, client):
    set_up(client)
    state(client, "ANN", caller=ANN)
    excuse(client)
    deliver(app, training_event(expires_on="2027-02-01"))
    put_unit(client, "bay")
    client.delete("/units/bay", caller=PEOPLE_ADMIN, expect=204)
    client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)

    said = published(app)

    kept = {event["type"]: dict(problems(event["type"], event["data"])) for event in said}
    assert kept == {
        "skills.skill.changed.v1": {},
        "skills.role-level.changed.v1": {},
        "skills.unit.changed.v1": {},
        "skills.unit.removed.v1": {},
        "skills.person.changed.v1": {},
        "skills.person.removed.v1": {},
        "skills.levels.changed.v1": {},
    }


class TestRepublish:
    def test_says_what_each_thing_is_now_with_a_new_version(self, app, client):
        set_up(client)
        state(client, "ANN", caller=ANN)
        before = {event["subject"]: event for event in published(app)}
        told = len(published(app))

        republish(app, PEOPLE, "ANN")
        republish(app, UNITS, "ward")
        republish(app, SKILLS, "testing")
        republish(app, ROLE_LEVELS, "senior-tester")

        again = published(app)[told:]
        subjects = ["ANN", "ward", "skill/testing", "role-level/senior-tester"]
        assert [event["subject"] for event in again] == subjects
        assert [event["data"] for event in again[1:]] == [
            before[subject]["data"] for subject in subjects[1:]
        ]
        assert all(event["version"] > before[event["subject"]]["version"] for event in again)

    def test_says_levels_again(self, app, client):
        set_up(client)
        state(client, "ANN", caller=ANN)
        excuse(client)

        republish(app, LEVELS, "ANN")

        *_, first, again = published(app, "skills.levels.changed.v1")
        assert again["data"] == first["data"]
        assert again["version"] > first["version"]

    def test_says_again_that_something_is_gone(self, app, client):
        put_person(client, "ANN")
        put_unit(client, "ward")
        client.delete("/people/ANN", caller=PEOPLE_ADMIN, expect=204)
        client.delete("/units/ward", caller=PEOPLE_ADMIN, expect=204)

        republish(app, PEOPLE, "ANN")
        republish(app, UNITS, "ward")

        gone = [event["type"] for event in published(app)][-2:]
        assert gone == ["skills.person.removed.v1", "skills.unit.removed.v1"]
        put_person(client, "ANN")


class TestRebuild:
    def test_makes_the_same_levels_and_says_only_what_changed(self, app, client, wire, keys):
        put_person(client, "ANN")
        put_person(client, "BEN")
        import_framework(client)
        excuse(client, "BEN", caller=PEOPLE_ADMIN)
        history = [training_event(1), training_event(2, outcomes=[{"skill": "x", "level": 3}])]
        deliver(app, *history)
        before = levels_of(client, "ANN", caller=ANN)
        told = len(published(app))
        wired = app.extensions[EXTENSION]
        missed = training_event(person="BEN", training="22222222-2222-4222-8222-222222222222")

        wired.mongo.prepare(2)
        batch = sort_out(
            [message_of(event, n) for n, event in enumerate([*history, missed])],
            wired.service.follows,
        )
        apply(wired.mongo, batch, generation=2, rebuilding=True)
        silent = len(published(app))
        wired.mongo.database.generation.insert_one({"_id": "generation", "value": 1})
        switch(wired.mongo, 2)
        switched = wire(create)
        renew = wired.service.after_rebuild[1]
        mongo = switched.extensions[EXTENSION].mongo
        mongo.transact(lambda work: renew(work, ["ANN", "BEN"]))

        assert silent == told
        (said,) = published(app)[told:]
        assert (said["subject"], len(said["data"]["exempt"])) == ("BEN", 1)
        after = levels_of(Client(switched, keys, "skills"), "ANN", caller=ANN)
        assert after == before
