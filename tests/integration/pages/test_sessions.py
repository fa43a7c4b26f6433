"""Who may see pages: sessions, and what nobody is shown."""

from datetime import timedelta

import pytest

from services.reporting.app import create as create_reporting
from services.skills.app import create
from services.skills.domain import Person
from tests.browsing import Browser, words

HOURS_12 = timedelta(hours=12)


@pytest.fixture
def app(wire):
    return wire(create)


def save(app, *people):
    mongo = app.extensions["readiness"].mongo
    mongo.transact(lambda work: [work.people.put(person) for person in people])


class TestASession:
    def test_is_asked_for_and_comes_back_to_the_page(self, app, clock):
        response = Browser(app, clock.now(), roles=()).get("/skills/?role_level=x", expect=303)

        assert response.location == "/skills/sign-in?next=/skills/?role_level%3Dx"

    def test_opens_the_pages_of_the_person(self, app, clock):
        save(app, Person("S1", "Sam Staff"))

        page = Browser(app, clock.now(), staff_number="S1").get("/skills/")

        assert "You have no role yet" in words(page)
        assert "Sam Staff" in words(page)
        assert page.headers["Cache-Control"] == "no-store"

    def test_ends_12_hours_after_it_began(self, app, clock):
        late = clock.now() - HOURS_12
        Browser(app, late + timedelta(seconds=1), staff_number="S1").get("/skills/")

        Browser(app, late, staff_number="S1").get("/skills/", expect=303)

    def test_opens_nothing_once_the_person_has_left(self, app, clock):
        save(app, Person("S1", "Sam", leaves_on=clock.today() - timedelta(days=1)))

        page = Browser(app, clock.now(), staff_number="S1").get("/skills/", expect=403)

        assert "You cannot sign in here any more" in words(page)
        assert "Sam" not in words(page)

    def test_is_one_for_all_services(self, app, wire, clock):
        other = wire(create_reporting)
        browser = Browser(app, clock.now(), staff_number="S1")
        cookie = browser.flask.get_cookie("readiness")

        client = other.test_client()
        client.set_cookie("readiness", cookie.value)

        assert "Page not found" in words(client.get("/reporting/no-such-page"))
        assert cookie.path == "/"
        assert cookie.http_only
        assert cookie.same_site == "Lax"

    def test_of_a_forged_cookie_is_none(self, app):
        client = app.test_client()
        client.set_cookie("readiness", "eyJwZXJzb24iOnt9fQ.aaaaaa.bbbbbbbbbbb")

        assert client.get("/skills/").status_code == 303


class TestWhatIsNotThere:
    def test_is_a_page_for_people_and_a_problem_for_programs(self, app, clock):
        browser = Browser(app, clock.now(), staff_number="S1")

        assert "Page not found" in words(browser.get("/skills/nothing", expect=404))
        assert browser.get("/skills/api/v1/nothing", expect=404).is_json
