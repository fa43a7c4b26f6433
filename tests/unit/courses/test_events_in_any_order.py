"""What learning systems report counts the same in whatever order and however often it arrives."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.chassis.documents import to_document
from services.chassis.intake import prepare, take_in
from services.chassis.shelf import Basis
from services.courses.api.learning import INLETS
from services.courses.domain import State
from services.courses.store import CoursesWork
from tests.unit.courses.factories import course

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
COURSES = ("basics", "more")
DAYS = (date(2026, 1, 5), date(2026, 1, 20), date(2026, 6, 1))


class Catalogue:
    """A database that holds two courses and nothing else."""

    def find(self, collection, query, *, sort=(), limit=0):  # noqa: ARG002  (a reader's)
        held = [course(name) for name in COURSES] if collection == "courses" else []
        return [{"_id": one.course, "version": 1, **to_document(one)} for one in held]

    def count(self, collection, query):
        return len(self.find(collection, query))


def event(number, name, day, score):
    """A completion, or with no score one taken back; the number orders it in time."""
    data = {"staff_number": "S1", "course": name, "completed_on": day.isoformat()}
    return {
        "specversion": "1.0",
        "id": f"e{number}",
        "source": "https://lms.example",
        "type": f"learning.training.{'withdrawn' if score is None else 'completed'}.v1",
        "time": (NOW - timedelta(minutes=100 - number)).isoformat(),
        "data": data if score is None else data | {"score": score},
    }


scores = st.one_of(st.none(), st.integers(0, 10).map(lambda tenths: tenths / 10))
words = st.lists(
    st.tuples(st.sampled_from(COURSES), st.sampled_from(DAYS), scores), min_size=1, max_size=12
)


def counting(events):
    """What counts after the events, in one batch: course, day and score."""
    basis = Basis(reader=Catalogue(), now=NOW, today=NOW.date(), service="courses")
    work = CoursesWork(basis)
    prepared = prepare(events, INLETS, client="learning-system", now=NOW)
    take_in(work, work.inbox, prepared, INLETS)
    return sorted(
        (record.course, record.completed_on, record.details.score)
        for record in work.training.group("S1")
        if record.state is State.COMPLETED
    )


class TestAnyOrder:
    @settings(deadline=None)
    @given(st.data(), words)
    def test_with_any_repetition_counts_what_was_said_last(self, data, said):
        events = [event(number, *word) for number, word in enumerate(said)]
        repeated = data.draw(st.lists(st.sampled_from(events), max_size=4))
        shuffled = data.draw(st.permutations(events + repeated))

        last = {(name, day): score for name, day, score in said}
        expected = sorted((*key, score) for key, score in last.items() if score is not None)
        assert counting(events) == expected
        assert counting(shuffled) == expected
