import pytest

from services.courses.domain import Outcome
from tests.browsing import words
from tests.callers import LEARNING_ADMIN, staff
from tests.delivery import deliver
from tests.integration.courses.sending import person
from tests.integration.pages.courses.learning import (
    browse,
    claim,
    course,
    levels,
    record,
    records,
    role_level,
    save,
    skill,
)

PAGE = "/courses/for-you"


@pytest.fixture
def sam(app, clock):
    return browse(app, clock)


@pytest.fixture
def alone(app):
    """Only one course closes the gap."""
    save(app, course("data", "Data testing", outcomes=()))


@pytest.mark.usefixtures("alone")
class TestCoursesForYou:
    def test_come_with_reason_facts_and_gain(self, sam):
        response = sam.get(PAGE)

        page = words(response)
        assert "1 course would close your gap: 6 hours and £90 in all" in page
        assert "Closes the gap in testing, from level 1, awareness, to level 2, working" in page
        assert "6 hours Online £90 Academy" in page
        assert "Testing From 1 awareness to 2 working" in page
        assert 'id="testing"' in response.text

    def test_say_what_comes_first_all_the_way(self, app, sam):
        save(
            app,
            course("basics", "Basics", outcomes=(Outcome("agile", 1),)),
            course("middle", "Middle", after=("basics",), outcomes=(Outcome("agile", 2),)),
            course(after=("middle",)),
        )

        response = sam.get(PAGE)

        assert "First finish Basics, then Middle" in words(response)
        assert "Enrol on both : Middle" in words(response)
        assert "Enrol on all 3 : Modern testing" in words(response)

    def test_are_enrolled_on_together(self, app, client, sam):
        save(app, course("basics", "Basics", outcomes=()), course(after=("basics",)))

        done = sam.post("/courses/enrol", {"course": ["basics", "testing"]}, form=PAGE)

        page = words(sam.get(done.location))
        assert "You are enrolled on 2 courses Basics Modern testing" in page
        assert "This books no place for you" in page
        assert {each["course"] for each in records(client)} == {"basics", "testing"}
        assert {each["state"] for each in records(client)} == {"enrolled"}

    def test_are_enrolled_on_once(self, client, sam):
        for _ in range(2):
            sam.post("/courses/enrol", {"course": "testing"}, form="/courses/courses/data")

        assert len(records(client)) == 1
        page = words(sam.get(PAGE))
        assert "You are enrolled." in page
        assert "Started already." in page
        assert "Withdraw : Modern testing" in page

    def test_take_no_enrolment_that_cannot_be(self, client, sam):
        client.delete("/courses/data", caller=LEARNING_ADMIN, expect=204)

        gone = sam.post("/courses/enrol", {"course": "data"}, form=PAGE, expect=409)
        unknown = sam.post("/courses/enrol", {"course": "no"}, form=PAGE, expect=422)

        assert "The course is withdrawn" in words(gone)
        assert "There is no such course" in words(unknown)
        assert records(client) == []

    def test_can_be_hidden_and_shown_again(self, app, client, clock, sam):
        sam.post(f"{PAGE}/hide", {"course": "testing"}, form=PAGE)

        page = words(sam.get(PAGE))
        assert "Modern testing" not in page
        assert "1 course you said is not for you." in page
        other = words(browse(app, clock, "M1").get(PAGE))
        assert "Modern testing" in other
        api = client.get("/people/S1/recommendations", caller=staff("S1"), expect=200).json
        assert [item["course"] for item in api["items"]] == ["testing"]

        sam.post(f"{PAGE}/show", {}, form=PAGE)

        assert "Modern testing" in words(sam.get(PAGE))

    def test_are_hidden_with_those_that_come_after(self, app, sam):
        save(app, course("basics", "Basics", outcomes=()), course(after=("basics",)))

        sam.post(f"{PAGE}/hide", {"course": "basics"}, form=PAGE)

        assert "Modern testing" not in words(sam.get(PAGE))

    def test_are_hidden_no_more_once_enrolled_on(self, sam):
        sam.post(f"{PAGE}/hide", {"course": "testing"}, form=PAGE)

        sam.post("/courses/enrol", {"course": "testing"}, form=PAGE)

        page = words(sam.get(PAGE))
        assert "Modern testing" in page
        assert "not for you" not in page

    def test_hide_only_what_there_is(self, sam):
        sam.post(f"{PAGE}/hide", {"course": "no-such-course"}, form=PAGE, expect=404)

    def test_can_be_limited(self, sam):
        fits = words(sam.get(f"{PAGE}?hours=8&budget=100"))
        long, dear = words(sam.get(f"{PAGE}?hours=4")), words(sam.get(f"{PAGE}?budget=0"))

        assert "1 course would close your gap" in fits
        assert "No course fits. The shortest takes 6 hours." in long
        assert "No course fits." in dear
        assert "1 course would close" in words(sam.get(f"{PAGE}?hours=x&budget=-5"))

    def test_can_be_of_another_role(self, app, sam):
        deliver(app, role_level("lead", agile=3, testing=1))

        response = sam.get(f"{PAGE}?role=lead")

        assert "No course in the catalogue closes this gap: Agile working." in words(response)
        assert 'value="lead" selected' in response.text
        assert "Tester (yours)" in words(response)
        sam.get(f"{PAGE}?role=no-such-role", expect=422)


