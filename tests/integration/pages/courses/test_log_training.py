import re

import pytest

from tests.browsing import words
from tests.callers import LMS, staff
from tests.delivery import deliver
from tests.integration.courses.sending import learning_event, person, send
from tests.integration.pages.courses.learning import (
    ANSWERS,
    LINK,
    browse,
    records,
)

QUESTIONS = "/courses/log"
OTHER = "/courses/log/other"
TALK = {"title": "A talk", "provider": "Club", "outcomes": [{"skill": "testing", "level": 2}]}


@pytest.fixture
def sam(app, clock):
    return browse(app, clock)


def check(browser, path=QUESTIONS, expect=200, **changes):
    return browser.post(path, ANSWERS | {"step": "check"} | changes, expect=expect)


def carried(response):
    """What the page carries in hidden fields, as a browser would send it back."""
    found = re.findall(
        r'<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"',
        response.get_data(as_text=True),
    )
    fields = {}
    for name, value in found:
        fields.setdefault(name, []).append(value)
    return {name: values for name, values in fields.items() if name != "csrf_token"}


class TestTheQuestions:
    def test_are_four(self, sam):
        page = words(sam.get(QUESTIONS))

        assert "Four questions. You can check your answers before you send them." in page
        for question in ("Which course", "When did you", "How many hours", "Link to your"):
            assert question in page

    def test_load_the_style_of_the_suggestions_before_ours(self, sam):
        html = sam.get(QUESTIONS).get_data(as_text=True)

        assert html.index("accessible-autocomplete.min.css") < html.index("pages.css")

    def test_are_filled_with_a_course_that_is_named(self, sam):
        html = sam.get(f"{QUESTIONS}?course=data").get_data(as_text=True)

        assert 'value="Data testing"' in html
        assert sam.get(f"{QUESTIONS}?course=nothing").status_code == 200

    def test_are_for_people_with_a_staff_number(self, app, clock):
        browse(app, clock, None, roles=("auditor",)).get(QUESTIONS, expect=404)

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            (
                {"course_name": "mdoern"},
                "Choose a course from the list, or say that it is not in the list",
            ),
            ({"course_name": ""}, "Choose a course from the list, or say that it is not"),
            ({"finished": ["", "", ""]}, "Enter the date you finished"),
            (
                {"finished": ["3", "3", "2026"]},
                "The date you finished must be today or in the past",
            ),
            ({"finished": ["31", "2", "2026"]}, "The date you finished must be a real date"),
            ({"finished": ["20", "2", "26"]}, "The date you finished must be a real date"),
            ({"hours": "ten"}, "Hours must be a number between 0 and 10,000"),
            ({"hours": "10001"}, "Hours must be a number between 0 and 10,000"),
            ({"hours": "-1"}, "Hours must be a number between 0 and 10,000"),
            ({"link": "certificates/1"}, "The link must start with https://"),
            ({"link": "javascript:alert(1)"}, "The link must start with https://"),
            ({"link": "https://a b"}, "The link must be a web address of at most 1,000"),
        ],
    )
    def test_say_what_is_wrong_with_an_answer(self, sam, client, changes, error):
        response = check(sam, **changes)

        page = words(response)
        assert page.startswith("Error: Log training")
        assert "There is a problem" in page
        assert page.count(error) == 2  # in the summary and at the field
        assert records(client) == []

    def test_say_all_that_is_wrong_in_the_order_of_the_questions(self, sam):
        html = check(
            sam, course_name="mdoern", finished=["3", "3", "2026"], link="http://x"
        ).get_data(as_text=True)

        links = re.findall(r'<a href="#([\w-]+)">', html)
        assert links == ["course_name", "finished-day", "link"]
        for target in links:
            assert f'id="{target}"' in html


