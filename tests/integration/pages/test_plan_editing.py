"""Adding, changing and removing initiatives in a browser, their history, and the plan as a file."""

import csv
import io
import re

import pytest

from services.reporting.app import create
from tests.browsing import TOKEN, Browser, words
from tests.callers import LEAD, Client
from tests.delivery import deliver, published
from tests.integration.reporting.heard import ROLES, TREE, person

NEW = "/reporting/plan/new"
ANSWERS = {
    "title": "Patient portal",
    "summary": "Letters\r\nonline",
    "starts_on": ["1", "4", "2026"],
    "deadline": ["31", "12", "2026"],
    "priority": "1",
    "budget": "£120,000.50",
    "posts-0-role_level": "analyst",
    "posts-0-unit": "data",
    "posts-0-headcount": "2",
}
PORTAL = {
    "title": "Patient portal",
    "summary": "Letters\nonline",
    "starts_on": "2026-04-01",
    "deadline": "2026-12-31",
    "priority": 1,
    "budget_pence": 12_000_050,
    "posts": [{"role_level": "analyst", "unit": "data", "headcount": 2}],
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def app(wire):
    made = wire(create)
    deliver(made, *TREE, *ROLES, person("LEAD1", "trust"), person("S1", "data"))
    return made


@pytest.fixture
def client(app, keys):
    return Client(app, keys, "reporting")


@pytest.fixture
def lead(app, clock):
    return Browser(app, clock.now(), staff_number="LEAD1", roles=("staff", "digital-lead"))


@pytest.fixture
def bounded(app, clock):
    return Browser(app, clock.now(), staff_number="L2", roles=("digital-lead",), unit="digital")


def made(client, name="portal", **changes):
    """An initiative that is there; its version."""
    kept = client.put(f"/initiatives/{name}", PORTAL | changes, caller=LEAD, expect=201)
    return kept.headers["ETag"].strip('"')


def carried(page):
    """What the page for checking carries to the last step."""
    found = HIDDEN.findall(page.get_data(as_text=True))
    return {name: [v for n, v in found if n == name] for name, _ in found}


def check(browser, path=NEW, **changes):
    return browser.post(path, ANSWERS | {"step": "check"} | changes, expect=200)


class TestAddingAnInitiative:
    def test_goes_by_a_page_to_check(self, app, client, lead):
        page = check(lead)

        said = words(page)
        assert "Check your answers" in said
        assert "Deadline 31 December 2026" in said
        assert "Budget £120,000.50" in said
        assert "Posts 2 × Analyst, Data" in said
        assert published(app) == []

        sent = carried(page) | {"step": "save"}
        done = lead.post(NEW, sent)
        assert done.location == "/reporting/plan/patient-portal?done=added"
        assert "The initiative was added to the plan" in words(lead.get(done.location))
        kept = client.get("/initiatives/patient-portal", caller=LEAD).json
        assert kept == {"initiative": "patient-portal", **PORTAL}

    def test_twice_makes_one(self, app, lead):
        sent = carried(check(lead)) | {"step": "save"}

        first, second = lead.post(NEW, sent), lead.post(NEW, sent)

        assert first.location == second.location
        assert len(published(app)) == 1

    def test_gives_another_id_where_the_title_is_taken(self, client, lead):
        made(client, "patient-portal", priority=5)

        done = lead.post(NEW, carried(check(lead)) | {"step": "save"})

        assert "/reporting/plan/patient-portal-2?" in done.location
        assert client.get("/initiatives/patient-portal", caller=LEAD).json["priority"] == 5

    def test_takes_no_id_that_the_title_does_not_give(self, lead):
        sent = carried(check(lead)) | {"step": "save", "proposed": "../figures"}

        done = lead.post(NEW, sent)

        assert "/reporting/plan/patient-portal?" in done.location

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"title": " "}, "Enter a title"),
            ({"title": "x" * 201}, "The title must be on one line and have at most 200"),
            ({"deadline": ["", "", ""]}, "Enter the deadline"),
            ({"deadline": ["31", "2", "2026"]}, "The deadline must be a real date"),
            ({"deadline": ["31", "3", "2026"]}, "The deadline must not be before the start"),
            ({"starts_on": ["x", "", ""]}, "The start must be a real date"),
            ({"priority": ""}, "Enter the priority"),
            ({"priority": "1.5"}, "The priority must be a whole number"),
            ({"budget": "lots"}, "The budget must be an amount in pounds"),
            ({"posts-0-role_level": ""}, "Choose the role of the post"),
            ({"posts-0-unit": ""}, "Choose the unit of the post"),
            ({"posts-0-headcount": ""}, "Enter how many people are wanted"),
            ({"posts-0-headcount": "0"}, "The number of people must be a whole number between 1"),
        ],
    )
    def test_says_what_cannot_stand(self, app, lead, changes, said):
        page = check(lead, **changes)

        text = words(page)
        assert text.startswith("Error: Add an initiative")
        assert "There is a problem" in text
        assert text.count(said) >= 2
        anchor = re.search(r'<a href="#([^"]+)">' + re.escape(said), page.get_data(as_text=True))
        assert f'id="{anchor[1]}"' in page.get_data(as_text=True)
        assert published(app) == []

    def test_checks_again_on_the_last_step(self, app, lead):
        sent = carried(check(lead)) | {"step": "save", "priority": "-1"}

        said = words(lead.post(NEW, sent, expect=200))

        assert "The priority must be a whole number" in said
        assert published(app) == []

    def test_takes_posts_one_by_one_and_none_at_all(self, client, lead):
        more = lead.post(NEW, ANSWERS | {"step": "add-posts"}, expect=200)
        assert 'name="posts-1-role_level"' in more.get_data(as_text=True)
        two = {"posts-1-role_level": "engineer", "posts-1-unit": "digital"}
        fewer = lead.post(NEW, ANSWERS | two | {"step": "remove-posts-0"}, expect=200)
        assert 'value="engineer" selected' in fewer.get_data(as_text=True)

        none = dict.fromkeys((k for k in ANSWERS if k.startswith("posts")), "")
        lead.post(NEW, carried(check(lead, **none)) | {"step": "save"})

        assert client.get("/initiatives/patient-portal", caller=LEAD).json["posts"] == []

    def test_can_go_back_to_the_answers(self, lead):
        again = lead.post(NEW, carried(check(lead)) | {"step": "change"}, expect=200)

        assert 'value="Patient portal"' in again.get_data(as_text=True)
        assert "Error" not in words(again)

    def test_is_for_leads_alone(self, app, client, clock):
        made(client)
        auditor = Browser(app, clock.now(), staff_number="S1", roles=("auditor",))

        for path in ("new", "import", "portal/edit", "portal/remove"):
            auditor.get(f"/reporting/plan/{path}", expect=404)

    def test_needs_its_token(self, app, lead):
        page = lead.flask.post(NEW, data=ANSWERS | {"step": "save"})

        assert page.status_code == 400
        assert published(app) == []


