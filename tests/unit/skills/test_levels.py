from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.skills.domain import (
    Evidence,
    Source,
    State,
    Step,
    answer,
    level_on,
    newest_judgement,
    steps,
)
from tests.unit.skills.factories import (
    at,
    make_course,
    make_evidence,
    make_judgement,
    make_verdict,
)

JAN, FEB, MAR = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)
A_DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


class TestLevelOn:
    def test_is_none_without_evidence(self) -> None:
        decision = level_on([], JAN)

        assert (decision.verified, decision.claimed) == (0, 0)
        assert decision.by is decision.since is decision.expires_on is None

    def test_is_the_highest_of_all_without_a_judgement(self) -> None:
        lower = make_course(id="lower", level=1, observed_on=MAR)
        higher = make_course(id="higher", level=3, observed_on=JAN, expires_on=date(2027, 1, 10))

        decision = level_on([lower, higher], MAR)

        assert decision.by is higher
        assert (decision.verified, decision.since) == (3, JAN)
        assert decision.expires_on == date(2027, 1, 10)

    def test_a_judgement_covers_what_was_observed_up_to_its_day(self) -> None:
        before = make_course(id="before", level=4, observed_on=JAN)
        same_day = make_course(id="same day", level=3, observed_on=FEB)
        judgement = make_judgement(id="judgement", level=2, observed_on=FEB)

        assert level_on([before, same_day, judgement], MAR).by is judgement

    def test_later_evidence_raises_a_judgement_and_never_lowers_it(self) -> None:
        judgement = make_judgement(id="judgement", level=2, observed_on=JAN)
        higher = make_course(id="higher", level=3, observed_on=MAR)
        lower = make_course(id="lower", level=1, observed_on=FEB)

        assert level_on([judgement, lower, higher], FEB).verified == 2
        assert level_on([judgement, lower, higher], MAR).by is higher

    def test_of_two_judgements_on_one_day_the_one_recorded_last_stands(self) -> None:
        morning = make_judgement(id="b", level=3, observed_on=JAN, recorded_at=at(JAN, 9))
        evening = make_judgement(id="a", level=1, observed_on=JAN, recorded_at=at(JAN, 18))

        assert level_on([evening, morning], JAN).by is evening
        assert level_on([morning, evening], JAN).by is evening

    def test_a_judgement_that_expires_uncovers_a_course(self) -> None:
        course = make_course(id="course", level=3, observed_on=JAN)
        judgement = make_judgement(id="judgement", level=1, observed_on=FEB, expires_on=MAR)

        assert level_on([course, judgement], MAR).by is judgement
        assert level_on([course, judgement], MAR + A_DAY).by is course

    def test_a_course_observed_before_the_judgement_and_recorded_after_is_covered(self) -> None:
        judgement = make_judgement(id="judgement", level=1, observed_on=FEB)
        late = make_course(
            id="late", level=3, observed_on=JAN, recorded_on=MAR, recorded_at=at(MAR)
        )

        assert level_on([judgement, late], MAR).by is judgement

    def test_counts_on_29_february_and_until_the_last_day_of_a_year(self) -> None:
        course = make_course(observed_on=date(2024, 2, 29), expires_on=date(2025, 2, 28))

        assert level_on([course], date(2024, 2, 28)).verified == 0
        assert level_on([course], date(2024, 2, 29)).verified == 2
        assert level_on([course], date(2025, 2, 28)).verified == 2
        assert level_on([course], date(2025, 3, 1)).verified == 0

    def test_counts_the_whole_day_on_which_summer_time_begins(self) -> None:
        spring = date(2026, 3, 29)
        course = make_course(observed_on=spring - A_DAY, expires_on=spring)

        assert level_on([course], spring).verified == 2
        assert steps([course])[-1] == Step(spring + A_DAY, 0, 0)

    def test_orders_judgements_by_instant_where_the_clock_shows_an_hour_twice(self) -> None:
        autumn = date(2026, 10, 25)
        summer_time = datetime(2026, 10, 25, 1, 40, tzinfo=LONDON, fold=0).astimezone(UTC)
        winter_time = datetime(2026, 10, 25, 1, 20, tzinfo=LONDON, fold=1).astimezone(UTC)
        first = make_judgement(id="b", level=3, observed_on=autumn, recorded_at=summer_time)
        second = make_judgement(id="a", level=1, observed_on=autumn, recorded_at=winter_time)

        assert level_on([first, second], autumn).by is second

    def test_an_accepted_self_assessment_judges_on_the_day_of_the_answer(self) -> None:
        course = make_course(id="course", level=4, observed_on=FEB)
        claim = make_evidence(id="claim", level=3, observed_on=JAN)
        accepted = answer(claim, make_verdict(on=MAR, at=at(MAR), level=2))

        assert level_on([course, accepted], FEB).by is course
        assert level_on([course, accepted], MAR).by is accepted
        assert level_on([course, accepted], MAR).verified == 2

    def test_an_accepted_credential_judges_nothing(self) -> None:
        course = make_course(id="course", level=4, observed_on=JAN)
        credential = make_evidence(id="credential", source=Source.CREDENTIAL, observed_on=FEB)

        assert level_on([course, credential], MAR).by is course

    def test_a_claim_raises_only_the_claimed_level(self) -> None:
        course = make_course(id="course", level=1, observed_on=JAN)
        claim = make_evidence(id="claim", level=3, observed_on=FEB)

        decision = level_on([course, claim], MAR)

        assert (decision.verified, decision.claimed) == (1, 3)
        assert (decision.by, decision.claim) == (course, claim)

    def test_a_claim_below_what_is_verified_changes_nothing(self) -> None:
        course = make_course(id="course", level=3, observed_on=JAN)
        claim = make_evidence(id="claim", level=1, observed_on=FEB)

        decision = level_on([course, claim], MAR)

        assert (decision.verified, decision.claimed, decision.claim) == (3, 3, None)

    def test_a_judgement_covers_earlier_claims_too(self) -> None:
        claim = make_evidence(id="claim", level=4, observed_on=JAN)
        judgement = make_judgement(id="judgement", level=1, observed_on=FEB)

        assert level_on([claim, judgement], MAR).claimed == 1

    def test_what_was_rejected_counts_for_nothing(self) -> None:
        decision = level_on([make_evidence(state=State.REJECTED, observed_on=JAN)], JAN)

        assert (decision.verified, decision.claimed) == (0, 0)

    def test_of_equal_levels_what_lasts_longest_decides(self) -> None:
        ending = make_course(id="ending", observed_on=MAR, expires_on=date(2027, 1, 1))
        lasting = make_course(id="lasting", observed_on=JAN)

        assert level_on([ending, lasting], MAR).by is lasting


