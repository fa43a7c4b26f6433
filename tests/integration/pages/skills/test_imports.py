"""Files brought in: what is shown before anything is saved, and what is saved then."""

import io
import re
from hashlib import sha256

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from services.skills.app import create
from services.skills.domain import Person, Unit
from tests.browsing import TOKEN, Browser, words
from tests.integration.pages.skills.keeping import PEOPLE, keep, look, person, unit
from tests.integration.skills.organisation import ROLES, SKILLS

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
IMPORT = "/skills/admin/people/import"
FILE = (
    "staff_number,name,unit,manager\n"
    "ANN,Ann Able,lab,MIX\n"
    "NEW1,Nia New,ward,ANN\n"
    "MIX,Mia Mixed,lab,\n"
    ",Nobody,ward,\n"
    'NEW2,"=HYPERLINK(""x"")",ward,NEW2\n'
    "NEW1,Nia New,ward,ANN\n"
)


@pytest.fixture
def app(wire):
    app = wire(create)
    keep(app, *PEOPLE)
    return app


@pytest.fixture
def admin(app, clock):
    return Browser(app, clock.now(), staff_number="HR", roles=["people-admin"])


def upload(browser, path=IMPORT, **files):
    """The answer to sending files by the form of a page."""
    token = TOKEN.search(browser.get(path).text)[1]
    given = {
        name: FileStorage(
            io.BytesIO(text.encode() if isinstance(text, str) else text), f"{name}.csv"
        )
        for name, text in files.items()
    }
    boundary, body = encode_multipart({"csrf_token": token, **given})
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.flask.post(path, data=body, content_type=kind)


def confirm(browser, preview, path=IMPORT, *, expect=303, **changes):
    """Press the button of a preview."""
    fields = {**dict(HIDDEN.findall(preview.text)), "step": "save", **changes}
    return browser.post(path, fields, expect=expect)


class TestThePreview:
    def test_says_what_would_come_of_it_and_saves_nothing(self, app, admin):
        shown = words(upload(admin, file=FILE))

        assert "1 person would be added and 1 changed. 2 lines cannot be brought in." in shown
        assert "6 lines read below the names of the columns" in shown
        assert "1 line says what is on record already" in shown
        assert "1 person on record is not in the file; nothing happens to it" in shown
        assert person(app, "NEW1") is None
        assert person(app, "ANN").unit == "ward"

    def test_lists_each_bad_line_with_its_reason(self, admin):
        shown = words(upload(admin, file=FILE))

        assert "Line 5 staff_number: Must be filled in." in shown
        assert "Line 6 manager: Must be someone whom NEW2 does not manage" in shown
        assert "Line 7 The same as line 3." in shown

    def test_offers_nothing_to_save_where_nothing_would_change(self, admin):
        shown = upload(admin, file="staff_number,name\nANN,Ann Able\n")

        assert "Nothing would be added or changed." in words(shown)
        assert 'value="save"' not in shown.text

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "Choose a file"),
            (b"staff_number,name\nANN,\xff\n", "The file must be UTF-8 text; line 2 is not"),
            (b"staff_number\nANN\n", "it lacks “name”"),
            (b"staff_number,name,shoe\n", "it does not know “shoe”"),
            (b"\xef\xbb\xbf\n", "The file must have a header line; the file is empty"),
            (b"x" * 5_000_001, "The file must be smaller than 5 MB. Split it"),
        ],
    )
    def test_is_refused_for_what_is_no_such_file(self, admin, content, said):
        shown = upload(admin, file=content) if content else upload(admin)

        assert shown.status_code == 200
        assert words(shown).startswith("Error: Bring in people from a file")
        assert words(shown).count(said) == 2
        assert 'href="#file"' in shown.text

    def test_is_too_large_a_request_above_that(self, admin):
        assert upload(admin, file=b"x" * 8_000_001).status_code == 413

    def test_shows_no_line_as_anything_but_text(self, admin):
        shown = upload(admin, file="staff_number,name\n<b>x</b>,Ann\n")

        assert "<b>x</b>" not in shown.text

    def test_refuses_lines_of_elsewhere_to_whoever_is_bounded(self, app, clock):
        ward = Browser(app, clock.now(), staff_number="HW", roles=["people-admin"], unit="ward")

        shown = words(upload(ward, file="staff_number,name,unit\nMIX,Mine,ward\nNEW1,Nia,ward\n"))

        assert "1 person would be added." in shown
        assert "Line 2 There is no such person." in shown

    def test_is_there_for_people_admins_only(self, app, clock):
        browser = Browser(app, clock.now(), staff_number="ANN", roles=["learning-admin"])

        for part in ("people", "units", "framework"):
            browser.get(f"/skills/admin/{part}/import", expect=404)


