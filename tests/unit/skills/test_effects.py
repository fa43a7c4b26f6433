"""What confirming something would change."""

from datetime import timedelta

import pytest

from services.skills.domain import (
    Effect,
    Source,
    State,
    answer,
    claim_in_words,
    doubts,
    effect_in_words,
    effect_of,
)
from tests.unit.skills.factories import TODAY, make_evidence, make_judgement, make_verdict

EARLIER = TODAY - timedelta(days=30)


def confirmed(claim, **changes):
    return answer(claim, make_verdict(**changes))


class TestTheEffect:
    def test_takes_a_claim_from_what_is_verified_to_what_it_states(self):
        claim = make_evidence(level=3)
        before = make_judgement(id="e0", level=1, observed_on=EARLIER)

        effect = effect_of([confirmed(claim)], [before, claim], required=2, day=TODAY)

        assert effect == Effect(before=1, after=3, required=2)
        assert effect.closes

    def test_is_a_step_down_where_a_newer_judgement_stands_lower(self):
        before = make_judgement(id="e0", level=3, observed_on=EARLIER)
        claim = make_evidence(level=1)

        effect = effect_of([confirmed(claim)], [before, claim], required=3, day=TODAY)

        assert (effect.before, effect.after, effect.short) == (3, 1, 2)
        assert effect.opens
        assert not effect.closes

    def test_of_several_is_what_they_come_to_together(self):
        certificate = make_evidence(
            id="c", source=Source.CREDENTIAL, level=3, observed_on=EARLIER, state=State.CLAIMED
        )
        claim = make_evidence(id="s", level=1)
        both = [confirmed(certificate), confirmed(claim)]

        effect = effect_of(both, [certificate, claim], required=3, day=TODAY)

        assert effect.after == 1  # the judgement of today covers the older certificate

    def test_of_what_ran_out_is_none(self):
        claim = make_evidence(
            source=Source.CREDENTIAL,
            state=State.CLAIMED,
            observed_on=EARLIER,
            expires_on=TODAY - timedelta(days=1),
        )

        effect = effect_of([confirmed(claim)], [claim], required=2, day=TODAY)

        assert (effect.before, effect.after) == (0, 0)


class TestWords:
    @pytest.mark.parametrize(
        ("effect", "words"),
        [
            (Effect(1, 2, 2), "From 1 awareness to 2 working. Closes a gap."),
            (
                Effect(0, 1, 3),
                "From no level to 1 awareness. Their role needs 3 practitioner: still 2 levels "
                "short.",
            ),
            (
                Effect(1, 2, 3),
                "From 1 awareness to 2 working. Their role needs 3 practitioner: still 1 level "
                "short.",
            ),
            (
                Effect(2, 3, 0),
                "From 2 working to 3 practitioner. Their role does not ask for this skill.",
            ),
            (
                Effect(2, 3, 2),
                "From 2 working to 3 practitioner. Their role needs 2 working, which is met either "
                "way.",
            ),
            (
                Effect(3, 2, 3),
                "Down from 3 practitioner to 2 working. Opens a gap: their role needs 3 "
                "practitioner.",
            ),
            (
                Effect(0, 0, 1),
                "Stays at no level. Their role needs 1 awareness: still 1 level short.",
            ),
        ],
    )
    def test_say_the_step_and_what_it_means(self, effect, words):
        assert effect_in_words(effect) == words

    def test_speak_to_the_person(self):
        words = effect_in_words(Effect(0, 1, 2), their="your")

        assert words.endswith("Your role needs 2 working: still 1 level short.")

    def test_say_that_an_excused_person_has_no_gap(self):
        assert effect_in_words(Effect(1, 2, 2), excused=True) == (
            "From 1 awareness to 2 working. They are excused from it."
        )

    def test_say_what_is_claimed(self):
        certificate = make_evidence(source=Source.CREDENTIAL, title="Tester")

        assert claim_in_words(make_evidence()) == "Assessed themselves at level 2, working"
        assert claim_in_words(certificate) == "Certificate “Tester” for level 2, working"


class TestDoubts:
    def test_are_that_there_is_only_their_word(self):
        assert doubts(make_evidence(), TODAY) == ("There is only their own word for it.",)
        assert doubts(make_evidence(note="I ran the trial"), TODAY) == ()

    def test_are_that_no_certificate_was_given(self):
        given = make_evidence(source=Source.CREDENTIAL, link="https://example.org/1")
        bare = make_evidence(source=Source.CREDENTIAL)

        assert doubts(bare, TODAY) == ("No certificate was given.",)
        assert doubts(given, TODAY) == ()

    def test_are_that_it_ran_out(self):
        last = TODAY - timedelta(days=1)
        ended = make_evidence(note="-", observed_on=EARLIER, expires_on=last)

        assert doubts(ended, TODAY) == ("It ran out on 23\N{NO-BREAK SPACE}November 2026.",)
        assert doubts(ended, last) == ()
