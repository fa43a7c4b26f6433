"""The forms about one person: entered, changed, given a manager, taken out."""

from dataclasses import replace
from datetime import date

import pytest

from services.skills.app import create
from services.skills.domain import Person
from tests.browsing import Browser, words
from tests.integration.pages.skills.keeping import PEOPLE, keep, person, seen

NEW, ANN = "/skills/admin/people/new", "/skills/admin/people/ANN"
FORM = {"name": "Ann Able", "unit": "ward", "role_level": "tester", "manager": "MAN"}


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


def change(browser, *, version=None, expect=303, **fields):
    given = {**FORM, "seen": version or seen(browser, ANN), **fields}
    return browser.post(ANN, given, expect=expect)


class TestANewPerson:
    GIVEN = {**FORM, "staff_number": "BEN", "name": "Ben Best"}

    def test_is_entered_with_all_that_was_given(self, app, admin):
        sent = {
            **self.GIVEN,
            "email": "ben@example.org",
            "starts_on": ["1", "4", "2026"],
            "leaves_on": ["31", "12", "2026"],
        }
        done = admin.post(NEW, sent)

        assert done.location == "/skills/admin/people/BEN?saved=yes"
        assert person(app, "BEN") == Person(
            *("BEN", "Ben Best", "ben@example.org", "ward", "tester", "MAN"),
            starts_on=date(2026, 4, 1),
            leaves_on=date(2026, 12, 31),
            line=("MAN",),
        )
        assert "Ben Best is saved." in words(admin.get(done.location))

    def test_needs_a_number_and_a_name(self, admin):
        shown = words(admin.post(NEW, {}, expect=200))

        assert shown.startswith("Error: Add a person")
        assert "There is a problem Enter a staff number Enter a name" in shown

    @pytest.mark.parametrize(
        ("field", "given", "said"),
        [
            ("staff_number", "a b", "The staff number must be 1 to 32 letters"),
            ("name", "x" * 201, "The name must be one line of at most 200 characters"),
            ("email", "ben", "Enter an e-mail address like name@example.org"),
            ("starts_on", ["31", "2", "2026"], "The first day must be a real date"),
            ("leaves_on", ["", "2", ""], "The last day must be a real date"),
            ("manager", "Nobody at all", "Nobody on record has the name or staff number “Nobody"),
        ],
    )
    def test_is_refused_with_a_sentence_at_the_field(self, app, admin, field, given, said):
        shown = admin.post(NEW, {**self.GIVEN, field: given}, expect=200)

        assert words(shown).count(said) == 2  # in the summary and at the field
        assert f'href="#{field}' in shown.text
        assert person(app, "BEN") is None

    def test_may_not_leave_before_the_first_day(self, admin):
        sent = {
            **self.GIVEN,
            "starts_on": ["2", "4", "2026"],
            "leaves_on": ["1", "4", "2026"],
        }

        shown = words(admin.post(NEW, sent, expect=200))

        assert "The last day must be on or after the first day" in shown

    def test_with_a_number_that_is_taken_changes_nothing(self, app, admin):
        before = person(app, "ANN")

        shown = words(admin.post(NEW, {**self.GIVEN, "staff_number": "ANN"}, expect=200))

        assert "There is somebody with this staff number already" in shown
        assert person(app, "ANN") == before

    def test_sent_twice_is_entered_once(self, admin):
        first = admin.post(NEW, self.GIVEN)

        assert admin.post(NEW, self.GIVEN).location == first.location

    def test_of_another_unit_cannot_be_entered_by_whoever_is_bounded(self, app, of_the_ward):
        shown = of_the_ward.get(NEW).text
        assert '<option value="ward"' in shown
        assert '<option value="lab"' not in shown

        of_the_ward.post(NEW, {**self.GIVEN, "unit": "lab"}, expect=200)
        nowhere = words(of_the_ward.post(NEW, {**self.GIVEN, "unit": ""}, expect=200))

        assert "Choose a unit that you look after" in nowhere
        assert person(app, "BEN") is None

    def test_with_a_number_of_elsewhere_is_no_surprise(self, of_the_ward):
        shown = words(of_the_ward.post(NEW, {**self.GIVEN, "staff_number": "MIX"}, expect=200))

        assert "There is somebody with this staff number already" in shown
        assert "Mia Mixed" not in shown