class TestNewestJudgement:
    def test_passes_over_everything_else(self) -> None:
        claim = make_evidence(id="claim", observed_on=MAR)
        judgement = make_judgement(id="judgement", observed_on=JAN)

        assert newest_judgement([claim, make_course(observed_on=MAR), judgement]) is judgement


class TestSteps:
    def test_follow_the_level_over_time(self) -> None:
        course = make_course(id="course", level=3, observed_on=JAN, expires_on=MAR)
        claim = make_evidence(id="claim", level=4, observed_on=FEB)

        assert steps([course, claim]) == (
            Step(JAN, 3, 3),
            Step(FEB, 3, 4),
            Step(MAR + A_DAY, 0, 4),
        )

    def test_leave_out_a_day_that_changes_nothing(self) -> None:
        judgement = make_judgement(level=2, observed_on=JAN)
        lower = make_course(id="lower", level=1, observed_on=FEB, expires_on=MAR)

        assert steps([judgement, lower]) == (Step(JAN, 2, 2),)

    def test_are_none_without_anything_that_counts(self) -> None:
        assert steps([make_evidence(state=State.REJECTED)]) == ()

    def test_hold_for_ever_what_expires_on_the_last_day_there_is(self) -> None:
        assert steps([make_course(observed_on=JAN, expires_on=date.max)]) == (Step(JAN, 2, 2),)


