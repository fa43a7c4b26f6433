"""Units for those who keep them: the tree, and each form with what it refuses."""

import pytest

from services.skills.app import create
from services.skills.domain import Unit
from tests.browsing import Browser, words
from tests.integration.pages.skills.keeping import PEOPLE, keep, seen, unit

TREE, NEW, LAB = "/skills/admin/units", "/skills/admin/units/new", "/skills/admin/units/lab"


@pytest.fixture
def app(wire):
    app = wire(create)
    keep(app, *PEOPLE, Unit("bed", "Beds", "ward"))
    return app


@pytest.fixture
def admin(app, clock):
    return Browser(app, clock.now(), staff_number="HR", roles=["people-admin"])


@pytest.fixture
def of_the_ward(app, clock):
    return Browser(app, clock.now(), staff_number="HW", roles=["people-admin"], unit="ward")


class TestTheTree:
    def test_shows_each_unit_under_the_one_it_lies_in(self, admin):
        shown = words(admin.get(TREE))

        assert "4 units." in shown
        assert "Trust trust Lab lab Ward ward Beds bed" in shown

    def test_links_what_the_caller_may_change(self, of_the_ward):
        shown = of_the_ward.get(TREE)

        assert "4 units, 2 of them yours to change." in words(shown)
        assert 'href="/skills/admin/units/ward"' in shown.text
        assert 'href="/skills/admin/units/lab"' not in shown.text
        assert "Lab" in words(shown)

    def test_says_where_a_parent_is_not_known(self, app, admin):
        keep(app, Unit("lost", "Lost", "later"))

        assert "Lost lost, lies in later, which is not known yet" in words(admin.get(TREE))

    def test_says_that_it_is_empty(self, wire, clock):
        browser = Browser(wire(create), clock.now(), staff_number="HR", roles=["people-admin"])

        assert "There are no units yet" in words(browser.get(TREE))

    def test_is_there_for_people_admins_only(self, app, clock):
        Browser(app, clock.now(), staff_number="MAN", roles=["auditor"]).get(TREE, expect=404)


class TestANewUnit:
    def test_has_its_short_name_from_its_name(self, app, admin):
        done = admin.post(NEW, {"name": "Night Ward & Co.", "parent": "ward"})

        assert unit(app, "night-ward-co") == Unit(
            "night-ward-co", "Night Ward & Co.", "ward", ("trust", "ward", "night-ward-co")
        )
        assert "Night Ward & Co. is saved." in words(admin.get(done.location))

    def test_may_have_another_one_and_lie_at_the_top(self, app, admin):
        admin.post(NEW, {"name": "Other trust", "short": "other", "parent": ""})

        assert unit(app, "other") == Unit("other", "Other trust", path=("other",))

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"name": ""}, "Enter a name"),
            ({"name": "x" * 201}, "The name must be one line of at most 200 characters"),
            ({"name": "漢字"}, "Enter a short name: none can be made of this name"),
            ({"name": "New"}, "Enter a short name: none can be made of this name"),
            ({"name": "Lab 2", "short": "Lab 2"}, "The short name must be 1 to 100 small letters"),
            ({"name": "Lab"}, "There is a unit “lab” already. Enter another short name"),
        ],
    )
    def test_is_refused_with_a_sentence_at_the_field(self, app, admin, fields, said):
        shown = words(admin.post(NEW, {"parent": "ward", **fields}, expect=200))

        assert shown.startswith("Error: Add a unit")
        assert shown.count(said) == 2
        assert unit(app, "lab").parent == "trust"

    def test_sent_twice_is_entered_once(self, admin):
        fields = {"name": "Day ward", "parent": "ward"}

        assert admin.post(NEW, fields).location == admin.post(NEW, fields).location

    def test_of_whoever_is_bounded_lies_in_theirs(self, app, of_the_ward):
        shown = of_the_ward.get(f"{NEW}?parent=bed").text
        assert '<option value="bed" selected>' in shown
        assert '<option value="trust"' not in shown

        nowhere = words(of_the_ward.post(NEW, {"name": "X ray", "parent": ""}, expect=200))
        of_the_ward.post(NEW, {"name": "X ray", "parent": "trust"}, expect=200)
        taken = words(of_the_ward.post(NEW, {"name": "Lab", "parent": "ward"}, expect=200))

        assert "Choose the unit that it lies in" in nowhere
        assert "There is a unit “lab” already" in taken
        assert unit(app, "x-ray") is None


