import gc
import weakref
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from services.chassis.clock import milliseconds
from services.chassis.errors import DomainError
from services.chassis.kinds import Kind
from services.chassis.work import Work
from tests.unit.chassis.reading import NOW, MemoryReader, basis

MS = milliseconds(NOW)


@dataclass(frozen=True, slots=True)
class Book:
    id: str
    shelf: str
    title: str = "T"


BOOKS = Kind(name="books", of=Book, key="id", group="shelf")


class Library(Work):
    kinds = (BOOKS,)

    def __init__(self, basis):
        super().__init__(basis)
        self.books = self.shelf(BOOKS)


def stored(identity, shelf="a", version=5, **more):
    return {
        "_id": identity,
        "id": identity,
        "shelf": shelf,
        "title": "T",
        "version": version,
    } | more


def headstone(identity, version=5):
    return {"_id": identity, "version": version, "removed": True}


def library(*documents, now=NOW, **changes):
    return Library(basis(MemoryReader(books=list(documents)), now=now, **changes))


def reads(work):
    return len(work.basis.reader.asked)


def ids(things):
    return [thing.id for thing in things]


class TestReading:
    def test_gives_the_thing_or_none(self):
        work = library(stored("B1"), headstone("B2"))

        assert work.books.get("B1") == Book("B1", "a")
        assert work.books.get("B2") is None
        assert work.books.get("B3") is None
        assert work.books.get(None) is None

    def test_needs_a_thing_that_is_there(self):
        assert library(stored("B1")).books.need("B1") == Book("B1", "a")

        with pytest.raises(KeyError):
            library().books.need("B1")

    def test_knows_the_version_of_what_is_and_of_what_was(self):
        work = library(stored("B1", version=5), headstone("B2", version=7))

        assert [work.books.version(each) for each in ("B1", "B2", "B3")] == [5, 7, 0]

    def test_happens_once_for_each_id(self):
        work = library(stored("B1"))

        work.books.fetch(["B1", "B2", "B1"])
        for _ in range(3):
            work.books.get("B1")
            work.books.get("B2")

        assert reads(work) == 1

    def test_passes_over_headstones_in_lists_and_counts(self):
        work = library(stored("B1"), headstone("B2"))

        assert ids(work.books.find({})) == ["B1"]
        assert work.books.count({}) == 1

    def test_of_a_list_shows_what_the_database_has(self):
        work = library(stored("B1"))
        work.books.put(Book("B2", "a"))

        assert ids(work.books.find({"shelf": "a"})) == ["B1"]

    def test_that_takes_holds_what_it_found_but_keeps_what_was_put(self):
        work = library(stored("B1"), stored("B2"))
        work.books.put(Book("B1", "a", "New"))

        taken = work.books.take({"shelf": "a"})

        assert [book.title for book in taken] == ["New", "T"]
        before = reads(work)
        assert work.books.version("B2") == 5
        assert reads(work) == before


class TestPutting:
    def test_gives_what_was_put_from_then_on(self):
        work = library(stored("B1"))

        work.books.put(Book("B1", "a", "New"))

        assert work.books.need("B1").title == "New"

    @pytest.mark.parametrize(
        ("held", "version"),
        [
            pytest.param([], MS, id="the clock for what never was"),
            pytest.param([stored("B1", version=5)], MS, id="the clock where it is later"),
            pytest.param([stored("B1", version=MS)], MS + 1, id="one more within a millisecond"),
            pytest.param([stored("B1", version=MS + 99)], MS + 100, id="one more if clocks differ"),
            pytest.param([headstone("B1", version=MS + 7)], MS + 8, id="one more after a removal"),
        ],
    )
    def test_takes_the_later_of_clock_and_last_version_and_one(self, held, version):
        assert library(*held).books.put(Book("B1", "a")) == version

    def test_raises_the_version_each_time(self):
        work = library()

        versions = [work.books.put(Book("B1", "a", str(n))) for n in range(3)]

        assert versions == [MS, MS + 1, MS + 2]

    def test_takes_a_version_that_is_given(self):
        work = library(stored("B1", version=5))

        assert work.books.put(Book("B1", "a"), version=9) == 9
        assert work.books.version("B1") == 9

    def test_writes_one_document_for_a_thing_however_often_it_was_put(self):
        work = library(stored("B1"))
        for title in ("One", "Two"):
            work.books.put(Book("B1", "a", title))

        ((identity, document, new),) = work.books.changes()

        assert (identity, new) == ("B1", False)
        assert document == stored("B1", title="Two", version=MS + 1)

    @pytest.mark.parametrize(
        ("held", "new"),
        [([], True), ([stored("B1")], False), ([headstone("B1")], False)],
        ids=["never heard of", "there", "removed"],
    )
    def test_knows_whether_it_is_new_to_the_database(self, held, new):
        work = library(*held)
        work.books.put(Book("B1", "a"))

        assert [said for _, _, said in work.books.changes()] == [new]

    def test_of_what_was_only_read_writes_nothing(self):
        work = library(stored("B1"))
        work.books.get("B1")

        assert list(work.books.changes()) == []

    def test_adds_without_a_look(self):
        work = library()

        version = work.books.add(Book("B1", "a"))

        assert (version, reads(work)) == (MS, 0)
        assert [new for _, _, new in work.books.changes()] == [True]


