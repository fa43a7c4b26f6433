"""Any order of the same events, with any repetition, gives the same copies."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.chassis.consuming import apply, apply_one_by_one, sort_out
from services.chassis.context import EXTENSION
from services.courses.service import SERVICE
from services.courses.store import CoursesWork
from tests.callers import AUDITOR, OPERATOR, staff
from tests.delivery import deliver, make_event, message_of
from tests.integration.courses.sending import make_course, person

NAMES = {
    "skills.person": ("P1", {"staff_number": "P1", "line": []}),
    "skills.unit": ("u1", {"unit": "u1", "path": ["u1"]}),
    "skills.skill": ("skill/s1", {"skill": "s1"}),
    "skills.role-level": ("role-level/s1", {"role_level": "s1", "role": "R", "requires": []}),
    "reporting.initiative": ("i1", {"initiative": "i1", "deadline": "2026-12-31", "posts": []}),
}


def history(subject, steps):
    """One thing changed and removed and made again, each step with the next version."""
    key, data = NAMES[subject]
    for version, removed in enumerate(steps, start=1):
        if removed:
            yield make_event(f"{subject}.removed.v1", key, version, removed=True)
            continue
        named = {"name": f"Version {version}", "title": f"Version {version}", "priority": version}
        yield make_event(f"{subject}.changed.v1", key, version, **data | named)


def levels(version):
    step = {"from": "2026-01-01", "verified": version % 5, "claimed": 4}
    skill = {"skill": "s1", "judged_on": None, "steps": [step]}
    said = {"exempt": [{"skill": "s1", "until": f"2026-03-0{version}"}]} if version % 2 else {}
    return make_event(
        *("skills.levels.changed.v1", "P1", version),
        **{"staff_number": "P1", "levels": [skill], "waiting": [], **said},
    )


steps = st.lists(st.booleans(), min_size=1, max_size=4)
things = st.fixed_dictionaries(dict.fromkeys(NAMES, steps))


@pytest.fixture
def mongo(app):
    return app.extensions[EXTENSION].mongo


def copies(mongo):
    """All that was kept, by collection."""
    kept = [kind.collection(1) for kind in CoursesWork.kinds if kind.read_model]
    return {name: sorted(mongo.database[name].find(), key=str) for name in kept}


def forget(mongo):
    for kind in CoursesWork.kinds:
        mongo.database[kind.collection(1)].delete_many({})


class TestAnyOrder:
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(data=st.data(), made=things, profiles=st.integers(1, 3))
    def test_with_any_repetition_ends_the_same(self, mongo, data, made, profiles):
        events = [event for subject, steps in made.items() for event in history(subject, steps)]
        events += [levels(version) for version in range(1, profiles + 1)]
        repeated = data.draw(st.lists(st.sampled_from(events), max_size=6))
        shuffled = data.draw(st.permutations(events + repeated))
        size = data.draw(st.integers(1, len(shuffled)))

        forget(mongo)
        in_batches(mongo, events, len(events))
        expected = copies(mongo)
        forget(mongo)
        in_batches(mongo, shuffled, size)

        assert copies(mongo) == expected

    @settings(
        max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(made=things)
    def test_of_what_compaction_leaves_ends_the_same(self, mongo, made):
        histories = [list(history(subject, steps)) for subject, steps in made.items()]

        forget(mongo)
        in_batches(mongo, [event for each in histories for event in each], 3)
        expected = copies(mongo)
        forget(mongo)
        in_batches(mongo, [each[-1] for each in histories], 3)

        assert copies(mongo) == expected


def in_batches(mongo, events, size):
    messages = [message_of(event, offset) for offset, event in enumerate(events)]
    for start in range(0, len(messages), size):
        apply(mongo, sort_out(messages[start : start + size], SERVICE.follows), generation=1)


class TestRemovedAndMadeAgain:
    def test_ends_as_it_was_made_last(self, app, client):
        make_course(client)
        deliver(
            app, person("S1", "M1"), make_event("skills.person.removed.v1", "S1", 2, removed=True)
        )
        deliver(app, person("S1", "M2", sequence=3), person("M2"))

        client.get("/people/S1/training", caller=staff("M2"), expect=200)
        client.get("/people/S1/training", caller=staff("M1"), expect=404)


class TestBadMessages:
    def test_stop_nobody(self, client, mongo):
        bad = [
            message_of(make_event("skills.person.changed.v1", "S2", staff_number="S2"), 0),
            message_of(person("S1"), 1),
            message_of(make_event("skills.person.changed.v1", "S3", **PERSON_S4), 2),
        ]

        apply_one_by_one(mongo, bad, SERVICE, generation=1)

        client.get("/people/S1/training", caller=AUDITOR, expect=200)
        letters = client.get("/dead-letters", caller=OPERATOR, expect=200).json["items"]
        assert [letter["key"] for letter in letters] == ["S2", "S3"]
        assert "name" in letters[0]["reason"]
        assert "Name of S4" not in json.dumps(letters)

    def test_can_be_replayed_by_operators(self, client, mongo):
        wrong = make_event("skills.unit.changed.v1", "u1", unit="u2", name="U", path=["u2"])
        apply_one_by_one(mongo, [message_of(wrong)], SERVICE, generation=1)
        (letter,) = client.get("/dead-letters", caller=OPERATOR, expect=200).json["items"]

        client.post(f"/dead-letters/{letter['id']}/replay", caller=AUDITOR, expect=403)
        client.post(f"/dead-letters/{letter['id']}/replay", caller=OPERATOR, expect=409)


PERSON_S4 = dict(person("S4").data)


class TestFreshness:
    def test_is_for_everybody_signed_in(self, client):
        make_course(client)

        got = client.get("/freshness", caller=staff("S1"), expect=200).json

        assert got["pending"] == 1
        client.get("/freshness", expect=401)
