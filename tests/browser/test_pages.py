"""Every page that each kind of person can reach: accessible, and whole on any screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SCREENS
from tests.browser.crawling import Addresses, pages_of
from tests.browser.people import PEOPLE, SIZES

WIDE_ENOUGH = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def addresses():
    return Addresses()


@pytest.fixture
def faults():
    """What was found wrong; all of it is said together at the end."""
    found = []
    yield found
    assert found == [], "\n".join(found)


def look_at(page, kind, who, faults):
    """Check one page at each width, and keep a picture of it."""
    name = re.sub(r"[<>:]", "", kind).strip("/").replace("/", ".") or "front"
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        where = f"{page.url} for {who} at {width}"
        if not page.evaluate(WIDE_ENOUGH):
            faults.append(f"{where}: scrolls sideways")
        for fault in Axe().run(page).response["violations"]:
            faults.append(f"{where}: {fault['id']}: {fault['nodes'][0]['html'][:200]}")
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=SCREENS / f"{name}.{who.replace(' ', '-')}.{width}.png", full_page=True
        )
    if page.locator("h1").count() != 1:
        faults.append(f"{page.url} for {who}: has not exactly one main heading")


def look_at_all(page, addresses, who, faults):
    """Look at every page that this person can reach; gives the kinds of page seen."""
    said = []
    page.on("console", lambda message: said.append(f"{page.url} for {who}: {message.text}"))
    seen = set()
    for kind in pages_of(page, addresses):
        look_at(page, kind, who, faults)
        seen.add(kind)
    faults.extend(said)
    return seen


class TestPagesWithoutData:
    @pytest.mark.parametrize("who", ["staff", "digital lead", "people admin", "operator"])
    def test_look_right(self, browse, addresses, faults, who):
        look_at_all(browse(PEOPLE[who]), addresses, f"{who} without data", faults)


@pytest.mark.usefixtures("sample")
class TestPages:
    @pytest.mark.parametrize("who", PEOPLE)
    def test_look_right(self, browse, addresses, faults, who):
        seen = look_at_all(browse(PEOPLE[who]), addresses, who, faults)

        assert {"/reporting/", "/skills/", "/courses/"} <= seen
