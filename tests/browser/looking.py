"""Looks at every page that a person can reach: accessible, and whole on any screen."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.browser.crawling import pages_of
from tests.browser.people import SCREENS, SIZES

AXE = Axe()
RUN = "axe.run(document, { resultTypes: ['violations'] })"
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
        if page.locator("h1").count() != 1:
            self._fault(page, who, "has not exactly one main heading")
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if not page.evaluate(WIDE_ENOUGH):
                self._fault(page, who, f"scrolls sideways at {width}")
            if self._is_new(kind, width, page.evaluate(PARTS)):
                self._axe(page, who, width)
            if self._is_new(kind, width, page.inner_text("main")):
                self._photograph(page, kind, f"{who.replace(' ', '-')}.{width}")

    def _is_new(self, *what):
        """Whether nobody saw the same before: axe would say the same, a picture show the same."""
        new = what not in self._seen
        self._seen.add(what)
        return new

    def _axe(self, page, who, width):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.axe_script)
        for found in page.evaluate(RUN)["violations"]:
            self._fault(page, who, f"{found['id']} at {width}: {found['nodes'][0]['html'][:200]}")

    def _photograph(self, page, kind, whose):
        name = re.sub(r"[<>:]", "", kind).strip("/").replace("/", ".") or "front"
        page.screenshot(path=SCREENS / f"{name}.{whose}.png", full_page=True)

    def _fault(self, page, who, what):
        self.faults.append(f"{page.url} for {who}: {what}")
