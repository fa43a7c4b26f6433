"""The list of people for those who keep them: who is found, and who waits for somebody."""

import re
from dataclasses import replace
from datetime import date

import pytest

from services.skills.app import create
from services.skills.domain import Evidence, Person, Source, State, Training
from tests.browsing import Browser, words
from tests.integration.pages.skills.keeping import PEOPLE, keep, person

LIST = "/skills/admin/people"
TRAINING = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def app(wire):
    app = wire(create)
    keep(app, *PEOPLE)
    return app


@pytest.fixture
def admin(app, clock):
    return Browser(app, clock.now(), staff_number="HR", roles=["people-admin"])


@pytest.fixture
def of_the_ward(app, clock):
    return Browser(app, clock.now(), staff_number="HW", roles=["people-admin"], unit="ward")


def claims_of(app, clock, number):
    claim = Evidence(
        id=f"claim of {number}",
        staff_number=number,
        skill="testing",
        level=2,
        source=Source.SELF,
        observed_on=date(2026, 2, 1),
        author=number,
        recorded_on=date(2026, 2, 1),
        recorded_at=clock.now(),
        state=State.CLAIMED,
    )
    app.extensions["readiness"].mongo.transact(lambda work: work.evidence.put(claim))


class TestTheList:
    def test_shows_people_with_unit_role_and_manager_by_name(self, admin):
        shown = words(admin.get(LIST))

        assert "3 people. Nobody without a manager waits" in shown
        assert "Ann Able Staff number ANN Unit Ward Role Senior tester Manager Mia Manager" in shown

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("q=able", ["ANN"], id="name"),
            pytest.param("q=mi", ["MIX", "MAN"], id="part of a name or number"),
            pytest.param("unit=trust", ["ANN", "MAN", "MIX"], id="unit and below"),
            pytest.param("unit=lab", ["MIX"], id="unit"),
            pytest.param("lacking=manager", ["MAN", "MIX"], id="without a manager"),
            pytest.param("lacking=role_level&q=mixed", ["MIX"], id="both"),
        ],
    )
    def test_finds_people(self, admin, query, found):
        shown = admin.get(f"{LIST}?{query}").text

        assert {n for n in ("ANN", "MAN", "MIX") if f'people/{n}"' in shown} == set(found)

    def test_says_that_nobody_matches(self, admin):
        assert "Nobody matches. Clear the search" in words(admin.get(f"{LIST}?q=nobody"))

    def test_refuses_what_is_no_name(self, admin):
        shown = words(admin.get(f"{LIST}?q={'x' * 101}"))

        assert shown.startswith("Error: People")
        assert "Type at most 100 letters" in shown

    def test_goes_on_on_a_next_page_with_the_same_search(self, app, admin):
        keep(app, *(Person(f"P{n:03}", "Many", unit="lab") for n in range(60)))

        first = admin.get(f"{LIST}?q=many&unit=lab")
        following = re.search(r'href="([^"]*after=[^"]*)"', first.text)[1].replace("&amp;", "&")
        second = admin.get(following).text

        assert "60 people found" in words(first)
        assert 'people/P049"' in first.text
        assert 'people/P050"' not in first.text
        assert 'people/P050"' in second
        assert 'people/P059"' in second
        assert 'people/P049"' not in second

    def test_shows_whoever_is_bounded_their_own_unit_alone(self, of_the_ward):
        shown = words(of_the_ward.get(LIST))

        assert "Ann Able" in shown
        assert "Mia Mixed" not in shown

    def test_names_no_manager_whom_the_caller_may_not_see(self, app, of_the_ward):
        keep(app, replace(person(app, "ANN"), manager="MIX"))

        shown = words(of_the_ward.get(LIST))

        assert "Manager MIX" in shown
        assert "Mia Mixed" not in shown

    def test_shows_when_somebody_starts_and_leaves(self, app, admin):
        keep(app, replace(person(app, "ANN"), leaves_on=date(2026, 3, 1)))
        keep(app, Person("NEW1", "Nia", starts_on=date(2026, 4, 1)))

        shown = words(admin.get(LIST))

        assert "Ann Able Left on 1 March 2026" in shown
        assert "Nia Starts on 1 April 2026" in shown

    def test_is_there_for_people_admins_only(self, app, clock):
        for role in ("staff", "auditor", "learning-admin", "digital-lead"):
            Browser(app, clock.now(), staff_number="MAN", roles=[role]).get(LIST, expect=404)

    def test_escapes_names(self, app, admin):
        keep(app, Person("EVE", "<script>alert(1)</script>"))

        assert "<script>alert" not in admin.get(LIST).text


class TestWhoWaits:
    def test_is_whoever_has_nobody_to_confirm_what_they_sent(self, app, clock, admin):
        claims_of(app, clock, "MIX")
        claims_of(app, clock, "ANN")  # whose manager answers

        shown = admin.get(LIST)

        assert "1 person waits for somebody to confirm what they sent." in words(shown)
        assert "Mia Mixed (MIX) Lab 1 self-assessment or certificate Waiting" in words(shown)
        assert "29 days" in words(shown)
        assert 'href="/skills/to-confirm"' in shown.text

    def test_is_also_whoever_logged_training(self, app, admin):
        record = Training(
            *(TRAINING, "MIX", "Testing", "completed", "waiting"),
            completed_on=date(2026, 2, 20),
            logged_on=date(2026, 2, 25),
        )
        app.extensions["readiness"].mongo.transact(lambda work: work.training.put(record))

        shown = words(admin.get(LIST))

        assert "Mia Mixed (MIX) Lab 1 training Waiting 5 days" in shown
        assert "Answer training of Mia Mixed" in shown

    def test_is_nobody_of_another_unit(self, app, clock, of_the_ward):
        claims_of(app, clock, "MIX")

        assert "Mia Mixed" not in words(of_the_ward.get(LIST))