class TestTheConfirmation:
    def test_saves_what_was_shown(self, app, admin):
        done = confirm(admin, upload(admin, file=FILE))

        assert "1 person added. 1 person changed. 2 lines left out." in words(
            admin.get(done.location)
        )
        assert person(app, "NEW1") == Person(
            "NEW1", "Nia New", unit="ward", manager="ANN", line=("ANN", "MIX")
        )
        assert person(app, "ANN").role_level == "tester"  # the file has no such column

    def test_keeps_line_ends_inside_a_cell(self, app, admin):
        roles = '"Role","Role Level","Skill Name","Skill Level","Role Description"\n'
        roles += '"Tester","Tester","Testing","Working","One\nTwo"\n'
        path = "/skills/admin/framework/import"

        confirm(admin, upload(admin, path, roles=roles), path)

        found = look(app, lambda work: work.role_levels.get("tester"))
        assert found.role_description == "One\nTwo"

    def test_takes_a_file_larger_than_other_forms_are(self, app, admin):
        bad = "".join(f",{sha256(str(n).encode()).hexdigest()}\n" for n in range(12_000))

        preview = upload(admin, file="staff_number,name\nANN,Ann Other\n" + bad)
        assert len(dict(HIDDEN.findall(preview.text))["packed-file"]) > 500_000
        assert "12,000 lines cannot be brought in" in words(preview)
        assert "The first 1,000 are shown" in words(preview)
        confirm(admin, preview)

        assert person(app, "ANN").name == "Ann Other"

    def test_saves_nothing_where_something_else_would_come_of_it_by_now(self, app, admin):
        preview = upload(admin, file="staff_number,name\nANN,Ann Other\n")
        keep(app, Person("ANN", "Ann Other", unit="lab"))

        shown = confirm(admin, preview, expect=200)

        assert "Something has changed since you looked at this, so nothing was saved" in words(
            shown
        )
        assert "Nothing would be added or changed." in words(shown)

    def test_sent_twice_saves_once(self, app, admin):
        preview = upload(admin, file=FILE)
        confirm(admin, preview)

        shown = words(confirm(admin, preview, expect=200))

        assert "Nothing would be added or changed." in shown
        assert person(app, "NEW1") is not None

    @pytest.mark.parametrize("packed", ["", "nonsense", "AAAA"])
    def test_of_a_changed_page_asks_for_the_file_again(self, app, admin, packed):
        preview = upload(admin, file=FILE)

        shown = words(confirm(admin, preview, expect=200, **{"packed-file": packed}))

        assert "Choose the file again" in shown
        assert person(app, "NEW1") is None


class TestOtherFiles:
    def test_bring_in_units(self, app, admin):
        path = "/skills/admin/units/import"
        preview = upload(admin, path, file="unit,name,parent\nbed,Beds,ward\nlab,Lab,lab\n")

        assert "1 unit would be added. 1 line cannot be brought in." in words(preview)
        assert "Line 3 parent: Must be a unit that does not lie in lab" in words(preview)

        done = confirm(admin, preview, path)
        assert "1 unit added." in words(admin.get(done.location))
        assert unit(app, "bed") == Unit("bed", "Beds", "ward", ("trust", "ward", "bed"))

    def test_bring_in_the_framework(self, admin):
        path = "/skills/admin/framework/import"
        wrong = ROLES + "Tester,Junior tester,Drawing,Master\n"
        preview = upload(admin, path, roles=wrong, skills=SKILLS)

        assert "5 skills and role levels would be added. 1 line cannot be brought in." in words(
            preview
        )
        assert "Line 6 of roles “Skill Level” must be one of" in words(preview)
        assert "Line 5 of roles The skill level is NOT IN USE" in words(preview)

        done = confirm(admin, preview, path)
        assert "5 skills and role levels added. 1 line left out." in words(admin.get(done.location))

    def test_bring_in_one_of_the_two_files_of_the_framework(self, admin):
        path = "/skills/admin/framework/import"
        preview = upload(admin, path, skills=SKILLS)

        assert "2 skills and role levels would be added." in words(preview)
        confirm(admin, preview, path)

    def test_of_the_framework_are_not_for_whoever_is_bounded(self, app, clock, admin):
        path = "/skills/admin/framework/import"
        ward = Browser(app, clock.now(), staff_number="HW", roles=["people-admin"], unit="ward")
        fields = dict(HIDDEN.findall(upload(admin, path, skills=SKILLS).text))

        ward.post(path, {**fields, "step": "save"}, form=IMPORT, expect=404)

        assert look(app, lambda work: work.skills.find({})) == ()