class TestAUnit:
    def test_says_who_and_what_is_in_it(self, admin):
        shown = words(admin.get("/skills/admin/units/trust"))

        assert "0 people are in it, and 3 more in 3 units that lie in it." in shown

    def test_is_named_and_moved_with_all_below_it(self, app, admin):
        path = "/skills/admin/units/ward"
        admin.post(path, {"name": "Wards", "parent": "lab", "seen": seen(admin, path)})

        assert unit(app, "ward") == Unit("ward", "Wards", "lab", ("trust", "lab", "ward"))
        assert unit(app, "bed").path == ("trust", "lab", "ward", "bed")

    def test_does_not_offer_to_lie_in_itself(self, admin):
        shown = admin.get("/skills/admin/units/ward").text

        assert '<option value="ward"' not in shown
        assert '<option value="bed"' not in shown
        assert '<option value="trust" selected>' in shown

    def test_is_not_changed_where_somebody_else_was_faster(self, app, admin):
        version = seen(admin, LAB)
        first = {"name": "First", "parent": "trust", "seen": version}
        admin.post(LAB, first)
        admin.post(LAB, first)  # sent twice: it stands so already

        shown = admin.post(LAB, {**first, "name": "Second"}, expect=200)

        assert "Somebody else changed this while you had it open" in words(shown)
        assert 'value="First"' in shown.text
        assert unit(app, "lab").name == "First"

    def test_of_elsewhere_is_not_found(self, of_the_ward):
        of_the_ward.get(LAB, expect=404)
        of_the_ward.post(LAB, {"name": "Mine", "parent": "ward"}, form=NEW, expect=404)
        of_the_ward.get(f"{LAB}/remove", expect=404)
        of_the_ward.get("/skills/admin/units/nothing", expect=404)

    def test_of_whoever_is_bounded_may_be_named_where_it_lies(self, app, of_the_ward):
        path = "/skills/admin/units/ward"
        fields = {"name": "Our ward", "parent": "trust", "seen": seen(of_the_ward, path)}

        of_the_ward.post(path, fields)

        assert unit(app, "ward").name == "Our ward"


class TestTakingOut:
    BED = "/skills/admin/units/bed/remove"

    def test_takes_an_empty_unit_out(self, app, admin):
        done = admin.post(self.BED, {"seen": seen(admin, self.BED)})

        assert unit(app, "bed") is None
        assert "The unit is taken out." in words(admin.get(done.location))

    def test_says_what_is_still_in_it(self, admin):
        shown = admin.get("/skills/admin/units/ward/remove")

        assert "It cannot be taken out yet: 2 people are in it and 1 unit lies in it." in words(
            shown
        )
        assert "<form" not in shown.text.split("<main")[1]

    def test_does_nothing_where_somebody_came_in_meanwhile(self, app, admin):
        version = seen(admin, self.BED)
        admin.post(NEW, {"name": "Bed one", "parent": "bed"})

        shown = words(admin.post(self.BED, {"seen": version}, form=NEW, expect=200))

        assert "People or other units are still in it. Move them first." in shown
        assert unit(app, "bed") is not None

    def test_does_nothing_where_somebody_changed_it(self, app, admin):
        version, path = seen(admin, self.BED), "/skills/admin/units/bed"
        admin.post(path, {"name": "Bed", "parent": "ward", "seen": version})

        shown = words(admin.post(self.BED, {"seen": version}, expect=200))

        assert "Somebody else changed this" in shown
        assert unit(app, "bed") is not None