class TestChangingAnInitiative:
    PATH = "/reporting/plan/portal/edit"

    def test_shows_it_as_it_is(self, client, lead):
        made(client)

        page = lead.get(self.PATH).get_data(as_text=True)

        for value in ("Patient portal", "31", "12", "2026", "120000.50"):
            assert f'value="{value}"' in page
        assert 'value="analyst" selected' in page

    def test_says_what_it_changes_and_saves_it(self, client, lead):
        version = made(client)

        page = check(lead, self.PATH, title="Gate", version=version)
        done = lead.post(self.PATH, carried(page) | {"step": "save"})

        assert "You change 1 answer." in words(page)
        assert "Title Gate Until now: Patient portal" in words(page)
        assert done.location == "/reporting/plan/portal?done=changed"
        assert client.get("/initiatives/portal", caller=LEAD).json == {
            "initiative": "portal",
            **PORTAL,
            "title": "Gate",
        }

    def test_saves_nothing_where_somebody_was_faster(self, client, lead):
        version = made(client)
        page = check(lead, self.PATH, title="Gate", version=version)
        seen = {"If-Match": f'"{version}"'}
        client.put("/initiatives/portal", PORTAL | {"priority": 7}, caller=LEAD, headers=seen)

        late = lead.post(self.PATH, carried(page) | {"step": "save"}, expect=412)

        assert "It has changed since you opened it" in words(late)
        assert "Nothing of yours was saved" in words(late)
        kept = client.get("/initiatives/portal", caller=LEAD).json
        assert (kept["title"], kept["priority"]) == ("Patient portal", 7)

    def test_says_that_it_was_removed_meanwhile(self, client, lead):
        version = made(client)
        page = check(lead, self.PATH, title="Gate", version=version)
        client.delete("/initiatives/portal", caller=LEAD)

        late = lead.post(self.PATH, carried(page) | {"step": "save"}, form=NEW, expect=412)

        assert "Somebody removed this initiative" in words(late)

    def test_twice_changes_it_once(self, app, client, lead):
        version = made(client)
        sent = carried(check(lead, self.PATH, title="Gate", version=version)) | {"step": "save"}

        lead.post(self.PATH, sent)
        again = lead.post(self.PATH, sent)

        assert again.location == "/reporting/plan/portal?done=same"
        assert len(published(app)) == 2

    def test_is_for_posts_in_the_unit_of_a_bounded_lead(self, client, bounded):
        made(client, "care", posts=[{"role_level": "analyst", "unit": "care", "headcount": 1}])
        version = made(client)

        bounded.get("/reporting/plan/care/edit", expect=404)
        page = bounded.get(self.PATH).get_data(as_text=True)
        assert 'value="care"' not in page
        sent = ANSWERS | {"step": "save", "version": version, "posts-0-unit": "care"}
        refused = bounded.post(self.PATH, sent, expect=200)
        assert words(refused).startswith("Error:")

    def test_keeps_a_post_of_which_nothing_is_known(self, client, lead):
        unknown = [{"role_level": "wizard", "unit": "tower", "headcount": 1}]
        made(client, posts=unknown)

        page = lead.get(self.PATH).get_data(as_text=True)

        assert 'value="wizard" selected' in page
        assert 'value="tower" selected' in page


