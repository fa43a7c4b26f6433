from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.copies import OtherForm, OtherSubject, keep_newest
from services.chassis.kinds import Kind
from services.chassis.work import Work
from tests.delivery import make_event
from tests.unit.chassis.reading import MemoryReader, basis


@dataclass(frozen=True, slots=True)
class Unit:
    unit: str
    name: str


UNITS = Kind(name="units", of=Unit, key="unit", read_model=True)


class Copies(Work):
    kinds = (UNITS,)

    def __init__(self, basis):
        super().__init__(basis)
        self.units = self.shelf(UNITS)


def changed(unit, version, name="N"):
    return make_event("skills.unit.changed.v1", unit, version, unit=unit, name=name, path=[unit])


def removed(unit, version):
    return make_event("skills.unit.removed.v1", unit, version, removed=True)


def applied(*batches):
    """What is stored after these batches of events, each in a unit of work of its own."""
    stored = {}
    for events in batches:
        work = Copies(basis(MemoryReader(**{"units-1": list(stored.values())})))
        keep_newest(work.units, events)
        stored |= {identity: document for identity, document, _ in work.units.changes()}
    return stored


HISTORY = [
    changed("a", 1, "First"),
    changed("a", 3, "Second"),
    removed("a", 5),
    changed("a", 8, "Made again"),
    changed("b", 2),
    removed("b", 4),
    removed("c", 6),
]


class TestKeepNewest:
    def test_gives_what_changed_something(self):
        work = Copies(basis())
        old, new, again = changed("a", 1), changed("a", 2), changed("a", 2, "Other")

        assert keep_newest(work.units, [new, old, again]) == [new]
        assert work.units.version("a") == 2

    def test_keeps_a_headstone_against_older_news(self):
        stored = applied([removed("a", 5)], [changed("a", 4)])

        assert stored == {"a": {"_id": "a", "version": 5, "removed": True}}

    @given(data=st.data())
    def test_ends_the_same_in_any_order_with_any_repetition(self, data):
        repeated = HISTORY + data.draw(st.lists(st.sampled_from(HISTORY), max_size=6))
        shuffled = data.draw(st.permutations(repeated))
        cut = data.draw(st.integers(0, len(shuffled)))

        assert applied(shuffled[:cut], shuffled[cut:]) == applied(HISTORY)

    def test_refuses_data_about_another_thing_than_the_subject(self):
        work = Copies(basis())
        wrong = make_event("skills.unit.changed.v1", "a", 1, unit="b", name="N", path=["b"])

        with pytest.raises(OtherSubject):
            keep_newest(work.units, [wrong])

    def test_reads_all_that_a_batch_needs_at_once(self):
        reader = MemoryReader()
        work = Copies(basis(reader))

        keep_newest(work.units, HISTORY)

        assert len(reader.asked) == 1

    def test_keeps_of_what_was_said_only_what_its_kind_has(self):
        stored = applied([changed("a", 3, "Digital")])

        assert stored == {"a": {"_id": "a", "version": 3, "unit": "a", "name": "Digital"}}

    @pytest.mark.parametrize(
        "beyond",
        [{"later": 1}, {"_id": "b"}, {"$set": 1}, {"a\0b": 1}, {"version": 9}],
        ids=["later field", "id of the database", "operator", "NUL in a name", "version"],
    )
    def test_leaves_out_what_the_contract_does_not_name(self, beyond):
        said = {"unit": "a", "name": "N", "path": ["a"], **beyond}
        event = make_event("skills.unit.changed.v1", "a", 3, **said)

        assert applied([event]) == applied([changed("a", 3)])

    def test_refuses_what_its_kind_cannot_hold(self):
        work = Copies(basis())

        with pytest.raises(OtherForm, match=r"`str`, got `int` - at `\$\.name`"):
            keep_newest(work.units, [changed("a", 3, name=7)])

    @pytest.mark.parametrize("beyond", [{}, {"later": 1}], ids=["exact", "with a later field"])
    def test_keeps_what_is_added_to_the_words_of_others(self, beyond):
        work = Copies(basis())
        said = {"unit": "a", "name": "N", "path": ["a"], **beyond}
        event = make_event("skills.unit.changed.v1", "a", 3, **said)

        keep_newest(work.units, [event], adding=lambda said: {"name": said["name"] + "!"})

        assert work.units.get("a") == Unit("a", "N!")

    def test_gives_the_thing_of_what_was_said(self):
        work = Copies(basis())

        keep_newest(work.units, [changed("a", 3, "Digital")])

        assert work.units.get("a") == Unit("a", "Digital")
