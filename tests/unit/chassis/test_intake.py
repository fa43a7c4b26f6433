from dataclasses import dataclass, replace

import pytest
from marshmallow import Schema

from services.chassis.errors import DomainError
from services.chassis.fields import Date, StaffNumber, Whole
from services.chassis.intake import INBOX, Inlet, Inlets, Status, prepare, take_in
from services.chassis.kinds import Kind
from services.chassis.work import Work
from tests.unit.chassis.reading import NOW, MemoryReader, basis


@dataclass(frozen=True, slots=True)
class Tally:
    """How far somebody has come, in the order it was heard."""

    staff_number: str
    percents: tuple[int, ...] = ()


TALLIES = Kind(name="tallies", of=Tally, key="staff_number")


class TallyWork(Work):
    kinds = (TALLIES, INBOX)

    def __init__(self, basis):
        super().__init__(basis)
        self.tallies = self.shelf(TALLIES)
        self.inbox = self.shelf(INBOX)


class ProgressSchema(Schema):
    staff_number = StaffNumber(required=True)
    percent = Whole(0, 100, required=True)
    on = Date()


def progress(work, incoming):
    """Keep it, say it, and only then find out whether it may be."""
    number, percent = incoming.data["staff_number"], incoming.data["percent"]
    before = work.tallies.get(number) or Tally(number)
    version = work.tallies.put(replace(before, percents=(*before.percents, percent)))
    work.publish("courses.training.progressed.v1", number, {}, version)
    if percent == 13:
        raise DomainError("Must not be 13.", pointer="/percent", value=percent)
    if percent == 14:
        raise DomainError("Nobody may be at 14.")
    return number == "UNKNOWN"


INLETS = Inlets(types={"learning.progressed.v1": Inlet(ProgressSchema, progress)})


def event(id="E1", percent=10, staff_number="S1", **changes):
    return {
        "specversion": "1.0",
        "id": id,
        "source": "https://lms.example",
        "type": "learning.progressed.v1",
        "time": "2026-03-02T11:00:00Z",
        "data": {"staff_number": staff_number, "percent": percent},
    } | changes


def new_work(reader=None):
    return TallyWork(basis(reader))


def take(work, *items, client="lms"):
    return take_in(work, work.inbox, prepare(items, INLETS, client=client, now=NOW), INLETS)


def statuses(outcomes):
    return [outcome.status.value for outcome in outcomes]


def percents(work, number="S1"):
    tally = work.tallies.get(number)
    return tally.percents if tally else ()


class TestTakingIn:
    def test_applies_new_events_in_their_order(self):
        work = new_work()

        outcomes = take(work, event("E1", 10), event("E2", 30), event("E3", 20))

        assert statuses(outcomes) == ["accepted"] * 3
        assert [(o.index, o.id) for o in outcomes] == [(0, "E1"), (1, "E2"), (2, "E3")]
        assert percents(work) == (10, 30, 20)

    def test_says_whether_the_person_is_waited_for(self):
        known, unknown = take(new_work(), event("E1"), event("E2", staff_number="UNKNOWN"))

        assert (known.waiting, unknown.waiting) == (False, True)

    def test_applies_the_same_event_once(self):
        work = new_work()

        outcomes = take(work, event("E1"), event("E2"), event("E1"))

        assert statuses(outcomes) == ["accepted", "accepted", "duplicate"]
        assert percents(work) == (10, 10)

    @pytest.mark.parametrize(
        "again",
        [
            pytest.param(event(traceparent="00-a-b-01"), id="with another trace"),
            pytest.param(event(datacontenttype="application/json"), id="with its content type"),
            pytest.param(event(time="2026-03-02T12:00:00+01:00"), id="in another time zone"),
            pytest.param(
                event(data={"percent": 10, "staff_number": "S1"}), id="in another order of keys"
            ),
        ],
    )
    def test_knows_the_same_event_said_otherwise(self, again):
        assert statuses(take(new_work(), event(), again)) == ["accepted", "duplicate"]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(event(percent=11), id="other data"),
            pytest.param(event(time="2026-03-02T11:00:01Z"), id="another time"),
            pytest.param(event(subject="S1"), id="another subject"),
        ],
    )
    def test_calls_other_content_under_the_same_id_a_conflict(self, other):
        work = new_work()

        assert statuses(take(work, event(), other)) == ["accepted", "conflict"]
        assert percents(work) == (10,)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (event(), event(source="https://other.example")),
            (event(), event(id="E2")),
        ],
        ids=["source", "id"],
    )
    def test_tells_events_apart_by(self, first, second):
        assert statuses(take(new_work(), first, second)) == ["accepted", "accepted"]

    def test_tells_clients_apart(self):
        work = new_work()

        assert statuses(take(work, event(), client="lms")) == ["accepted"]
        assert statuses(take(work, event(), client="other")) == ["accepted"]

    def test_remembers_what_an_earlier_work_has_saved(self):
        first = new_work()
        take(first, event())
        saved = [document for _, document, _ in first.inbox.changes()]

        work = new_work(MemoryReader(inbox=saved))

        assert statuses(take(work, event(), event(percent=11))) == ["duplicate", "conflict"]
        assert percents(work) == ()

    @pytest.mark.parametrize(
        ("percent", "pointer"), [(13, "/data/percent"), (14, "/data")], ids=["field", "whole"]
    )
    def test_leaves_no_trace_of_what_a_rule_refuses(self, percent, pointer):
        work = new_work()

        outcomes = take(work, event("E1", 10), event("E2", percent), event("E3", 20))

        assert statuses(outcomes) == ["accepted", "refused", "accepted"]
        assert [error.pointer for error in outcomes[1].errors] == [pointer]
        assert percents(work) == (10, 20)
        assert len(work.events) == 2
        assert {identity.rpartition("\n")[2] for identity, _, _ in work.inbox.changes()} == {
            "E1",
            "E3",
        }

    def test_takes_a_refused_event_that_was_mended_under_its_id(self):
        work = new_work()

        assert statuses(take(work, event(percent=13), event(percent=12))) == ["refused", "accepted"]

    def test_reads_the_inbox_once_for_a_batch(self):
        work = new_work()

        take(work, *(event(f"E{n}") for n in range(50)))

        asked = [collection for collection, _ in work.basis.reader.asked]
        assert asked.count("inbox") == 1

    def test_lets_a_service_fetch_all_at_once(self):
        seen = []
        inlets = Inlets(types=INLETS.types, prefetch=lambda _work, events: seen.append(len(events)))
        work = new_work()
        items = prepare([event("E1"), {}, event("E2")], inlets, client="c", now=NOW)

        take_in(work, work.inbox, items, inlets)

        assert seen == [2]


