import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, ValidationError

from services.chassis.documents import from_document, to_document


class State(StrEnum):
    CLAIMED = "claimed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Outcome:
    skill: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    id: str
    state: State
    score: float | None = None
    observed_on: date | None = None
    recorded_at: datetime | None = None
    outcomes: tuple[Outcome, ...] = ()
    line: tuple[str, ...] = ()
    by: Outcome | None = None


class Span(Struct, frozen=True, rename={"from_": "from"}):
    from_: date
    to: date


INSTANTS = st.datetimes(timezones=st.just(UTC))
OUTCOMES = st.builds(Outcome, st.text(), st.integers())
EVIDENCE = st.builds(
    Evidence,
    id=st.text(),
    state=st.sampled_from(State),
    score=st.none() | st.floats(allow_nan=False),
    observed_on=st.none() | st.dates(),
    recorded_at=st.none() | INSTANTS,
    outcomes=st.lists(OUTCOMES, max_size=3).map(tuple),
    line=st.lists(st.text(), max_size=3).map(tuple),
    by=st.none() | OUTCOMES,
)


class TestDocuments:
    @given(evidence=EVIDENCE)
    def test_give_the_value_again(self, evidence):
        assert from_document(to_document(evidence), Evidence) == evidence

    @given(evidence=EVIDENCE)
    def test_hold_only_json_and_instants(self, evidence):
        document = to_document(evidence)

        assert document["recorded_at"] == evidence.recorded_at
        said = json.loads(json.dumps({**document, "recorded_at": None}))
        assert from_document(said, Evidence) == replace(evidence, recorded_at=None)

    def test_may_hold_more_than_the_value_knows(self):
        document = {"_id": "O", "version": 3, "skill": "data", "level": 2}

        assert from_document(document, Outcome) == Outcome("data", 2)

    def test_may_lack_what_has_a_default(self):
        found = from_document({"id": "E", "state": "claimed"}, Evidence)

        assert found == Evidence(id="E", state=State.CLAIMED)

    def test_may_hold_a_whole_number_with_a_point(self):
        assert from_document({"skill": "data", "level": 2.0}, Outcome).level == 2

    @pytest.mark.parametrize("level", [2.5, "two", None, True])
    def test_must_fit(self, level):
        with pytest.raises(ValidationError, match=r"at `\$\.level`"):
            from_document({"skill": "data", "level": level}, Outcome)

    @given(first=st.dates(), last=st.dates())
    def test_have_other_names_for_words_that_python_reserves(self, first, last):
        span = Span(first, last)

        document = to_document(span)

        assert document == {"from": first.isoformat(), "to": last.isoformat()}
        assert from_document(document, Span) == span
