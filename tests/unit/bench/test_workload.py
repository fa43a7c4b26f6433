from datetime import UTC, date, datetime

from deploy.bench.workload import Completions, completion, people_entries, person
from services.chassis.intake import prepare
from services.contracts.checking import problems
from services.courses.api.learning import INLETS

DAY = date(2026, 3, 2)


def completions(first=0, end=1000, batch=100):
    return Completions(first=first, end=end, batch=batch, courses=("a", "b", "c"), day=DAY)


class TestCompletions:
    def test_are_as_many_as_asked_for_in_batches_of_that_size(self):
        batches = list(completions(first=50, end=300, batch=100).batches())

        assert [len(batch) for batch in batches] == [100, 100, 50]

    def test_are_all_of_other_people_and_have_other_ids(self):
        events = [event for batch in completions().batches() for event in batch]

        assert len({event["id"] for event in events}) == 1000
        assert len({event["subject"] for event in events}) == 1000
        assert {event["data"]["course"] for event in events} == {"a", "b", "c"}

    def test_are_shared_by_two_clients_in_whole_batches(self):
        one, other = completions(first=7, end=307, batch=100).halves()

        assert (one.first, one.end) == (7, 107)
        assert (other.first, other.end) == (107, 307)

    def test_are_taken_by_the_intake_of_courses(self):
        (batch,) = completions(end=2, batch=2).batches()

        prepared = prepare(batch, INLETS, client="c", now=datetime(2026, 3, 2, 12, tzinfo=UTC))

        assert [outcome.errors for _, outcome in prepared] == [(), ()]

    def test_do_not_say_the_same_twice_for_two_courses_of_one_person(self):
        assert completion("A1", "a", day=DAY)["id"] != completion("A1", "b", day=DAY)["id"]


class TestPeopleEntries:
    def test_wait_in_the_log_with_data_that_keeps_the_contract(self):
        entries = people_entries((person(n, "unit") for n in range(3)), version=5)

        assert [problems(entry["type"], entry["data"]) for entry in entries] == [{}, {}, {}]
        assert {(entry["pending"], entry["version"]) for entry in entries} == {(True, 5)}
