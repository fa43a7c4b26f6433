"""What digital leads come for: the plan, its history, and figures that stay new."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("sample")

TODAY = datetime.now(UTC).date()
DEADLINE = TODAY + timedelta(days=400)
LIVE = "live-journey"
ROLE = "developer"
PEOPLE = [f"L{number:03}" for number in range(6)]


@pytest.fixture
def rosalind(as_person):
    """Who owns the plan."""
    return as_person("rosalind.hart")


@pytest.fixture
def added(rosalind, way):
    """An initiative that she added; it is removed afterwards. Gives its title."""
    title = f"Digital pathology {way}"
    rosalind.open("/reporting/plan")
    rosalind.follow("Add an initiative")
    rosalind.write("What is the initiative called?", title)
    rosalind.date("When must it be done?", DEADLINE)
    rosalind.write("Priority", "9")
    rosalind.write("Budget in pounds", "120,000")
    rosalind.pick("Role", "Developer")
    rosalind.pick("Unit", "Digital services")
    rosalind.write("People", "2")
    rosalind.press("Continue")
    assert rosalind.heading() == "Check your answers"
    rosalind.press("Add to the plan")
    rosalind.sees("The initiative was added to the plan.")
    yield title
    rosalind.open("/reporting/plan")
    rosalind.follow(title)
    rosalind.follow("Remove")
    rosalind.press("Remove it")
    rosalind.sees("The initiative was removed from the plan.")


class TestAnInitiative:
    def test_is_added_and_its_posts_are_measured(self, rosalind, added):
        assert rosalind.heading() == added
        rosalind.sees("£120,000", "Developer")

    @pytest.mark.usefixtures("added")
    def test_is_edited_and_the_history_says_how(self, rosalind):
        rosalind.follow("Edit")
        rosalind.write("Budget in pounds", "150,000")
        rosalind.press("Continue")
        assert rosalind.heading() == "Check your answers"
        rosalind.sees("You change 1 answer.", "Until now:")
        rosalind.press("Change the answers")
        rosalind.write("What is it?", "Slides are read on screens.")
        rosalind.press("Continue")
        rosalind.press("Save the changes")
        rosalind.sees("Your changes were saved.")
        rosalind.follow("History of changes")

        table = rosalind.page.get_by_role("table").first.inner_text()
        rosalind.sees("Changed by Rosalind Hart")
        assert "£120,000" in table
        assert "£150,000" in table

    def test_that_somebody_else_changed_meanwhile_is_not_overwritten(self, rosalind, added, client):
        name = urlsplit(rosalind.page.url).path.rpartition("/")[2]
        rosalind.follow("Edit")
        rosalind.write("Priority", "8")
        rosalind.press("Continue")
        path = f"/reporting/api/v1/initiatives/{name}"
        body = {"title": added, "deadline": str(DEADLINE), "priority": 7, "posts": []}
        client.must("PUT", path, who="rosalind.hart", json=body, headers={"If-Match": "*"})
        rosalind.press("Save the changes")

        assert rosalind.heading() == "It has changed since you opened it"

    def test_that_lacks_answers_says_so_and_leads_to_them(self, rosalind):
        rosalind.open("/reporting/plan/new")
        rosalind.press("Continue")

        rosalind.mend("Enter the deadline")


class TestThePlan:
    def test_is_taken_away_and_brought_in_as_a_file(self, rosalind, added, tmp_path):
        rosalind.open("/reporting/plan")
        head, *rows = rosalind.take("Download (CSV)").strip().splitlines()
        own = next(row for row in rows if added in row).replace("12000000", "9900000")
        file = tmp_path / "plan.csv"
        file.write_text("\n".join([head, own, "Not a name,A title,,,soon,1,,,,"]))

        rosalind.follow("Bring in a file (CSV)")
        rosalind.hand_in("The plan as a CSV file", file)
        rosalind.press("Check the file")

        assert rosalind.heading() == "Check before you save"
        bad = rosalind.page.get_by_role("table", name="Lines that cannot be brought in")
        assert "3" in bad.get_by_role("rowheader").inner_text()
        rosalind.press("Save 1 initiative")
        rosalind.sees("1 initiative changed. 1 line left out.")
        rosalind.follow(added)
        rosalind.sees("£99,000")


@pytest.fixture(scope="module")
def live(client):
    """An initiative whose people lack one course each; all of it is gone afterwards."""
    admin, lead = client.user("people-admin"), client.user("digital-lead")
    role = client.get(f"/skills/api/v1/role-levels/{ROLE}", who=admin)
    course = {"title": "All that developers need", "outcomes": role["requires"]}
    things = [(f"/courses/api/v1/courses/{LIVE}", client.user("learning-admin"), course)]
    things.append((f"/skills/api/v1/units/{LIVE}", admin, {"name": "Live journey"}))
    for number in PEOPLE:
        body = {"name": f"Learner {number}", "unit": LIVE, "role_level": ROLE}
        things.append((f"/skills/api/v1/people/{number}", admin, body))
    post = {"role_level": ROLE, "unit": LIVE, "headcount": len(PEOPLE)}
    plan = {"title": "Live", "deadline": str(DEADLINE), "priority": 99, "posts": [post]}
    initiative = f"/reporting/api/v1/initiatives/{LIVE}"
    for path, who, body in things:
        client.must("PUT", path, who=who, json=body)
    client.settled()
    client.must("PUT", initiative, who=lead, json=plan)
    yield f"/reporting/plan/{LIVE}"
    for path, who, _ in [(initiative, lead, plan), *reversed(things)]:
        client.must("DELETE", path, who=who, headers={"If-Match": "*"})


def completed(number):
    """What a learning system says when somebody has finished the course."""
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": "https://learning.journey.example",
        "type": "learning.training.completed.v1",
        "time": datetime.now(UTC).isoformat(),
        "data": {"staff_number": number, "course": LIVE, "completed_on": str(TODAY)},
    }


def filled(page):
    """How many posts an open page says can be filled."""
    found = re.search(r"(\d+) of \d+", page.locator("#initiative-now").inner_text())
    return int(found[1])


class TestFiguresOfAnOpenPage:
    def test_are_new_within_seconds(self, browse, live, client):
        page = browse("rosalind.hart")
        page.goto(live)
        before = filled(page)

        event = completed(PEOPLE[before])
        headers = {"Content-Type": "application/cloudevents+json"}
        path = "/courses/api/v1/events"
        client.must("POST", path, who="learning-system", json=event, headers=headers)

        now = page.locator("#initiative-now")
        expect(now).to_contain_text(f"{before + 1} of {len(PEOPLE)}", timeout=30_000)
        expect(page.get_by_role("status")).to_contain_text("New figures.")

    def test_say_how_fresh_they_are(self, browse, live):
        page = browse("rosalind.hart", javascript=False)
        page.goto(live)

        expect(page.locator("#plan-fresh")).to_contain_text("Figures include everything up to")
        expect(page.get_by_text("Load the page again for newer figures.")).to_be_visible()
        expect(page.get_by_text("This page updates by itself.")).to_be_hidden()