class TestNothingToRecommend:
    def test_where_all_is_met(self, app, sam):
        deliver(app, levels("S1", 2, testing=2))

        page = words(sam.get(PAGE))

        assert "You meet every skill of your role. Nothing to recommend." in page

    def test_where_no_course_helps(self, app, sam):
        deliver(app, role_level("tester", agile=2))
        deliver(app, person("S1", "M1", sequence=2, name="Sam", role_level="other"))
        deliver(app, role_level("other", agile=2))

        response = sam.get(PAGE)

        assert "No course in the catalogue closes this gap: Agile working." in words(response)
        assert "Tell your learning team." in words(response)
        assert 'id="agile"' in response.text

    def test_where_what_was_sent_closes_the_gap(self, app, sam):
        waits = [{"from": "2026-01-01", "verified": 1, "claimed": 2}]
        deliver(app, levels("S1", 2, steps={"testing": waits}))

        page = words(sam.get(PAGE))

        assert "Nothing to recommend: your gap closes once what you sent is confirmed." in page

    def test_where_there_is_no_role(self, app, clock):
        page = words(browse(app, clock, "X1").get(PAGE))

        assert "You have no role yet" in page

    def test_where_there_is_no_such_person_here_yet(self, app, clock):
        assert "You have no role yet" in words(browse(app, clock, "N1").get(PAGE))


class TestRenewals:
    def test_name_what_runs_out_and_what_renews_it(self, app, sam):
        falls = [
            {"from": "2026-01-01", "verified": 2, "claimed": 2},
            {"from": "2026-04-01", "verified": 1, "claimed": 1},
        ]
        deliver(app, levels("S1", 2, steps={"testing": falls}))

        response = sam.get(PAGE)

        page = words(response)
        assert "Runs out on 31 March 2026. Without renewing it you drop to level 1" in page
        assert "Modern testing , 6 hours, £90" in page
        assert 'id="testing"' in response.text


class TestACourse:
    def test_says_what_it_gives_and_what_comes_first(self, app, sam):
        save(
            app,
            course(
                summary="Two days of <b>tests</b>.",
                url="https://academy.example/testing",
                after=("data",),
                prerequisites=(Outcome("agile", 1), Outcome("testing", 1)),
            ),
        )

        response = sam.get("/courses/courses/testing")

        page = words(response)
        assert "6 hours Online £90 Academy" in page
        assert "Level 2, working. You have level 1, awareness; your role needs level 2" in page
        assert "Data testing : not completed yet" in page
        assert "Agile working, level 1, awareness: you have no level yet" in page
        assert "Testing, level 1, awareness: you have it" in page
        assert "&lt;b&gt;" in response.text
        assert 'href="https://academy.example/testing" rel="noreferrer"' in response.text

    def test_is_enrolled_on_here(self, client, sam):
        sam.post("/courses/enrol", {"course": "testing"}, form="/courses/courses/testing")

        page = words(sam.get("/courses/courses/testing"))
        assert "You are enrolled on it." in page
        assert record(client, records(client)[0]["id"])["state"] == "enrolled"

    def test_is_no_longer_offered_once_withdrawn(self, client, sam):
        client.delete("/courses/testing", caller=LEARNING_ADMIN, expect=204)

        response = sam.get("/courses/courses/testing")

        assert "This course is no longer offered." in words(response)
        assert "/courses/enrol" not in response.text
        assert "/courses/log?course=testing" in response.text

    def test_is_known_to_whoever_has_completed_it(self, client, sam):
        claim(client)

        assert "You have completed it before." in words(sam.get("/courses/courses/testing"))

    def test_is_there_for_everybody_signed_in(self, app, clock):
        auditor = browse(app, clock, None, roles=("auditor",))

        response = auditor.get("/courses/courses/testing")

        assert "Modern testing" in words(response)
        assert "Enrol" not in words(response)
        auditor.get("/courses/courses/no-such-course", expect=404)

    def test_names_a_skill_that_is_not_known_yet_by_its_id(self, app, sam):
        save(app, course(outcomes=(Outcome("brand-new", 1),)))
        deliver(app, skill("other", "Other"))

        assert "brand-new Level 1, awareness." in words(sam.get("/courses/courses/testing"))
