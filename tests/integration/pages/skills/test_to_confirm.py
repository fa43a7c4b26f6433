"""To confirm: what waits, several answered together, one at a time, and who was faster."""

import re

import pytest

from tests.browsing import words
from tests.callers import staff
from tests.integration.skills.organisation import (
    ANN,
    BEN,
    BOSS,
    MANAGER,
    STRANGER,
    excuse,
    put_person,
    state,
)

QUEUE = "/skills/to-confirm"
ANY_FORM = "/skills/assess/testing"


@pytest.fixture
def claim(client):
    """Ann says she is at level 3, which her role needs."""
    return state(client, "ANN", caller=ANN, level=3, note="I plan the tests.")["id"]


@pytest.fixture
def other(client):
    """Ben, who has no role, says he is at level 1."""
    return state(client, "BEN", caller=BEN, level=1)["id"]


def verdict(client, identity, given="accepted", *, caller=MANAGER, **more):
    client.post(
        f"/evidence/{identity}/verdict", {"verdict": given, **more}, caller=caller, expect=200
    )


def evidence(client, identity, number="ANN"):
    items = client.get(f"/people/{number}/evidence", caller=BOSS, expect=200).json["items"]
    return next(item for item in items if item["id"] == identity)


def check(*claims):
    return f"{QUEUE}/check?" + "&".join(f"claim={each}" for each in claims)


class TestTheQueue:
    @pytest.mark.usefixtures("claim", "other")
    def test_says_what_each_answer_would_change(self, manager):
        said = words(manager.get(QUEUE))

        assert "2 self-assessments and certificates wait for you, from 2 people." in said
        assert "Confirming all of them would close 1 gap in your team." in said
        assert "Self-assessments (2)" in said
        assert "Ann Senior tester Assessed themselves at level 3, practitioner" in said
        assert "Note: “I plan the tests.”" in said
        assert "From no level to 3 practitioner. Closes a gap." in said
        assert "Their role does not ask for this skill. There is only their own word" in said

    @pytest.mark.usefixtures("claim")
    def test_has_the_longest_wait_first(self, client, manager, clock):
        later = clock.now().replace(hour=13)
        clock.instant = later
        state(client, "BEN", caller=BEN, level=1)

        said = words(manager.get(QUEUE))

        assert said.index("Ann Senior tester") < said.index("Ben Assessed")

    @pytest.mark.usefixtures("claim")
    def test_closes_no_gap_that_is_excused(self, client, manager):
        excuse(client)

        said = words(manager.get(QUEUE))

        assert "They are excused from it." in said
        assert "Confirming them closes no gap." in said

    def test_says_that_no_certificate_was_given(self, client, manager):
        state(client, "ANN", caller=ANN, source="credential", title="Tester", level=1)

        said = words(manager.get(QUEUE))

        assert "Certificate “Tester” for level 1, awareness Got on 2 March 2026" in said
        assert "still 2 levels short. No certificate was given." in said

    def test_is_empty_where_nothing_waits(self, manager):
        assert "Nothing waits for you." in words(manager.get(QUEUE))

    @pytest.mark.usefixtures("claim")
    def test_of_the_whole_line_is_shown_on_request(self, browse):
        boss = browse("BOSS")

        assert "Nothing waits for you." in words(boss.get(QUEUE))
        assert "Ann Senior tester" in words(boss.get(f"{QUEUE}?all=yes"))

    @pytest.mark.usefixtures("claim", "other")
    def test_tells_people_of_one_name_apart_by_number(self, client, manager):
        put_person(client, "BEN", name="Ann", manager="MAN", expect=200, headers={"If-Match": "*"})

        said = words(manager.get(QUEUE))

        assert "Ann (ANN)" in said
        assert "Ann (BEN)" in said

    def test_goes_on_on_the_next_page(self, client, manager):
        for day in range(1, 29):
            for skill in ("testing", "drawing"):
                state(client, "ANN", caller=ANN, skill=skill, observed_on=f"2026-02-{day:02}")

        first = manager.get(QUEUE).get_data(as_text=True)
        following = re.search(r'href="(/skills/to-confirm\?after=[^"]+)"', first)[1]
        second = words(manager.get(following))

        assert first.count('name="claim"') == 50
        assert second.count("Assessed themselves") == 6
        assert "56 self-assessments and certificates wait for you, from 1 person." in second

    def test_of_somebody_without_a_line_waits_for_the_people_team(self, client, browse):
        put_person(client, "LONE")
        state(client, "LONE", caller=staff("LONE"), level=1)

        assert "Lone Assessed themselves" in words(browse("ADMIN1", "people-admin").get(QUEUE))

    @pytest.mark.usefixtures("claim")
    def test_shows_nothing_to_others(self, browse):
        assert "Nothing waits for you." in words(browse("STR").get(f"{QUEUE}?all=yes"))


