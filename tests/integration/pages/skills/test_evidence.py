"""What is on record about one skill, for the person and for those who may see it."""

from tests.browsing import words
from tests.delivery import deliver
from tests.integration.skills.organisation import ANN, MANAGER, state, training_event

PATH = "/skills/evidence/testing"
LINE_PATH = "/skills/people/ANN/evidence/testing"
CREDENTIAL = {"source": "credential", "title": "Tester", "link": "https://example.org/1"}


class TestYourEvidence:
    def test_is_told_in_words_with_the_reason_of_a_rejection(self, client, ann):
        made = state(client, "ANN", caller=ANN, note="I tested it.", level=3)
        client.post(
            f"/evidence/{made['id']}/verdict",
            {"verdict": "rejected", "note": "Show me first."},
            caller=MANAGER,
            expect=200,
        )

        said = words(ann.get(PATH))

        assert "You assessed yourself at level 3, practitioner. Note: “I tested it.”" in said
        assert "Rejected Man rejected it on 2 March 2026. Reason: “Show me first.”" in said

    def test_of_a_course_is_there_too(self, app, ann):
        deliver(app, training_event())

        said = words(ann.get(PATH))

        assert "You completed “Testing basics”, which leads to level 2, working" in said

    def test_links_to_the_certificate_without_telling_who_came(self, client, ann):
        state(client, "ANN", caller=ANN, **CREDENTIAL)

        page = ann.get(PATH).get_data(as_text=True)

        assert '<a class="govuk-link" href="https://example.org/1" rel="noreferrer">' in page

    def test_is_empty_at_first(self, ann):
        assert "There is nothing on your record about this skill yet." in words(ann.get(PATH))

    def test_of_what_is_no_skill_is_not_found(self, ann):
        ann.get("/skills/evidence/juggling", expect=404)


class TestEvidenceOfOthers:
    def test_is_told_to_their_manager_by_name(self, client, manager):
        state(client, "ANN", caller=ANN)

        said = words(manager.get(LINE_PATH))

        assert "Ann assessed themselves at level 2, working" in said
        assert "Assess Ann" in said

    def test_is_read_by_an_auditor_who_can_change_nothing(self, client, browse):
        state(client, "ANN", caller=ANN)

        said = words(browse("AUDIT1", "auditor").get(LINE_PATH))

        assert "Ann assessed themselves" in said
        assert "Assess Ann" not in said
        assert "Excuse" not in said

    def test_is_not_there_for_others(self, client, browse):
        state(client, "ANN", caller=ANN)

        browse("BEN").get(LINE_PATH, expect=404)
        browse("STR").get(LINE_PATH, expect=404)
