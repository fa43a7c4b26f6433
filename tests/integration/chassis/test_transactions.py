import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from pymongo.errors import PyMongoError

from services.chassis.errors import TooMuchAtOnce
from services.chassis.mongo import IMPORT_SECONDS, POINTER, GenerationChanged
from services.chassis.saving import WriteRefused
from tests.integration.chassis.notes import Note, add_one, write


def all_at_once(mongo, *works):
    """Run each in a transaction of its own; none saves before all have read.

    Gives their results, and how often each ran.
    """
    together = threading.Barrier(len(works))
    runs = [0] * len(works)

    def run(number, do):
        def once(work):
            runs[number] += 1
            result = do(work)
            if runs[number] == 1:
                together.wait(timeout=10)
            return result

        return mongo.transact(once, seconds=IMPORT_SECONDS)

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, range(len(works)), works)), runs


def stored(mongo, name="notes"):
    return list(mongo.database[name].find().sort("_id", 1))


class TestATransaction:
    def test_saves_state_and_events_together(self, mongo):
        version = mongo.transact(lambda work: write(work, Note("a", "Hello")))

        (note,) = stored(mongo)
        (event,) = stored(mongo, "event_log")
        assert (note["text"], note["version"]) == ("Hello", version)
        assert (event["subject"], event["version"], event["pending"]) == ("a", version, True)

    def test_saves_nothing_when_the_use_case_raises(self, mongo):
        def fail(work):
            write(work, Note("a"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            mongo.transact(fail)

        assert stored(mongo) == stored(mongo, "event_log") == []

    def test_saves_nothing_when_the_database_refuses_a_part(self, mongo):
        def too_large(work):
            write(work, Note("a"))
            write(work, Note("b", "x" * 17_000_000))

        with pytest.raises(PyMongoError):
            mongo.transact(too_large, seconds=IMPORT_SECONDS)

        assert stored(mongo) == stored(mongo, "event_log") == []

    def test_says_when_it_is_more_than_can_be_saved_in_its_time(self, mongo):
        def slow(work):
            write(work, Note("a"))
            time.sleep(2)

        with pytest.raises(TooMuchAtOnce, match="Split it"):
            mongo.transact(slow, seconds=1.9)

        assert stored(mongo) == stored(mongo, "event_log") == []

    def test_that_the_database_refuses_tells_nothing_of_the_data(self, mongo):
        mongo.database.command(
            "collMod", "notes", validator={"text": {"$ne": "Secret"}}, validationAction="error"
        )

        note = Note("a", "Secret")

        with pytest.raises(WriteRefused) as refused:
            mongo.transact(lambda work: write(work, note))

        mongo.database.command("collMod", "notes", validator={})
        assert "Secret" not in "".join(traceback.format_exception(refused.value))
        assert refused.value.codes == {121}

    def test_leaves_a_headstone_and_makes_the_thing_again(self, mongo):
        first = mongo.transact(lambda work: write(work, Note("a")))
        mongo.transact(lambda work: work.notes.remove("a"))
        assert stored(mongo) == [{"_id": "a", "version": first + 1, "removed": True}]

        again = mongo.transact(lambda work: write(work, Note("a", "Again")))

        assert again == first + 2
        assert stored(mongo) == [
            {"_id": "a", "version": again, "note": "a", "text": "Again", "count": 0}
        ]

    def test_that_only_reads_saves_nothing(self, mongo):
        mongo.read(lambda work: write(work, Note("a")))

        assert stored(mongo) == []


class TestTransactionsAtOnce:
    @pytest.mark.parametrize("number", [2, 4])
    def test_that_make_the_same_thing_end_as_one(self, mongo, number):
        counts, runs = all_at_once(mongo, *[lambda work: add_one(work, "a")] * number)

        (note,) = stored(mongo)
        assert note["count"] == number
        assert sorted(counts) == list(range(1, number + 1))
        assert sum(runs) > number

    def test_that_change_the_same_thing_both_count(self, mongo):
        mongo.transact(lambda work: write(work, Note("a", count=10)))

        all_at_once(mongo, *[lambda work: add_one(work, "a")] * 2)

        (note,) = stored(mongo)
        assert note["count"] == 12

    def test_that_change_and_remove_the_same_thing_follow_each_other(self, mongo):
        mongo.transact(lambda work: write(work, Note("a", count=10)))

        all_at_once(
            mongo,
            lambda work: work.notes.remove("a"),
            lambda work: add_one(work, "a"),
        )

        (note,) = stored(mongo)
        assert note.get("removed") or note["count"] == 1

    def test_that_change_different_things_run_once_each(self, mongo):
        _, runs = all_at_once(mongo, lambda w: add_one(w, "a"), lambda w: add_one(w, "b"))

        assert runs == [1, 1]

    def test_that_add_without_a_look_see_each_other(self, mongo):
        def add(work):
            if not work.notes.find({"_id": "a"}):
                work.notes.add(Note("a"))
                return "made"
            return "there"

        results, _ = all_at_once(mongo, add, add)

        assert sorted(results) == ["made", "there"]

    def test_that_ran_again_leave_each_event_once_with_rising_versions(self, mongo):
        all_at_once(mongo, *[lambda work: add_one(work, "a")] * 4)

        events = sorted(stored(mongo, "event_log"), key=lambda event: event["version"])
        assert [event["data"]["count"] for event in events] == [1, 2, 3, 4]
        assert len({event["version"] for event in events}) == 4


class TestPreparing:
    def test_makes_collections_and_indexes_once_however_many_processes_start(self, mongo):
        mongo.client.drop_database(mongo.database)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(mongo.prepare, [1, 1, 1, 1]))

        assert {"notes", "inbox", "event_log", "dead_letters"} <= set(
            mongo.database.list_collection_names()
        )
        assert {"version_1", "forget_from_1"} <= set(mongo.database.event_log.index_information())
        assert "at_1" in mongo.database.dead_letters.index_information()


class TestConsuming:
    def test_saves_on_the_generation_it_fills(self, mongo):
        mongo.consume(lambda work: write(work, Note("a")), generation=1)

        assert len(stored(mongo)) == 1

    def test_saves_nothing_once_another_generation_serves(self, mongo):
        mongo.database[POINTER].insert_one({"_id": POINTER, "value": 2})

        with pytest.raises(GenerationChanged):
            mongo.consume(lambda work: write(work, Note("a")), generation=1)

        assert stored(mongo) == []

    def test_fills_the_next_generation_while_another_serves(self, mongo):
        mongo.consume(lambda work: write(work, Note("a")), generation=2, rebuilding=True)

        assert len(stored(mongo)) == 1