class TestFindingACourse:
    def test_needs_no_script_where_its_title_is_typed(self, sam):
        assert "Modern testing" in words(check(sam, course_name="modern TESTING"))

    def test_offers_several_that_could_be_meant(self, sam):
        page = words(check(sam, course_name="testing"))

        assert "Which of these did you mean?" in page
        assert "Modern testing Academy · online · 6 hours · Testing to level 2" in page
        assert "Data testing College" in page
        assert "None of these" in page
        assert "Agile teams" not in page

    def test_takes_the_one_that_is_picked(self, sam):
        response = check(sam, course_name="testing", asked="testing", which="data")

        assert "Check your answers" in words(response)
        assert carried(response)["course"] == ["data"]

    def test_asks_again_where_other_words_are_typed_since(self, sam):
        page = words(check(sam, course_name="teams", asked="testing", which="data"))

        assert "Which of these did you mean?" in page
        assert "Agile teams" in page
        assert "Data testing" not in page

    def test_leads_on_where_it_is_none_of_these(self, sam):
        response = check(sam, course_name="test", asked="test", which="none")

        page = response.get_data(as_text=True)
        assert "Log training that is not in the list" in words(response)
        assert 'name="title" type="text" value="test"' in page
        assert 'value="20"' in page  # the day that was typed

    def test_counts_a_choice_only_as_long_as_its_title_stands_there(self, sam):
        chosen = check(sam, course_name="Data testing", course="data")
        changed = check(sam, course_name="Modern testing", course="data")

        assert carried(chosen)["course"] == ["data"]
        assert carried(changed)["course"] == ["testing"]

    def test_suggests_by_title_provider_and_skill(self, sam):
        def suggested(typed):
            found = sam.get(f"/courses/find?q={typed}").json["courses"]
            return [each["course"] for each in found]

        assert suggested("modern") == ["testing"]
        assert suggested("college") == ["data"]
        assert suggested("testing academy") == ["testing"]
        assert suggested("TESTING") == ["data", "testing"]
        assert suggested(".*") == []
        assert suggested("data%00") == []
        assert suggested("") == []

    def test_suggests_with_what_tells_courses_apart(self, sam):
        assert sam.get("/courses/find?q=modern").json == {
            "courses": [
                {
                    "course": "testing",
                    "title": "Modern testing",
                    "about": "Academy · online · 6 hours · Testing to level 2",
                    "hours": 6.0,
                }
            ]
        }


class TestCheckingTheAnswers:
    def test_shows_them_and_what_they_change(self, sam, client):
        page = words(check(sam))

        assert "Course Modern testing Academy, online Change" in page
        assert "Finished on 20 February 2026 Change" in page
        assert "Hours 6 hours The hours of the course Change" in page
        assert "Certificate learning.example/certificates/1 Change" in page
        assert (
            "From level 1, awareness, to level 2, working, once Mia Manager confirms it. Your role "
            "needs level 2, working, so this closes the gap."
        ) in page
        assert "By sending this you say that it is true." in page
        assert records(client) == []

    def test_goes_back_with_all_answers(self, sam):
        response = check(sam, hours="7.5")

        again = sam.post(QUESTIONS, carried(response) | {"step": "change"}, expect=200)

        html = again.get_data(as_text=True)
        for value in ("Modern testing", "20", "2026", "7.5", LINK):
            assert f'value="{value}"' in html
        assert not words(again).startswith("Error")

    def test_says_where_nobody_is_there_to_confirm(self, app, clock):
        deliver(app, person("S1", sequence=2, name="Sam Staff", manager=None))

        page = words(check(browse(app, clock)))

        assert "once your people team confirms it" in page
        assert "You have no manager on record" in page

    def test_escapes_what_was_typed(self, sam):
        title = "<script>alert(1)</script>"
        response = check(sam, OTHER, title=title)

        html = response.get_data(as_text=True)
        assert title not in html
        assert "&lt;script&gt;" in html


