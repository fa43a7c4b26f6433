"""Assess yourself and Add a certificate."""

import pytest

from tests.browsing import words
from tests.integration.skills.organisation import ANN, MANAGER, put_person, state

ASSESS = "/skills/assess/testing"
NEW = "/skills/certificates/new"
CERTIFICATE = {
    "skill": "testing",
    "level": "3",
    "title": "Certified tester",
    "passed_on": ["1", "2", "2026"],
    "expires_on": ["1", "2", "2029"],
    "link": "https://example.org/c/1",
}


def evidence_of(client, number="ANN", *, caller=ANN):
    return client.get(f"/people/{number}/evidence", caller=caller, expect=200).json["items"]


class TestChoosingASkill:
    def test_begins_with_those_of_the_role(self, ann):
        said = words(ann.get("/skills/assess"))

        assert "Choose one of 2 skills" in said
        assert "Skills of your role Drawing No level yet, needs 2 working" in said

    def test_finds_by_name(self, ann):
        said = words(ann.get("/skills/assess?q=TEST"))

        assert "Testing" in said
        assert "Drawing" not in said
        assert "No skill matches" in words(ann.get("/skills/assess?q=x%20y"))


class TestAssessingOneself:
    def test_shows_what_the_levels_mean_and_what_is_on_record(self, client, ann):
        state(client, "ANN", caller=MANAGER, source="manager", level=1)

        said = words(ann.get(ASSESS))

        assert "1 Awareness a 2 Working w 3 Practitioner p 4 Expert e" in said
        assert "Man confirmed level 1, awareness" in said
        assert "Your role needs 3 practitioner" in said

    def test_sends_it_and_says_what_happens_next(self, client, ann):
        response = ann.post(ASSESS, {"level": "2", "note": "I tested\r\na release."})

        said = words(ann.get(response.location))
        (made,) = evidence_of(client)
        assert "Sent to Man" in said
        assert "Man is asked to confirm it" in said
        assert (made["level"], made["source"], made["state"]) == (2, "self", "claimed")
        assert made["note"] == "I tested\na release."

    def test_twice_is_once(self, client, ann):
        first = ann.post(ASSESS, {"level": "2"})
        second = ann.post(ASSESS, {"level": "2"})

        assert first.location == second.location
        assert len(evidence_of(client)) == 1

    def test_at_no_level_is_a_choice_too(self, client, ann):
        ann.post(ASSESS, {"level": "0"})

        assert evidence_of(client)[0]["level"] == 0

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({}, "Choose the level that fits best"),
            ({"level": "9"}, "Not a valid choice."),
            ({"level": "2", "note": "x" * 2001}, "The note must be at most 2,000 characters"),
        ],
    )
    def test_asks_again_where_something_is_wrong(self, client, ann, fields, problem):
        said = words(ann.post(ASSESS, fields, expect=200))

        assert said.startswith("Error: Assess yourself")
        assert said.count(problem) == 2  # in the summary and at the field
        assert evidence_of(client) == []

    def test_in_no_skill_is_not_found(self, ann):
        ann.get("/skills/assess/juggling", expect=404)

    def test_waits_for_the_people_team_where_there_is_no_manager(self, client, browse):
        put_person(client, "LONE")
        lone = browse("LONE")

        said = words(lone.get(lone.post(ASSESS, {"level": "1"}).location))

        assert "Sent to your people team" in said
        assert "you have none on record" in said

    def test_is_seen_by_nobody_else_as_sent(self, ann, browse):
        sent = ann.post(ASSESS, {"level": "2"}).location

        browse("BEN").get(sent, expect=404)
        browse("MAN").get(sent, expect=404)

    def test_says_the_answer_once_there_is_one(self, client, ann):
        sent = ann.post(ASSESS, {"level": "2"}).location
        (made,) = evidence_of(client)
        client.post(
            f"/evidence/{made['id']}/verdict", {"verdict": "accepted"}, caller=MANAGER, expect=200
        )

        assert "Man confirmed it on 2 March 2026." in words(ann.get(sent))


class TestAddingACertificate:
    def test_shows_the_answers_and_what_they_change_before_they_are_sent(self, client, ann):
        said = words(ann.post(NEW, CERTIFICATE, expect=200))

        assert "Check your answers before you send them" in said
        assert "Got on 1 February 2026" in said
        assert "Runs out on 1 February 2029" in said
        assert "From no level to 3 practitioner. Closes a gap. It counts once Man confirms" in said
        assert evidence_of(client) == []

    def test_sends_them(self, client, ann):
        sent = ann.post(NEW, CERTIFICATE | {"step": "send"})

        (made,) = evidence_of(client)
        assert (made["title"], made["link"]) == ("Certified tester", "https://example.org/c/1")
        assert (made["observed_on"], made["expires_on"]) == ("2026-02-01", "2029-02-01")
        assert "Testing: Certified tester, level 3, practitioner" in words(ann.get(sent.location))

    def test_twice_is_once(self, client, ann):
        for _ in range(2):
            ann.post(NEW, CERTIFICATE | {"step": "send"})

        assert len(evidence_of(client)) == 1

    def test_takes_the_answers_back_to_change_them(self, ann):
        page = ann.post(NEW, CERTIFICATE | {"step": "change"}, expect=200).get_data(as_text=True)

        assert "There is a problem" not in page
        assert 'value="Certified tester"' in page
        assert 'value="2029"' in page

    def test_knows_the_skill_from_where_one_comes(self, ann):
        page = ann.get(f"{NEW}?skill=drawing").get_data(as_text=True)

        assert '<option value="drawing" selected>' in page

    @pytest.mark.parametrize("step", ["", "send"])
    @pytest.mark.parametrize(
        ("wrong", "problem"),
        [
            ({"skill": ""}, "Choose the skill that it shows"),
            ({"skill": "juggling"}, "Not a valid choice."),
            ({"level": ""}, "Choose the level that it shows"),
            ({"level": "0"}, "Not a valid choice."),
            ({"title": " "}, "Enter what the certificate is called"),
            ({"title": "x" * 201}, "must be one line of at most 200 characters"),
            ({"passed_on": ["", "", ""]}, "Enter the day you got it"),
            ({"passed_on": ["30", "2", "2026"]}, "The day you got it must be a real date"),
            ({"passed_on": ["3", "3", "2026"]}, "The day you got it must be today or in the past"),
            ({"expires_on": ["x", "", ""]}, "The day it runs out must be a real date"),
            ({"expires_on": ["1", "1", "2020"]}, "must be on or after the day you got it"),
            ({"link": "http://example.org"}, "The link must start with https://"),
            ({"link": "javascript:alert(1)"}, "The link must start with https://"),
        ],
    )
    def test_asks_again_where_something_is_wrong(self, client, ann, wrong, problem, step):
        fields = CERTIFICATE | wrong | {"step": step}

        said = words(ann.post(NEW, fields, expect=200))

        assert said.startswith("Error: Add a certificate")
        assert said.count(problem) == 2
        assert evidence_of(client) == []