class TestRemovingAnInitiative:
    PATH = "/reporting/plan/portal/remove"

    def test_asks_first(self, client, lead):
        made(client)
        asked = lead.get(self.PATH)
        assert "Do you want to remove “Patient portal” from the plan?" in words(asked)

        done = lead.post(self.PATH, carried(asked))

        assert "was removed from the plan" in words(lead.get(done.location))
        client.get("/initiatives/portal", caller=LEAD, expect=404)

    def test_leaves_what_has_changed_since(self, client, lead):
        version = made(client)
        client.put("/initiatives/portal", PORTAL, caller=LEAD, headers={"If-Match": f'"{version}"'})

        late = lead.post(self.PATH, {"version": version}, expect=412)

        assert "It has changed since you opened it" in words(late)
        client.get("/initiatives/portal", caller=LEAD, expect=200)

    def test_twice_is_no_error(self, client, lead):
        sent = {"version": made(client)}
        lead.post(self.PATH, sent)

        lead.post(self.PATH, sent, form=NEW)


class TestTheHistory:
    def test_says_who_changed_what(self, client, lead):
        version = made(client)
        sent = ANSWERS | {"title": "Gate <i>", "version": version, "step": "save"}
        lead.post("/reporting/plan/portal/edit", sent)
        client.delete("/initiatives/portal", caller=LEAD)

        said = words(lead.get("/reporting/plan/portal/history"))

        assert "This initiative is not in the plan any more." in said
        assert "2 March 2026 at 12:00 Removed by Name LEAD1" in said
        assert "Title Before: Patient portal After: Gate <i>" in said
        assert "Posts 2 × Analyst, Data" in said

    def test_of_the_plan_has_every_initiative_in_parts(self, client, lead):
        for number in range(51):
            made(client, f"i-{number:02}", title=f"Number {number:02}", posts=[])

        first = lead.get("/reporting/plan/history")
        older = re.search(r'href="([^"]+behind=[^"]+)"', first.get_data(as_text=True))[1]
        second = lead.get(older)

        assert words(first).count("Added by") == 50
        assert "Number 50" in words(first)
        assert words(second).count("Added by") == 1
        assert "Number 00" in words(second)

    def test_of_a_bounded_lead_is_that_of_their_part(self, client, bounded):
        made(client, "care", posts=[{"role_level": "analyst", "unit": "care", "headcount": 1}])
        made(client)

        said = words(bounded.get("/reporting/plan/history"))

        assert said.count("Added by") == 1
        bounded.get("/reporting/plan/care/history", expect=404)
        bounded.get("/reporting/plan/portal/history")

    def test_of_what_never_was_is_not_found(self, lead):
        lead.get("/reporting/plan/nothing/history", expect=404)

    def test_of_an_empty_plan_says_so(self, lead):
        assert "No change is on record yet." in words(lead.get("/reporting/plan/history"))


