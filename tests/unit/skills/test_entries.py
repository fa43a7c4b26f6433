"""A person's evidence in words."""

from datetime import timedelta

from services.skills.domain import EntryState, Source, State, Telling, entries, entry
from tests.unit.skills.factories import (
    TODAY,
    make_course,
    make_evidence,
    make_judgement,
    make_verdict,
)

OWN = Telling(names={"M1": "Nadia Rahman"}, confirmer="M1")
THEIRS = Telling(names={"M1": "Nadia Rahman"}, about="Amara Okafor", confirmer="M1")
YESTERDAY = TODAY - timedelta(days=1)


def told(evidence, telling=OWN):
    found = entry(evidence, TODAY, telling)
    return found.what, found.state, found.answer.replace("\N{NO-BREAK SPACE}", " ")


class TestAnEntry:
    def test_of_a_claim_says_whom_it_waits_for(self):
        assert told(make_evidence()) == (
            "You assessed yourself at level 2, working",
            EntryState.WAITING,
            "Counts once Nadia Rahman confirms it.",
        )

    def test_is_told_to_others_by_name(self):
        what, _, _ = told(make_evidence(), THEIRS)
        judged, _, _ = told(make_judgement(), THEIRS)

        assert what == "Amara Okafor assessed themselves at level 2, working"
        assert judged == "Nadia Rahman assessed Amara Okafor at level 2, working"

    def test_says_who_confirmed_it_and_at_which_other_level(self):
        same = make_evidence(state=State.ACCEPTED, verdict=make_verdict())
        other = make_evidence(state=State.ACCEPTED, verdict=make_verdict(level=1))

        assert told(same)[1:] == (
            EntryState.CONFIRMED,
            "Nadia Rahman confirmed it on 24 November 2026.",
        )
        assert told(other)[2] == (
            "Nadia Rahman confirmed it at level 1, awareness, on 24 November 2026."
        )

    def test_gives_the_reason_of_a_rejection(self):
        verdict = make_verdict(verdict=State.REJECTED, note="It is not yours.")
        rejected = make_evidence(state=State.REJECTED, verdict=verdict)

        assert told(rejected)[1:] == (
            EntryState.REJECTED,
            "Nadia Rahman rejected it on 24 November 2026.",
        )
        assert entry(rejected, TODAY, OWN).reason == "It is not yours."

    def test_of_a_rejected_course_leads_to_the_training(self):
        rejected = make_course(state=State.REJECTED)

        assert told(rejected) == (
            "You completed “Testing basics”, which leads to level 2, working",
            EntryState.REJECTED,
            "The answer is with your training.",
        )

    def test_says_until_when_it_counts(self):
        lasting = make_course(expires_on=TODAY)
        ended = make_course(observed_on=YESTERDAY, expires_on=YESTERDAY)

        assert told(lasting)[1:] == (
            EntryState.CONFIRMED,
            "Counts until 24 November 2026.",
        )
        assert told(ended)[1:] == (
            EntryState.RAN_OUT,
            "It ran out on 23 November 2026, so it no longer counts.",
        )

    def test_of_a_certificate_that_ran_out_while_it_waited_does_not_promise_to_count(self):
        late = make_evidence(
            source=Source.CREDENTIAL,
            state=State.CLAIMED,
            observed_on=YESTERDAY,
            expires_on=YESTERDAY,
        )

        assert told(late) == (
            "You added your certificate “Testing basics” for level 2, working",
            EntryState.RAN_OUT,
            "It ran out on 23 November 2026, so it no longer counts.",
        )


def test_the_newest_comes_first():
    old = make_evidence(id="old", observed_on=YESTERDAY)
    new = make_evidence(id="new")

    assert [each.evidence.id for each in entries([old, new], TODAY, OWN)] == ["new", "old"]
