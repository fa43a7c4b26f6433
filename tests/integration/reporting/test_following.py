"""What reporting makes of the events of skills, in any order and however often they come."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.chassis.context import EXTENSION
from services.chassis.documents import from_document
from services.reporting.store import LEVELS, PEOPLE, ROLE_LEVELS, SKILLS, UNITS
from tests.delivery import deliver
from tests.integration.reporting.heard import levels, person, removed, role_level, skill, unit

KINDS = {
    "person": PEOPLE,
    "unit": UNITS,
    "role-level": ROLE_LEVELS,
    "levels": LEVELS,
    "skill": SKILLS,
}
EXAMPLE = count(1)


def state(kind, identity, version, *, gone):
    """What skills says of a thing at a version; profiles are never removed."""
    subject = f"{kind}/{identity}" if kind in ("role-level", "skill") else identity
    if gone and kind != "levels":
        return removed(kind, subject, sequence=version)
    level = version % 5
    exempt = {"data": f"2026-03-0{version}"} if version % 2 else None
    said = {
        "person": lambda: person(identity, unit=f"unit-{version}", sequence=version),
        "unit": lambda: unit("trust", f"parent-{version}", identity, sequence=version),
        "role-level": lambda: role_level(identity, sequence=version, data=level),
        "skill": lambda: skill(identity, f"Name {version}", sequence=version),
        "levels": lambda: levels(identity, sequence=version, exempt=exempt, data=level),
    }
    return said[kind]()


things = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(["a", "b"]))
histories = st.dictionaries(
    things, st.lists(st.booleans(), min_size=1, max_size=4), min_size=1, max_size=4
)


@st.composite
def deliveries(draw):
    """Histories of things, and a way to deliver them: any order, repeats, in batches."""
    drawn = draw(histories)
    example = next(EXAMPLE)
    said = {
        (kind, f"{name}{example}"): [
            state(kind, f"{name}{example}", version, gone=gone)
            for version, gone in enumerate(states, start=1)
        ]
        for (kind, name), states in drawn.items()
    }
    events = [event for history in said.values() for event in history]
    order = draw(st.permutations(events))
    repeats = draw(st.lists(st.sampled_from(events), max_size=5))
    cuts = sorted(draw(st.lists(st.integers(0, len(events) + len(repeats)), max_size=3)))
    delivered = [*order, *repeats]
    batches = [delivered[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
    return said, batches


def held(app, kind, identity):
    """The document of a thing without its id."""
    mongo = app.extensions[EXTENSION].mongo
    collection = mongo.database[KINDS[kind].collection(mongo.generation())]
    return collection.find_one({"_id": identity}, {"_id": 0})


class TestFollowing:
    @settings(
        deadline=None,
        max_examples=60,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(deliveries())
    def test_any_order_with_any_repeats_ends_with_the_newest_of_each(self, app, delivery):
        said, batches = delivery

        for batch in batches:
            deliver(app, *batch)

        for (kind, identity), history in said.items():
            newest = history[-1]
            document = held(app, kind, identity)
            assert document["version"] == newest.sequence
            if newest.removed:
                assert document == {"version": newest.sequence, "removed": True}
            else:
                of = KINDS[kind].of
                assert from_document(document, of) == from_document(newest.data, of)

    @pytest.mark.parametrize("kind", ["person", "unit", "role-level", "skill"])
    def test_a_thing_removed_and_made_again_ends_the_same_whole_or_compacted(self, app, kind):
        history = [state(kind, "whole", version, gone=version == 2) for version in (1, 2, 3)]
        compacted = state(kind, "whole", 3, gone=False)

        deliver(app, *history)
        whole = held(app, kind, "whole")
        app.extensions[EXTENSION].mongo.drop(1)
        deliver(app, compacted)

        assert held(app, kind, "whole") == whole

    @pytest.mark.parametrize("kind", ["person", "unit", "role-level", "skill"])
    def test_an_older_state_does_not_bring_back_what_was_removed(self, app, kind):
        deliver(app, state(kind, "gone", 2, gone=True))

        deliver(app, state(kind, "gone", 1, gone=False))

        assert held(app, kind, "gone") == {"version": 2, "removed": True}