class TestRemoving:
    def test_leaves_a_headstone_with_the_next_version(self):
        work = library(stored("B1", version=MS))

        version = work.books.remove("B1")

        assert version == MS + 1
        assert work.books.get("B1") is None
        assert list(work.books.changes()) == [("B1", headstone("B1", MS + 1), False)]

    def test_can_be_followed_by_making_it_again(self):
        work = library(stored("B1", version=MS))
        work.books.remove("B1")

        work.books.put(Book("B1", "a", "Again"))

        ((_, document, _),) = work.books.changes()
        assert (document["title"], document["version"]) == ("Again", MS + 2)
        assert "removed" not in document


class TestAGroup:
    def test_has_all_that_the_database_has(self):
        work = library(stored("B1"), stored("B2"), stored("B3", "b"), headstone("B4"))

        assert ids(work.books.group("a")) == ["B1", "B2"]

    @pytest.mark.parametrize("first", ["read", "put"])
    def test_has_what_was_put_as_well(self, first):
        work = library(stored("B1"))
        if first == "read":
            work.books.group("a")
        work.books.put(Book("B2", "a"))

        assert sorted(ids(work.books.group("a"))) == ["B1", "B2"]

    def test_has_the_newest_state(self):
        work = library(stored("B1"))
        work.books.put(Book("B1", "a", "New"))

        assert [book.title for book in work.books.group("a")] == ["New"]

    def test_has_no_longer_what_was_removed(self):
        work = library(stored("B1"), stored("B2"))
        work.books.group("a")

        work.books.remove("B1")

        assert ids(work.books.group("a")) == ["B2"]

    @pytest.mark.parametrize("read_before", [True, False])
    def test_has_no_longer_what_moved_to_another(self, read_before):
        work = library(stored("B1"), stored("B2"))
        if read_before:
            work.books.fetch_groups(["a", "b"])

        work.books.put(replace(work.books.need("B1"), shelf="b"))

        assert ids(work.books.group("a")) == ["B2"]
        assert ids(work.books.group("b")) == ["B1"]

    def test_is_read_once_and_many_at_once(self):
        work = library(stored("B1"), stored("B2", "b"))

        work.books.fetch_groups(["a", "b", "c"])
        found = [ids(work.books.group(key)) for key in ("a", "b", "c")]

        assert found == [["B1"], ["B2"], []]
        assert reads(work) == 1

    def test_gives_its_members_to_single_reads(self):
        work = library(stored("B1"))
        work.books.group("a")

        assert work.books.version("B1") == 5
        assert reads(work) == 1


class TestPublishing:
    def test_says_what_a_thing_is_now(self):
        work = library(traceparent="00-trace-span-01")

        work.publish("skills.person.changed.v1", "S1", {"name": "Ann"}, 7)

        (event,) = work.events
        assert (event.subject, event.sequence, event.source) == ("S1", 7, "/skills")
        assert (event.time, event.traceparent) == (NOW, "00-trace-span-01")

    def test_gives_each_event_an_id_of_its_own(self):
        work = library()
        for _ in range(3):
            work.publish("skills.person.changed.v1", "S1", {}, 1)

        assert len({event.id for event in work.events}) == 3