def upload(browser, content, expect=200):
    """Send a file, as a browser does."""
    token = TOKEN.search(browser.get("/reporting/plan/import").get_data(as_text=True))[1]
    data = {"csrf_token": token, "file": (io.BytesIO(content), "plan.csv")}
    page = browser.flask.post("/reporting/plan/import", data=data)
    assert page.status_code == expect, words(page)
    return page


class TestThePlanAsAFile:
    def test_changes_nothing_when_it_is_brought_in_again(self, app, client, lead):
        made(client, title=" =1+1 ", summary="-\r\n\"x\", 'y'", budget_pence=None)
        made(client, "apostrophe", title="'=1", posts=[], starts_on=None)
        made(client, "empty", summary="")
        content = lead.get("/reporting/plan.csv").get_data()
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert {row["title"] for row in rows} == {" =1+1 ", "''=1", "Patient portal"}

        said = words(upload(lead, content))

        assert "Nothing would be added or changed." in said
        assert "cannot be brought in" not in said
        assert len(published(app)) == 3

    def test_is_previewed_then_saved(self, app, client, lead):
        content = (
            b"initiative,title,deadline,priority,role_level,unit,headcount\n"
            b"portal,Portal,2026-12-31,1,analyst,data,2\n"
            b"gate,Gate,2026-02-30,2,analyst,data,1\n"
        )

        page = upload(lead, content)
        said = words(page)
        assert "1 initiative would be added. 1 line cannot be brought in." in said
        assert "Line 3 deadline: Must be a date that exists, as YYYY-MM-DD." in said
        assert published(app) == []

        done = lead.post("/reporting/plan/import", carried(page) | {"step": "save"})
        assert "1 initiative added. 1 line left out." in words(lead.get(done.location))
        assert client.get("/initiatives/portal", caller=LEAD).json["title"] == "Portal"
        history = words(lead.get("/reporting/plan/portal/history"))
        assert "Added by Name LEAD1" in history

    def test_that_is_no_plan_is_refused(self, lead):
        said = words(upload(lead, b"name\nx\n"))

        assert said.startswith("Error:")
        assert "it lacks “initiative”" in said

    def test_runs_no_formula(self, client, lead):
        made(client, title="=HYPERLINK(1)")

        content = lead.get("/reporting/plan.csv").get_data().decode("utf-8-sig")

        assert ",'=HYPERLINK(1)," in content

    def test_of_a_bounded_lead_is_their_part(self, client, bounded):
        made(client, "care", posts=[{"role_level": "analyst", "unit": "care", "headcount": 1}])
        made(client)

        content = bounded.get("/reporting/plan.csv").get_data(as_text=True)

        assert "portal," in content
        assert "care," not in content
