from datetime import date

import pytest

from services.skills.domain import (
    Evidence,
    Source,
    State,
    Telling,
    answer,
    day_in_words,
    in_words,
    reason,
)
from tests.unit.skills.factories import (
    TODAY,
    make_course,
    make_evidence,
    make_judgement,
    make_verdict,
)

NAMES = {"M1": "Nadia Rahman", "A1": "Amara Okafor"}
TO_HER = Telling(NAMES, confirmer="M1")
ABOUT_HER = Telling(NAMES, about="Amara Okafor", confirmer="M1")
MAY = date(2026, 5, 14)
JAN = date(2026, 1, 5)


def said(telling: Telling, *evidence: Evidence) -> str:
    return reason(evidence, TODAY, telling).replace("\N{NO-BREAK SPACE}", " ")


class TestWords:
    def test_keep_day_and_month_together(self) -> None:
        assert day_in_words(date(2027, 1, 12)) == "12\N{NO-BREAK SPACE}January 2027"

    def test_say_a_level_with_its_name(self) -> None:
        assert in_words(2) == "level 2, working"


class TestReason:
    def test_says_that_there_is_nothing(self) -> None:
        assert said(TO_HER) == "There is nothing on your record about this skill yet."
        assert said(ABOUT_HER) == "There is nothing on their record about this skill yet."

    def test_says_that_nothing_counts(self) -> None:
        rejected = make_evidence(state=State.REJECTED, observed_on=MAY)

        assert said(TO_HER, rejected) == "Nothing on your record about this skill counts."

    def test_names_the_manager_of_a_judgement(self) -> None:
        judgement = make_judgement(observed_on=MAY, level=2)

        assert said(TO_HER, judgement) == (
            "Nadia Rahman confirmed level 2, working, on 14 May 2026. "
            "Nothing since then shows more."
        )

    def test_names_the_one_who_accepted_a_self_assessment(self) -> None:
        accepted = answer(make_evidence(observed_on=JAN, level=3), make_verdict(on=MAY, level=2))

        assert said(TO_HER, accepted).startswith(
            "Nadia Rahman confirmed level 2, working, on 14 May 2026."
        )

    def test_says_until_when_a_judgement_counts(self) -> None:
        judgement = make_judgement(observed_on=MAY, expires_on=date(2027, 1, 12))

        assert said(TO_HER, judgement) == (
            "Nadia Rahman confirmed level 2, working, on 14 May 2026. Counts until 12 January 2027."
        )

    def test_calls_by_number_whose_name_is_not_known(self) -> None:
        assert said(TO_HER, make_judgement(observed_on=MAY, author="M9")).startswith("M9 confirmed")

    def test_says_what_was_completed_and_until_when_it_counts(self) -> None:
        course = make_course(observed_on=MAY, expires_on=date(2027, 5, 14))

        assert said(TO_HER, course) == (
            "You completed “Testing basics” on 14 May 2026. Counts until 14 May 2027."
        )
        assert said(ABOUT_HER, course).startswith("Amara Okafor completed “Testing basics”")

    def test_says_who_confirmed_a_certificate(self) -> None:
        claim = make_evidence(source=Source.CREDENTIAL, state=State.CLAIMED, observed_on=JAN)
        credential = answer(claim, make_verdict(on=MAY))

        assert said(TO_HER, credential) == (
            "Nadia Rahman confirmed your certificate “Testing basics” of 5 January 2026."
        )

    @pytest.mark.parametrize(
        ("source", "to_her", "about_her"),
        [
            pytest.param(
                Source.COURSE,
                "You logged “Testing basics” on 14 May 2026.",
                "Amara Okafor logged “Testing basics” on 14 May 2026.",
                id="course",
            ),
            pytest.param(
                Source.SELF,
                "You assessed yourself at level 2, working, on 5 January 2026.",
                "Amara Okafor assessed themselves at level 2, working, on 5 January 2026.",
                id="self-assessment",
            ),
            pytest.param(
                Source.CREDENTIAL,
                "You added your certificate “Testing basics” on 14 May 2026.",
                "Amara Okafor added their certificate “Testing basics” on 14 May 2026.",
                id="credential",
            ),
        ],
    )
    def test_says_what_waits_and_for_whom(
        self, source: Source, to_her: str, about_her: str
    ) -> None:
        claim = make_evidence(source=source, state=State.CLAIMED, observed_on=JAN, recorded_on=MAY)

        assert said(TO_HER, claim) == f"{to_her} It counts once Nadia Rahman confirms it."
        assert said(ABOUT_HER, claim) == f"{about_her} It counts once Nadia Rahman confirms it."

    def test_says_that_a_claim_waits_for_a_manager_where_there_is_none(self) -> None:
        claim = make_evidence(observed_on=MAY)

        assert said(Telling(NAMES), claim).endswith("It counts once a manager confirms it.")

    def test_says_what_is_verified_before_what_waits(self) -> None:
        judgement = make_judgement(id="judgement", observed_on=JAN, level=1)
        claim = make_evidence(id="claim", observed_on=MAY, level=2)

        assert said(TO_HER, judgement, claim) == (
            "Nadia Rahman confirmed level 1, awareness, on 5 January 2026. "
            "You assessed yourself at level 2, working, on 14 May 2026. "
            "It counts once Nadia Rahman confirms it."
        )


class TestReasonAfterAnExpiry:
    def test_says_what_ran_out_and_what_was_before(self) -> None:
        induction = make_course(id="before", title="Induction", level=1, observed_on=JAN)
        certificate = make_evidence(
            id="certificate",
            source=Source.CREDENTIAL,
            state=State.ACCEPTED,
            level=3,
            observed_on=MAY,
            expires_on=date(2026, 11, 1),
        )

        assert said(TO_HER, induction, certificate) == (
            "Your “Testing basics” certificate ran out on 1 November 2026, "
            "so it no longer counts. Before it you were at level 1, awareness, "
            "from “Induction” on 5 January 2026."
        )

    def test_says_what_came_in_the_meantime(self) -> None:
        course = make_course(id="course", level=3, observed_on=JAN, expires_on=date(2026, 11, 1))
        shorter = make_course(id="shorter", title="Induction", level=1, observed_on=MAY)

        assert said(ABOUT_HER, course, shorter) == (
            "Their “Testing basics” training ran out on 1 November 2026, "
            "so it no longer counts. Since then they are at level 1, awareness, "
            "from “Induction” on 14 May 2026."
        )

    def test_names_the_manager_of_a_judgement_that_ran_out(self) -> None:
        judgement = make_judgement(level=3, observed_on=JAN, expires_on=date(2026, 11, 1))

        assert said(TO_HER, judgement) == (
            "What Nadia Rahman confirmed, level 3, practitioner, ran out on 1 November 2026, "
            "so it no longer counts."
        )

    def test_is_silent_about_it_once_something_newer_decides(self) -> None:
        course = make_course(id="course", level=3, observed_on=JAN, expires_on=date(2026, 2, 1))
        judgement = make_judgement(id="judgement", level=1, observed_on=MAY)

        assert "ran out" not in said(TO_HER, course, judgement)

    def test_is_silent_about_it_where_the_level_did_not_fall(self) -> None:
        course = make_course(id="course", level=2, observed_on=JAN, expires_on=date(2026, 11, 1))
        other = make_course(id="other", title="Induction", level=2, observed_on=JAN)

        assert said(TO_HER, course, other) == "You completed “Induction” on 5 January 2026."
