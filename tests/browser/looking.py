"""Looks at every page that a person can reach: accessible, and whole on any screen."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.browser.crawling import pages_of
from tests.browser.people import SCREENS, SIZES

AXE = Axe()
WIDE_ENOUGH = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PARTS = """[...new Set([...document.querySelectorAll('body *')].map(
  one => [one.tagName, one.className.baseVal ?? one.className, one.getAttribute('role')].join()
))].sort().join(';')"""


class Look:
    """What was looked at already, and what was found wrong with it."""

    def __init__(self, addresses):
        self._addresses = addresses
        self._seen = set()
        self.faults = []

    def at_all(self, page, who):
        """Look at every page that this person can reach; gives the kinds of page seen."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        for event, words in (("console", "text"), ("pageerror", "message")):
            page.on(event, lambda said, words=words: self._fault(page, who, getattr(said, words)))
        seen = set()
        for kind in pages_of(page, self._addresses):
            self._at(page, kind, who)
            seen.add(kind)
        return seen

    def _at(self, page, kind, who):
        """Check one page at each width, and keep a picture of it."""
        name = re.sub(r"[<>:]", "", kind).strip("/").replace("/", ".") or "front"
        if page.locator("h1").count() != 1:
            self._fault(page, who, "has not exactly one main heading")
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if not page.evaluate(WIDE_ENOUGH):
                self._fault(page, who, f"scrolls sideways at {width}")
            self._axe(page, kind, who, width)
            picture = f"{name}.{who.replace(' ', '-')}.{width}.png"
            page.screenshot(path=SCREENS / picture, full_page=True)

    def _axe(self, page, kind, who, width):
        """Where a page of this kind is made of the same parts as one before, axe said it then."""
        made_of = (kind, page.evaluate(PARTS), width)
        if made_of in self._seen:
            return
        self._seen.add(made_of)
        for found in AXE.run(page).response["violations"]:
            self._fault(page, who, f"{found['id']} at {width}: {found['nodes'][0]['html'][:200]}")

    def _fault(self, page, who, what):
        self.faults.append(f"{page.url} for {who}: {what}")