def without(name):
    return {key: value for key, value in event().items() if key != name}


class TestAnEventThatCannotBeRead:
    @pytest.mark.parametrize(
        ("item", "pointer"),
        [
            pytest.param([], "", id="a list"),
            pytest.param(None, "", id="null"),
            pytest.param("text", "", id="text"),
            pytest.param(without("specversion"), "/specversion", id="no version"),
            pytest.param(event(specversion="0.3"), "/specversion", id="another version"),
            pytest.param(without("id"), "/id", id="no id"),
            pytest.param(event(id=""), "/id", id="an empty id"),
            pytest.param(event(id=5), "/id", id="a number as id"),
            pytest.param(event(id="a\nb"), "/id", id="a line end in the id"),
            pytest.param(event(id="x" * 201), "/id", id="a long id"),
            pytest.param(event(source="a\0"), "/source", id="NUL in the source"),
            pytest.param(event(source="\ud800"), "/source", id="half a surrogate pair"),
            pytest.param(without("type"), "/type", id="no type"),
            pytest.param(event(type="learning.progressed.v2"), "/type", id="another type"),
            pytest.param(without("time"), "/time", id="no time"),
            pytest.param(event(time="2026-03-02T11:00:00"), "/time", id="no offset"),
            pytest.param(event(time="2026-03-03T12:00:01Z"), "/time", id="more than a day ahead"),
            pytest.param(without("data"), "/data", id="no data"),
            pytest.param(event(data=[1]), "/data", id="data that are a list"),
            pytest.param(event(data=None), "/data", id="null as data"),
            pytest.param(event(percent=101), "/data/percent", id="too many percent"),
            pytest.param(event(percent=True), "/data/percent", id="true as percent"),
            pytest.param(event(data={"percent": 1}), "/data/staff_number", id="a missing field"),
            pytest.param(
                event(data={"staff_number": "S1", "percent": 1, "$set": 1}),
                "/data/$set",
                id="an unknown field",
            ),
            pytest.param(event(datacontenttype="text/xml"), "/datacontenttype", id="XML"),
            pytest.param(event(extra={"a": 1}), "/extra", id="an extension that is an object"),
            pytest.param(event(extra=[[]]), "/extra", id="an extension that is a list"),
            pytest.param(event(**{"$set": "a"}), "/$set", id="an extension with a sign"),
            pytest.param(event(Extra="a"), "/Extra", id="an extension with a capital"),
        ],
    )
    def test_is_refused_at_its_field(self, item, pointer):
        work = new_work()

        (outcome,) = take(work, item)

        assert outcome.status is Status.REFUSED
        assert {error.pointer for error in outcome.errors} == {pointer}
        assert list(work.inbox.changes()) == []

    def test_does_not_keep_the_others_out(self):
        work = new_work()

        outcomes = take(work, event("E1", 10), {"id": "E2"}, event("E3", 20))

        assert statuses(outcomes) == ["accepted", "refused", "accepted"]
        assert outcomes[1].id == "E2"
        assert percents(work) == (10, 20)

    def test_is_none_where_it_is_a_day_ahead_to_the_second(self):
        assert statuses(take(new_work(), event(time="2026-03-03T12:00:00Z"))) == ["accepted"]

    def test_is_none_where_it_has_simple_extensions(self):
        item = event(traceparent="00-a", sampled=True, attempt=3)

        assert statuses(take(new_work(), item)) == ["accepted"]