FIRST = date(2024, 2, 20)
DAYS = st.integers(0, 20).map(lambda after: FIRST + timedelta(days=after))


@st.composite
def pieces_of_evidence(draw: st.DrawFn, number: int = 0) -> Evidence:
    observed_on = draw(DAYS)
    lasts = draw(st.none() | st.integers(0, 12))
    evidence = make_evidence(
        id=str(number),
        source=draw(st.sampled_from(Source)),
        state=draw(st.sampled_from(State)),
        level=draw(st.integers(0, 4)),
        observed_on=observed_on,
        expires_on=None if lasts is None else observed_on + timedelta(days=lasts),
        recorded_at=at(draw(DAYS), draw(st.integers(0, 23))),
    )
    if evidence.source is Source.SELF and evidence.state is State.ACCEPTED:
        on = max(observed_on, draw(DAYS))
        given = make_verdict(
            on=on, at=at(on, draw(st.integers(0, 23))), level=draw(st.none() | st.integers(0, 4))
        )
        return answer(make_evidence(**as_claim(evidence)), given)
    return evidence


def as_claim(evidence: Evidence) -> dict[str, object]:
    kept = ("id", "level", "observed_on", "expires_on", "recorded_at")
    return {name: getattr(evidence, name) for name in kept}


@st.composite
def histories(draw: st.DrawFn) -> list[Evidence]:
    return [draw(pieces_of_evidence(number)) for number in range(draw(st.integers(0, 7)))]


def reference(history: Sequence[Evidence], day: date) -> tuple[int, int]:
    """The definition, word by word and slowly: verified and claimed level on a day."""
    verified = reference_level(history, day, {"accepted"})
    return verified, max(verified, reference_level(history, day, {"accepted", "claimed"}))


def reference_level(history: Sequence[Evidence], day: date, states: set[str]) -> int:
    seen = []
    for each in history:
        level, observed, recorded = each.level, each.observed_on, each.recorded_at
        judgement = each.source == "manager" and each.state == "accepted"
        if each.source == "self" and each.state == "accepted":
            assert each.verdict is not None
            judgement = True
            level = each.level if each.verdict.level is None else each.verdict.level
            observed, recorded = each.verdict.on, each.verdict.at
        if each.state in states and observed <= day:
            if each.expires_on is not None and each.expires_on < day:
                continue
            seen.append((level, observed, recorded, each.id, judgement))
    judged = sorted((o, r, i, level) for level, o, r, i, judgement in seen if judgement)
    if not judged:
        return max((level for level, *_ in seen), default=0)
    newest_day, _, _, newest_level = judged[-1]
    return max([newest_level, *(level for level, observed, *_ in seen if observed > newest_day)])


def every_day() -> list[date]:
    return [FIRST + timedelta(days=after) for after in range(-1, 36)]


class TestAgainstTheDefinition:
    @given(history=histories())
    def test_the_level_of_each_day_is_that_of_the_definition(self, history: list[Evidence]) -> None:
        for day in every_day():
            decision = level_on(history, day)

            assert (decision.verified, decision.claimed) == reference(history, day)
            assert decision.verified <= decision.claimed

    @given(history=histories())
    def test_the_steps_tell_the_level_of_each_day(self, history: list[Evidence]) -> None:
        course = steps(history)

        for day in every_day():
            told = [step for step in course if step.from_ <= day]
            expected = (told[-1].verified, told[-1].claimed) if told else (0, 0)
            assert expected == reference(history, day)

    @given(history=histories())
    def test_the_steps_are_as_few_as_can_be(self, history: list[Evidence]) -> None:
        course = steps(history)

        for before, after in zip(course, course[1:], strict=False):
            assert before.from_ < after.from_
            assert (before.verified, before.claimed) != (after.verified, after.claimed)

    @given(history=histories(), data=st.data())
    def test_the_order_of_the_evidence_does_not_matter(
        self, history: list[Evidence], data: st.DataObject
    ) -> None:
        shuffled = data.draw(st.permutations(history))

        assert steps(shuffled) == steps(history)
        assert level_on(shuffled, FIRST) == level_on(history, FIRST)
