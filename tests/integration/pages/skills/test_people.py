"""A person as others see them, assessing them, and excusing them from a skill."""

import re

import pytest

from tests.browsing import words
from tests.integration.skills.organisation import (
    ANN,
    BOSS,
    MANAGER,
    excuse,
    levels_of,
    put_person,
    state,
)

ANNS = "/skills/people/ANN"
ASSESS = f"{ANNS}/assess/testing"
EXCUSE = f"{ANNS}/excuse/testing"
LEAVE = {"reason": "On other duties", "until": ["30", "6", "2026"]}


def exemption(client, *, expect=200):
    return client.get("/people/ANN/exemptions/testing", caller=MANAGER, expect=expect).json


def seen(browser):
    """The version that the page of the form carries."""
    return re.search(r'name="seen" value="(\d*)"', browser.get(EXCUSE).get_data(as_text=True))[1]


class TestAPerson:
    def test_is_shown_as_they_see_themselves(self, client, manager):
        state(client, "ANN", caller=ANN, skill="drawing", level=2)

        said = words(manager.get(ANNS))

        assert "Senior tester, Ward. Reports to Man." in said
        assert "0 of 2 skills verified at the level they need" in said
        assert "Ann assessed themselves at level 2, working" in said
        assert "There is nothing on their record about this skill yet." in said

    def test_looks_right_with_nothing_on_record(self, client, browse):
        put_person(client, "LONG", name="Wolfeschlegelstein" * 11, manager="MAN")

        said = words(browse("MAN").get("/skills/people/LONG"))

        assert "No role yet; the people team sets it." in said
        assert "record yet." in said

    def test_is_read_by_an_auditor_without_anything_to_do(self, browse):
        said = words(browse("AUDIT1", "auditor").get(ANNS))

        assert "Senior tester, Ward." in said
        assert "Assess" not in said
        assert "Excuse" not in said

    def test_is_ones_own_page_for_oneself(self, ann):
        assert ann.get(ANNS, expect=303).location == "/skills/"

    @pytest.mark.parametrize("who", ["BEN", "STR"])
    @pytest.mark.parametrize("path", [ANNS, f"{ANNS}/assess", ASSESS, f"{ASSESS}/done", EXCUSE])
    def test_is_not_there_for_others(self, browse, who, path):
        browse(who).get(path, expect=404)

    @pytest.mark.parametrize("path", [f"{ANNS}/assess", ASSESS, f"{ASSESS}/done", EXCUSE])
    def test_is_assessed_by_nobody_who_may_only_read(self, browse, ann, path):
        browse("AUDIT1", "auditor").get(path, expect=404)
        ann.get(path, expect=404)


class TestAssessing:
    def test_begins_with_the_skills_of_their_role(self, manager):
        assert "Skills of their role Drawing" in words(manager.get(f"{ANNS}/assess"))

    def test_shows_what_it_changes_before_it_counts(self, client, manager):
        said = words(manager.post(ASSESS, {"level": "3", "note": "Seen"}, expect=200))

        assert "Check before you confirm it" in said
        assert "Level 3 Practitioner Note Seen" in said
        assert "From no level to 3 practitioner. Closes a gap." in said
        assert levels_of(client, "ANN", caller=MANAGER) == {}

    def test_counts_at_once(self, client, manager):
        response = manager.post(ASSESS, {"level": "3", "note": "Seen", "step": "send"})

        said = words(manager.get(response.location))
        assert "Ann is at level 3, practitioner" in said
        assert levels_of(client, "ANN", caller=MANAGER)["testing"]["verified"] == 3

    def test_twice_is_once(self, client, manager):
        for _ in range(2):
            manager.post(ASSESS, {"level": "3", "step": "send"})

        items = client.get("/people/ANN/evidence", caller=MANAGER, expect=200).json["items"]
        assert len(items) == 1

    def test_takes_the_answers_back_to_change_them(self, manager):
        fields = {"level": "3", "note": "Seen", "step": "change"}

        page = manager.post(ASSESS, fields, expect=200).get_data(as_text=True)

        assert "There is a problem" not in page
        assert re.search(r'value="3" checked', page)
        assert "Seen</textarea>" in page

    @pytest.mark.parametrize("step", ["", "send"])
    def test_asks_for_a_level(self, client, manager, step):
        said = words(manager.post(ASSESS, {"step": step}, expect=200))

        assert said.startswith("Error: Assess Ann: Testing")
        assert said.count("Choose the level that fits best") == 2
        assert levels_of(client, "ANN", caller=MANAGER) == {}

    def test_is_refused_to_whoever_is_not_in_the_line(self, client, browse):
        fields = {"level": "3", "step": "send"}

        browse("STR").post(ASSESS, fields, form="/skills/assess/testing", expect=404)

        assert levels_of(client, "ANN", caller=MANAGER) == {}

    def test_in_no_skill_is_not_found(self, manager):
        manager.get(f"{ANNS}/assess/juggling", expect=404)


