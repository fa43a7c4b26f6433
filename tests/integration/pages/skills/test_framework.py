"""The framework to look things up in."""

import pytest

from services.skills.app import create
from tests.browsing import Browser, words


class TestTheFramework:
    def test_says_how_much_there_is(self, browse):
        shown = words(browse("ANN").get("/skills/framework"))

        assert "The framework has 2 skills and 3 role levels, which ask for 3 skill levels" in shown
        assert "It was last changed on 2 March 2026 at 12:00." in shown
        assert "Junior tester 1 skill" in shown
        assert "Chief asks for no skills yet" in shown

    def test_is_searched(self, browse):
        shown = words(browse("ANN").get("/skills/framework?q=draw"))

        assert "1 skill with “draw”" in shown
        assert "0 role levels with “draw” No role matches." in shown
        assert "Testing" not in shown.split("1 skill with")[1]

    @pytest.mark.parametrize(
        ("roles", "unit", "may"),
        [(("people-admin",), None, True), (("people-admin",), "ward", False), ((), None, False)],
    )
    def test_leads_to_its_import_for_whoever_may(self, browse, roles, unit, may):
        browser = browse("ANN", *roles, unit=unit)

        shown = browser.get("/skills/framework").text
        browser.get("/skills/admin/framework/import", expect=200 if may else 404)

        assert ('href="/skills/admin/framework/import"' in shown) == may

    def test_has_its_place_beside_people_and_units_for_people_admins(self, browse):
        shown = browse("ANN", "people-admin").get("/skills/admin/framework")

        assert 'aria-current="true">Framework' in shown.text
        browse("ANN").get("/skills/admin/framework", expect=404)

    def test_says_that_there_is_none(self, wire, clock):
        app = wire(create)
        ann = Browser(app, clock.now(), staff_number="ANN")
        admin = Browser(app, clock.now(), staff_number="HR", roles=["people-admin"])

        assert "There is no framework yet. Your people team brings it in." in words(
            ann.get("/skills/framework")
        )
        assert "Bring in its files to begin." in words(admin.get("/skills/admin/framework"))


class TestASkill:
    def test_says_what_its_levels_mean_and_which_roles_ask_for_it(self, browse):
        shown = words(browse("ANN").get("/skills/framework/skills/testing"))

        assert "2 role levels ask for it." in shown
        assert "Finds faults." in shown
        assert "1 Awareness a 2 Working w 3 Practitioner p 4 Expert e" in shown
        assert "Junior tester Level needed 1 Awareness" in shown
        assert "Senior tester Level needed 3 Practitioner" in shown

    def test_that_is_not_there_is_not_found(self, browse):
        browse("ANN").get("/skills/framework/skills/nothing", expect=404)


class TestARole:
    def test_says_what_it_asks_for(self, browse):
        shown = browse("ANN").get("/skills/framework/roles/senior-tester")

        assert "A level of the role Tester. It asks for 2 skills." in words(shown)
        assert "Drawing Level needed 2 Working w" in words(shown)
        assert "Testing Level needed 3 Practitioner p" in words(shown)
        assert 'href="/skills/?role_level=senior-tester"' in shown.text
        assert 'href="/skills/framework/roles/junior-tester"' in shown.text
        assert "In files of people" not in words(shown)

    def test_says_its_short_name_to_those_who_write_files(self, browse):
        shown = words(browse("ANN", "people-admin").get("/skills/framework/roles/senior-tester"))

        assert "In files of people it is called senior-tester" in shown

    def test_without_skills_is_met_by_nobody(self, browse):
        shown = words(browse("ANN").get("/skills/framework/roles/chief"))

        assert "It asks for no skills yet, so nobody can be said to meet it." in shown

    def test_that_is_not_there_is_not_found(self, browse):
        browse("ANN").get("/skills/framework/roles/nothing", expect=404)