class TestConfirmingSeveral:
    def test_asks_to_select_at_least_one(self, manager, claim):
        response = manager.get(f"{QUEUE}/check")

        said = words(response)
        assert said.startswith("Error: To confirm")
        assert said.count("Select at least one to confirm") == 2
        assert f'href="#claim-{claim}"' in response.get_data(as_text=True)

    def test_shows_them_once_more(self, client, manager, claim, other):
        said = words(manager.get(check(claim, other)))

        assert "You confirm 2 self-assessments and certificates" in said
        assert "Confirm these 2" in said
        assert evidence(client, claim)["state"] == "claimed"

    def test_confirms_them_and_says_so(self, client, manager, claim, other):
        response = manager.post(
            f"{QUEUE}/check", {"claim": [claim, other]}, form=check(claim, other)
        )

        said = words(manager.get(response.location))
        assert "2 confirmed" in said
        assert "Ann, Testing. Man confirmed it on 2 March 2026." in said
        assert evidence(client, claim)["verdict"]["by"] == "MAN"
        assert evidence(client, other, "BEN")["state"] == "accepted"
        assert "Nothing waits for you." in words(manager.get(QUEUE))

    def test_twice_is_once(self, client, manager, claim):
        token_page = check(claim)
        manager.post(f"{QUEUE}/check", {"claim": claim}, form=token_page)
        first = evidence(client, claim)

        again = manager.post(f"{QUEUE}/check", {"claim": claim}, form=ANY_FORM)

        assert evidence(client, claim) == first
        assert "1 confirmed" in words(manager.get(again.location))

    def test_leaves_what_somebody_else_answered_as_they_did(self, client, manager, claim, other):
        form = check(claim, other)
        manager.get(form)
        verdict(client, claim, "rejected", caller=BOSS, note="Not yet.")

        response = manager.post(f"{QUEUE}/check", {"claim": [claim, other]}, form=form)

        said = words(manager.get(response.location))
        assert "1 confirmed Ben, Testing." in said
        assert "Answered already by somebody else; nothing changed" in said
        assert "Boss rejected it on 2 March 2026. “Not yet.”" in said
        assert evidence(client, claim)["state"] == "rejected"

    def test_tells_before_that_somebody_else_answered(self, client, manager, claim):
        verdict(client, claim, caller=BOSS)

        said = words(manager.get(check(claim)))

        assert "Boss confirmed it on 2 March 2026." in said
        assert "Nothing of it waits any more." in said

    def test_passes_over_what_is_not_the_managers(self, client, manager, claim):
        own = state(client, "MAN", caller=MANAGER)["id"]
        elsewhere = state(client, "STR", caller=STRANGER)["id"]
        claims = [own, elsewhere, "no-such", claim]

        response = manager.post(f"{QUEUE}/check", {"claim": claims}, form=check(claim))

        assert "3 of them are not yours to answer any more" in words(manager.get(response.location))
        assert evidence(client, claim)["state"] == "accepted"
        assert evidence(client, own, "MAN")["state"] == "claimed"
        (strangers,) = client.get("/people/STR/evidence", caller=STRANGER).json["items"]
        assert strangers["state"] == "claimed"