class TestExcusing:
    def test_excuses_and_says_so(self, client, manager):
        response = manager.post(EXCUSE, LEAVE)

        said = words(manager.get(response.location))
        assert "Ann is excused from Testing until 30 June 2026." in said
        assert "Excused by Man, on 2 March 2026: “On other duties”" in said
        assert exemption(client)["until"] == "2026-06-30"

    def test_is_changed_by_whoever_has_seen_it(self, client, manager):
        excuse(client)

        version = seen(manager)
        manager.post(EXCUSE, LEAVE | {"reason": "Longer", "seen": version})

        assert exemption(client)["reason"] == "Longer"

    def test_is_ended_early(self, client, manager):
        excuse(client)

        response = manager.post(EXCUSE, {"step": "end", "seen": seen(manager)})

        assert "Ann is not excused from Testing any more." in words(manager.get(response.location))
        exemption(client, expect=404)

    @pytest.mark.parametrize("step", ["", "end"])
    def test_says_that_somebody_else_was_faster(self, client, manager, step):
        excuse(client)
        version = seen(manager)
        excuse(client, caller=BOSS, expect=200, headers={"If-Match": "*"}, reason="Their own")

        fields = LEAVE | {"step": step, "seen": version}
        said = words(manager.post(EXCUSE, fields, expect=200))

        assert said.startswith("Error: Excuse Ann")
        assert "Somebody else changed this while you had it open. Nothing was saved." in said
        assert exemption(client)["reason"] == "Their own"

    def test_says_so_too_where_there_was_none_before(self, client, manager):
        excuse(client, caller=BOSS, reason="Their own")

        said = words(manager.post(EXCUSE, LEAVE, expect=200))

        assert "Somebody else changed this" in said
        assert exemption(client)["reason"] == "Their own"

    def test_sent_twice_is_done_once(self, manager):
        for _ in range(2):
            manager.post(EXCUSE, LEAVE)

    @pytest.mark.parametrize(
        ("wrong", "problem"),
        [
            ({"reason": ""}, "Enter a reason"),
            ({"reason": "x" * 501}, "The reason must be one line of at most 500 characters"),
            ({"until": ["", "", ""]}, "Enter the last day"),
            ({"until": ["31", "2", "2026"]}, "The last day must be a real date"),
            ({"until": ["1", "3", "2026"]}, "must be today or later, and 2 March 2031 at the"),
            ({"until": ["3", "3", "2031"]}, "must be today or later, and 2 March 2031 at the"),
        ],
    )
    def test_asks_again_where_something_is_wrong(self, client, manager, wrong, problem):
        said = words(manager.post(EXCUSE, LEAVE | wrong, expect=200))

        assert said.startswith("Error: Excuse Ann from Testing")
        assert said.count(problem) == 2
        exemption(client, expect=404)

    def test_nobody_excuses_themselves(self, client, ann):
        ann.post(EXCUSE, LEAVE, form="/skills/assess/testing", expect=404)

        exemption(client, expect=404)
