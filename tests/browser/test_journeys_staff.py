"""What staff come for: their skills, their training, their courses."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.hands import Keyboard

pytestmark = pytest.mark.usefixtures("sample")

TODAY = datetime.now(UTC).date()
EARLIER = TODAY - timedelta(days=3)
COURSES = {
    "by keyboard": ("Making services accessible", "accessible"),
    "without JavaScript": ("Talking with the public", "talking with"),
}

LEVELS = {"by keyboard": "3 Practitioner", "without JavaScript": "4 Expert"}


@pytest.fixture
def tom(as_person):
    """A developer who is asked for nothing more by his role."""
    return as_person("tom.barlow")


def find_course(person, way, title, typed):
    """Choose a course by typing: from suggestions, or from those that could be meant."""
    person.write("Which course did you finish?", typed)
    if way == "by keyboard":
        person.page.get_by_role("option", name=title).wait_for()
        person.page.keyboard.press("ArrowDown")
        person.page.keyboard.press("Enter")


class TestLoggingTraining:
    def test_of_the_catalogue_takes_under_ten_inputs(self, tom, way):
        title, typed = COURSES[way]
        tom.open("/reporting/")
        tom.follow("Your training")
        tom.follow("Log training")
        inputs = tom.page.locator("main").get_by_role("textbox").count()
        inputs += tom.page.locator("main").get_by_role("combobox").count()
        assert 0 < inputs < 10

        find_course(tom, way, title, typed)
        tom.date("When did you finish it?", EARLIER)
        tom.write("Link to your certificate", "https://certificates.example/tom")
        tom.press("Continue")
        if way == "without JavaScript":
            tom.choose(title)
            tom.press("Continue")

        assert tom.heading() == "Check your answers before you send them"
        tom.sees(title, "What this changes")
        tom.press("Send to your manager")
        assert tom.heading() == "Sent to Sarah Kettle"
        tom.sees("What happens next")
        tom.follow("Your training")
        assert title in tom.page.get_by_role("table", name="Waiting").inner_text()

    def test_that_several_courses_could_be_asks_which_one(self, tom):
        tom.open("/courses/log")
        tom.write("Which course did you finish?", "foundations")
        if isinstance(tom, Keyboard):
            tom.page.keyboard.press("Escape")
        tom.date("When did you finish it?", EARLIER)
        tom.press("Continue")
        tom.mend("Choose which of these you mean")
        tom.choose("Foundations of service design")
        tom.press("Continue")

        assert tom.heading() == "Check your answers before you send them"
        tom.sees("Foundations of service design", "14 hours")

    def test_is_not_disturbed_by_a_list_that_comes_too_late(self, tom):
        tom.open("/courses/log")
        tom.write("Which course did you finish?", "foundations")
        tom.page.keyboard.press("Tab")
        tom.page.wait_for_timeout(1_500)  # longer than the question and its answer take

        assert not tom.page.get_by_role("listbox").is_visible()

    def test_that_is_not_in_the_list(self, tom, way):
        title = f"A day with the ambulance service, {way}"
        tom.open("/courses/log")
        tom.follow("It is not in the list")
        tom.write("What was it called?", title)
        tom.date("When did you finish it?", EARLIER)
        tom.write("How many hours did it take?", "7.5")
        tom.pick("A skill that it gives", "Public engagement")
        tom.pick("The level in it", "1 awareness")
        tom.press("Continue")

        tom.sees(title, "Public engagement: level 1, awareness")
        tom.press("Send to your manager")
        assert tom.heading() == "Sent to Sarah Kettle"

    def test_that_lacks_answers_says_so_and_leads_to_them(self, tom):
        tom.open("/courses/log")
        tom.press("Continue")

        tom.sees("Choose a course from the list, or say that it is not in the list")
        tom.mend("Enter the date you finished")


class TestTheirSkills:
    def test_are_shown_beside_another_role(self, tom):
        tom.open("/skills/")
        tom.follow("Look at another role")
        tom.follow("Senior user researcher")

        tom.sees("Senior user researcher", "below the level")
        assert tom.page.get_by_role("table", name="Missing").count() == 1

    def test_are_stated_by_themselves(self, tom, way):
        skill = {"by keyboard": "Prototyping", "without JavaScript": "Service design"}[way]
        tom.open("/skills/")
        tom.follow("Assess yourself in any skill")
        tom.follow(skill)
        tom.choose("2 Working")
        tom.write("Note (optional)", "I built two of them this year.")
        tom.press("Send to your manager")

        assert tom.heading() == "Sent to Sarah Kettle"
        tom.follow("what is on your record about")
        tom.sees("Waiting")

    def test_are_shown_by_a_certificate(self, tom, way):
        title, level = f"Certified tester, {way}", LEVELS[way]
        tom.open("/skills/")
        tom.follow("Add a certificate")
        tom.pick("Which skill does it show?", "Testing")
        tom.choose(level)
        tom.write("What is it called?", title)
        tom.date("When did you get it?", EARLIER)
        tom.write("Link to your certificate", "https://certificates.example/tester")
        tom.press("Continue")

        assert tom.heading() == "Check your answers before you send them"
        tom.press("Change your answers")
        tom.date("When does it run out?", EARLIER + timedelta(days=700))
        tom.press("Continue")
        tom.press("Send to your manager")
        assert tom.heading() == "Sent to Sarah Kettle"
        tom.sees(title)


class TestTheirCourses:
    def test_are_enrolled_on_and_withdrawn_from(self, tom):
        tom.open("/courses/for-you")
        tom.pick("For the role", "Senior developer")
        tom.press("Update")
        title = tom.page.locator("article h2").first.inner_text()
        tom.press("Enrol")
        assert tom.heading().startswith("You are enrolled")

        tom.follow("Your training")
        for _ in range(tom.page.get_by_role("link", name="Withdraw").count()):
            if not tom.page.get_by_role("table", name="Under way").count():
                break
            tom.follow("Withdraw")
            tom.press("Withdraw")

        assert tom.heading() == "Your training"
        assert title in tom.page.get_by_role("table", name="Not counted").inner_text()

    def test_are_hidden_and_shown_again(self, tom):
        tom.open("/courses/for-you?role=senior-developer")
        tom.press("Not for me")
        tom.sees("1 course you said is not for you.")
        tom.press("Show it again")

        assert tom.page.get_by_text("is not for you").count() == 0


class TestTheirRecord:
    def test_is_theirs_to_take_away(self, tom):
        tom.open("/courses/")
        table = tom.take("Download your training (CSV)")
        record = json.loads(tom.take("Download your training (JSON)"))
        tom.open("/skills/")
        skills = tom.take("Download your skills (CSV)")

        assert table.startswith("Training,Provider,State")
        assert "Modern testing" in table
        assert len(record["items"]) == len(table.strip().splitlines()) - 1
        assert "Testing" in skills