class TestOneClaim:
    def test_is_opened_with_the_record(self, client, manager, claim):
        state(client, "ANN", caller=MANAGER, source="manager", level=1, observed_on="2026-01-01")

        said = words(manager.get(f"{QUEUE}/{claim}"))

        assert "Ann: Testing" in said
        assert "What level 3, practitioner, means: p" in said
        assert "From 1 awareness to 3 practitioner. Closes a gap." in said
        assert "Man confirmed level 1, awareness, on 1 January 2026." in said

    def test_is_confirmed_with_a_note(self, client, manager, claim):
        response = manager.post(f"{QUEUE}/{claim}", {"level": "3", "note": "Well done."})

        assert "1 confirmed" in words(manager.get(response.location))
        assert evidence(client, claim)["verdict"]["note"] == "Well done."
        assert evidence(client, claim)["verdict"]["level"] is None

    def test_is_confirmed_at_another_level(self, client, manager, claim):
        response = manager.post(f"{QUEUE}/{claim}", {"level": "2"})

        said = words(manager.get(response.location))
        assert "Man confirmed it at level 2, working, on 2 March 2026." in said
        assert evidence(client, claim)["verdict"]["level"] == 2

    def test_that_is_a_certificate_keeps_its_level(self, client, manager):
        made = state(client, "ANN", caller=ANN, source="credential", title="Tester", level=1)["id"]

        assert "Which level" not in words(manager.get(f"{QUEUE}/{made}"))
        manager.post(f"{QUEUE}/{made}", {"level": "4"})

        assert evidence(client, made)["state"] == "accepted"
        assert evidence(client, made)["level"] == 1

    def test_asks_again_for_a_level(self, client, manager, claim):
        said = words(manager.post(f"{QUEUE}/{claim}", {"level": "9"}, expect=200))

        assert said.startswith("Error:")
        assert evidence(client, claim)["state"] == "claimed"

    def test_is_rejected_with_a_reason_that_the_person_sees(self, manager, ann, claim):
        response = manager.post(f"{QUEUE}/{claim}/reject", {"reason": "Show me first."})

        assert "1 rejected" in words(manager.get(response.location))
        assert "Reason: “Show me first.”" in words(ann.get("/skills/evidence/testing"))

    @pytest.mark.parametrize(
        ("reason", "problem"),
        [
            ("", "Enter a reason"),
            (" \r\n ", "Enter a reason"),
            ("x" * 2001, "The reason must be at most 2,000 characters"),
        ],
    )
    def test_is_not_rejected_without_one(self, client, manager, claim, reason, problem):
        said = words(manager.post(f"{QUEUE}/{claim}/reject", {"reason": reason}, expect=200))

        assert said.startswith("Error: Reject")
        assert said.count(problem) == 2
        assert "Ann sees this" in said
        assert evidence(client, claim)["state"] == "claimed"

    @pytest.mark.parametrize("path", ["", "/reject"])
    def test_that_somebody_answered_says_by_whom(self, client, manager, claim, path):
        verdict(client, claim, "rejected", caller=BOSS, note="Not yet.")
        fields = {"level": "3", "reason": "Late"}

        shown = manager.get(f"{QUEUE}/{claim}{path}", expect=303)
        sent = manager.post(f"{QUEUE}/{claim}{path}", fields, form=ANY_FORM)

        for response in (shown, sent):
            said = words(manager.get(response.location))
            assert "Nothing was changed" in said
            assert "Boss rejected it on 2 March 2026. “Not yet.”" in said
        assert evidence(client, claim)["verdict"]["note"] == "Not yet."

    @pytest.mark.parametrize("who", ["ANN", "BEN", "STR"])
    def test_is_not_there_for_others_nor_for_oneself(self, browse, claim, who):
        someone = browse(who)

        someone.get(f"{QUEUE}/{claim}", expect=404)
        someone.get(f"{QUEUE}/{claim}/reject", expect=404)
        someone.post(f"{QUEUE}/{claim}", {"level": "3"}, form=ANY_FORM, expect=404)