class TestSending:
    def send(self, browser, path=QUESTIONS, **changes):
        page = check(browser, path, **changes)
        return browser.post(path, carried(page) | {"step": "send"})

    def test_makes_a_record_that_waits(self, sam, client):
        page = words(sam.get(self.send(sam, hours="7.5").location))

        assert "Sent to Mia Manager Modern testing, finished 20 February 2026" in page
        assert "Mia Manager is asked to confirm it." in page
        (made,) = records(client)
        assert made["course"] == "testing"
        assert made["completed_on"] == "2026-02-20"
        assert made["hours"] == 7.5
        assert made["link"] == LINK
        assert made["confirmation"]["state"] == "waiting"

    def test_twice_makes_one_record(self, sam, client):
        first, second = self.send(sam), self.send(sam)

        assert first.location == second.location
        assert len(records(client)) == 1
        assert "This is on your record already" in words(check(sam))

    def test_checks_the_answers_once_more(self, sam, client):
        page = check(sam)
        forged = carried(page) | {"finished": ["3", "3", "2026"], "step": "send"}

        response = sam.post(QUESTIONS, forged, expect=200)

        assert "The date you finished must be today or in the past" in words(response)
        assert records(client) == []

    def test_counts_at_once_what_a_learning_system_reported(self, sam, client):
        send(client, learning_event("completed", completed_on="2026-02-18"), caller=LMS)

        assert "A learning system has reported this already" in words(check(sam))
        page = words(sam.get(self.send(sam).location))
        assert "It is on your record" in page
        assert "Nobody has to confirm it any more." in page

    def test_needs_the_token_of_the_page(self, app, clock, client):
        browser = browse(app, clock)

        response = browser.flask.post(QUESTIONS, data=ANSWERS | {"step": "send"})

        assert response.status_code == 400
        assert records(client) == []

    def test_shows_the_page_after_it_to_nobody_else(self, app, clock, sam):
        location = self.send(sam).location

        for number in ("M1", "X1"):
            browse(app, clock, number).get(location, expect=404)


class TestTrainingOutsideTheCatalogue:
    ANSWERS = {"title": "A talk", "provider": "Club", "skill_1": "testing", "level_1": "2"}

    def test_is_logged_with_what_it_gave(self, sam, client):
        page = check(sam, OTHER, **self.ANSWERS)

        assert "Training A talk Club Change" in words(page)
        assert "What it gave Testing: level 2, working Change" in words(page)
        sam.post(OTHER, carried(page) | {"step": "send"})
        (made,) = records(client)
        assert made["outside"] == TALK

    def test_may_give_no_level(self, sam, client):
        page = check(sam, OTHER, title="A talk")

        assert "It gives no level in any skill" in words(page)
        sam.post(OTHER, carried(page) | {"step": "send"})
        assert records(client)[0]["outcomes"] == []

    def test_may_give_more_than_one_level(self, sam, client):
        more = check(sam, OTHER, **self.ANSWERS | {"step": "add"})

        html = more.get_data(as_text=True)
        assert 'name="skill_2"' in html
        assert 'name="skill_3"' not in html
        assert not words(more).startswith("Error")
        page = check(sam, OTHER, **self.ANSWERS, skill_2="agile", level_2="1", **{"shown": "2"})
        sam.post(OTHER, carried(page) | {"step": "send"})
        assert len(records(client)[0]["outcomes"]) == 2

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"title": ""}, "Enter what the training was called"),
            ({"title": "x" * 201}, "What it was called must have at most 200 characters"),
            ({"level_1": ""}, "Choose the level that it gives in this skill"),
            ({"skill_1": ""}, "Choose the skill, or take the level away"),
            ({"skill_2": "testing", "level_2": "1"}, "Choose each skill once"),
            ({"finished": ["", "", ""]}, "Enter the date you finished"),
        ],
    )
    def test_says_what_is_wrong(self, sam, client, changes, error):
        page = words(check(sam, OTHER, **self.ANSWERS | changes))

        assert page.startswith("Error: Log training that is not in the list")
        assert page.count(error) == 2
        assert records(client) == []

    def test_is_filled_with_what_is_begun(self, sam, client):
        begun = {"outside": TALK, "state": "enrolled"}
        made = client.post("/people/S1/training", begun, caller=staff("S1"), expect=201).json

        html = sam.get(f"{OTHER}?of={made['id']}").get_data(as_text=True)

        assert 'value="A talk"' in html
        assert 'value="testing" selected' in html