class TestAPerson:
    def test_is_shown_as_they_stand(self, admin):
        shown = admin.get(ANN)

        assert "Staff number ANN. Nobody reports to them." in words(shown)
        assert "Now it is Mia Manager" in words(shown)
        assert 'value="MAN"' in shown.text
        assert '<option value="ward" selected>' in shown.text
        assert "See their skills" not in words(shown)

    def test_leads_to_their_skills_where_those_may_be_read(self, admin):
        assert 'href="/skills/people/MIX"' in admin.get("/skills/admin/people/MIX").text

    def test_is_changed(self, app, admin):
        change(admin, name="Ann Other", unit="lab", manager="", role_level="")

        assert person(app, "ANN") == Person("ANN", "Ann Other", unit="lab")

    def test_is_not_changed_where_somebody_else_was_faster(self, app, admin):
        version = seen(admin, ANN)
        change(admin, name="Ann First")

        shown = admin.post(ANN, {**FORM, "seen": version, "name": "Ann Second"}, expect=200)

        assert "Somebody else changed this while you had it open" in words(shown)
        assert 'value="Ann First"' in shown.text
        assert person(app, "ANN").name == "Ann First"
        assert f'value="{version}"' not in shown.text

    def test_sent_twice_is_changed_once(self, admin):
        version = seen(admin, ANN)

        change(admin, version=version, name="Ann Other")
        change(admin, version=version, name="Ann Other")

    def test_who_is_not_there_or_elsewhere_is_not_found(self, admin, of_the_ward):
        admin.get("/skills/admin/people/NOBODY", expect=404)
        of_the_ward.get("/skills/admin/people/MIX", expect=404)
        of_the_ward.get("/skills/admin/people/MIX/remove", expect=404)
        of_the_ward.post("/skills/admin/people/MIX", FORM, form=ANN, expect=404)
        of_the_ward.post("/skills/admin/people/MIX/remove", {"seen": "1"}, form=ANN, expect=404)

    def test_who_leaves_has_a_last_day(self, app, admin):
        change(admin, leaves_on=["31", "3", "2026"])

        assert person(app, "ANN").leaves_on == date(2026, 3, 31)


class TestTheManager:
    def test_is_found_by_a_name_that_one_person_has(self, app, admin):
        change(admin, manager="mixed")

        assert person(app, "ANN").manager == "MIX"

    def test_is_asked_for_where_several_have_the_name(self, app, admin):
        asked = change(admin, manager="mia", expect=200)

        assert "Which of these did you mean?" in words(asked)
        assert "Mia Manager, MAN, Ward" in words(asked)
        assert "Choose who the manager is" in words(asked)

        change(admin, manager="mia", which="MIX")

        assert person(app, "ANN").manager == "MIX"

    def test_is_asked_for_again_where_it_is_none_of_them(self, app, admin):
        shown = words(change(admin, manager="mia", which="none", expect=200))

        assert "Enter another name, or the staff number of the manager" in shown
        assert person(app, "ANN").manager == "MAN"

    def test_may_be_one_of_ten_at_most(self, app, admin):
        keep(app, *(Person(f"P{n}", "Pat") for n in range(11)))

        assert "More than 10 people match “pat”" in words(change(admin, manager="pat", expect=200))

    def test_who_is_not_known_yet_stays(self, app, admin):
        keep(app, replace(person(app, "ANN"), manager="LATER"))

        change(admin, manager="LATER", name="Ann Other")

        assert person(app, "ANN").manager == "LATER"

    def test_answers_for_nobody_who_answers_for_them(self, app, admin):
        path = "/skills/admin/people/MAN"
        fields = {"name": "Mia", "unit": "ward", "manager": "ANN", "seen": seen(admin, path)}

        shown = words(admin.post(path, fields, expect=200))

        assert "The manager must be somebody whom this person does not manage" in shown
        assert person(app, "MAN").manager is None


class TestTakingOut:
    PATH = f"{ANN}/remove"

    def test_is_checked_first(self, admin):
        shown = words(admin.get("/skills/admin/people/MAN/remove"))

        assert "Do this only for somebody who was entered by mistake" in shown
        assert "1 person reports to them and will have no manager on record" in shown

    def test_takes_the_person_out(self, app, admin):
        done = admin.post(self.PATH, {"seen": seen(admin, self.PATH)})

        assert person(app, "ANN") is None
        assert "The person with the staff number ANN is taken out." in words(
            admin.get(done.location)
        )

    def test_does_nothing_where_somebody_changed_them(self, app, admin):
        version = seen(admin, self.PATH)
        change(admin, name="Ann Other")

        shown = words(admin.post(self.PATH, {"seen": version}, expect=200))

        assert "Somebody else changed this" in shown
        assert person(app, "ANN") is not None

    def test_twice_is_done_once(self, admin):
        version = seen(admin, self.PATH)

        admin.post(self.PATH, {"seen": version})
        admin.post(self.PATH, {"seen": version}, form=NEW)