def change_all(work):
    work.books.put(Book("B1", "b", "Changed"))
    work.books.put(Book("B1", "b", "Changed again"))
    work.books.remove("B2")
    work.books.put(Book("B9", "a"))
    work.publish("skills.person.changed.v1", "S1", {}, 1)


def change_all_and_fail(work, error):
    with work.attempt():
        change_all(work)
        raise error


def change_within_and_fail(work):
    with work.attempt():
        with work.attempt():
            change_all(work)
        raise DomainError("Refused.")


def state(work):
    return (
        {key: sorted(ids(work.books.group(key))) for key in ("a", "b")},
        {each: (work.books.get(each), work.books.version(each)) for each in ("B1", "B2", "B9")},
        list(work.books.changes()),
        list(work.events),
    )


class TestAnAttempt:
    def attempt(self, work, error):
        with pytest.raises(type(error)):
            change_all_and_fail(work, error)

    def attempt_well(self, work):
        with work.attempt():
            change_all(work)

    @pytest.mark.parametrize("read_before", [True, False])
    def test_that_a_rule_refuses_leaves_no_trace(self, read_before):
        work = library(stored("B1"), stored("B2"))
        untouched = library(stored("B1"), stored("B2"))
        if read_before:
            state(work)

        self.attempt(work, DomainError("Refused."))

        assert state(work) == state(untouched)

    def test_that_a_rule_refuses_keeps_what_was_done_before(self):
        work = library(stored("B1"), stored("B2"))
        work.books.put(Book("B1", "a", "Before"))
        work.publish("skills.person.changed.v1", "S0", {}, 1)
        before = state(work)

        self.attempt(work, DomainError("Refused."))

        assert state(work) == before

    def test_that_goes_well_stays(self):
        work = library(stored("B1"), stored("B2"))

        with work.attempt():
            change_all(work)

        assert work.books.need("B1").title == "Changed again"
        assert [event.subject for event in work.events] == ["S1"]

    def test_can_follow_one_that_was_refused(self):
        work = library(stored("B1"), stored("B2"))
        self.attempt(work, DomainError("Refused."))

        with work.attempt():
            work.books.put(Book("B9", "a", "Kept"))
        self.attempt(work, DomainError("Refused again."))

        assert [(i, d["title"], new) for i, d, new in work.books.changes()] == [
            ("B9", "Kept", True)
        ]

    def test_can_stand_within_another(self):
        work = library(stored("B1"), stored("B2"))

        with work.attempt():
            work.books.put(Book("B9", "a", "Kept"))
            self.attempt(work, DomainError("Refused."))

        assert [identity for identity, _, _ in work.books.changes()] == ["B9"]

    def test_that_is_refused_takes_those_within_along(self):
        work = library(stored("B1"), stored("B2"))
        untouched = library(stored("B1"), stored("B2"))

        with pytest.raises(DomainError):
            change_within_and_fail(work)

        assert state(work) == state(untouched)

    def test_leaves_nothing_that_only_a_search_for_garbage_would_find(self):
        work = library(stored("B1"), stored("B2"))
        books = weakref.ref(work.books)
        gc.disable()
        try:
            change_all(work)
            self.attempt_well(work)
            del work

            assert books() is None
        finally:
            gc.enable()

    def test_lets_other_errors_pass_for_they_end_the_whole_work(self):
        work = library(stored("B1"), stored("B2"))

        self.attempt(work, ZeroDivisionError())


class TestAReadModel:
    def test_carries_the_generation_in_its_name(self):
        copies = Kind(name="copies", of=Book, key="id", read_model=True)

        class Copies(Work):
            def __init__(self, basis):
                super().__init__(basis)
                self.copies = self.shelf(copies)

        reader = MemoryReader(**{"copies-3": [stored("B1")]})
        work = Copies(basis(reader, generation=3))

        assert work.copies.get("B1") == Book("B1", "a")


class TestMilliseconds:
    def test_count_from_1970(self):
        assert milliseconds(datetime(1970, 1, 1, 0, 0, 1, 2_000, tzinfo=UTC)) == 1_002
