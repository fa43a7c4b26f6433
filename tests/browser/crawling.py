"""Finds every page that a person can reach by links, one of each kind."""

import re
from collections.abc import Iterator
from importlib import import_module
from urllib.parse import urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from services.chassis.clock import SystemClock
from services.chassis.settings import Settings
from tests.signing import SESSION_SECRET, SigningKeys

SERVICES = ("skills", "courses", "reporting")
LEAVES = re.compile(r"/sign-(in|out)|\.(csv|json)$|/docs$")


class Addresses:
    """Tells of an address which kind of page it leads to."""

    def __init__(self):
        settings = Settings(
            mongo_url="mongodb://127.0.0.1:1",
            kafka_bootstrap_servers="-",
            oidc_issuer="-",
            session_secret=SESSION_SECRET,
        )
        self._maps = {}
        for service in SERVICES:
            create = import_module(f"services.{service}.app").create
            app = create(settings, clock=SystemClock("Europe/London"), keys=SigningKeys())
            app.extensions["readiness"].mongo.client.close()
            self._maps[service] = app.url_map.bind("localhost")

    def kind(self, path):
        """The rule of a page, None where an address is none.

        What is written for all services, such as the page on cookies, is one page in all of them.
        """
        service = path.split("/")[1]
        if service not in self._maps:
            return None
        try:
            rule, _ = self._maps[service].match(path, method="GET", return_rule=True)
        except (HTTPException, RequestRedirect):
            return None
        if rule.endpoint == "shared.statement":
            return rule.rule.removeprefix(f"/{service}")
        return rule.rule if rule.endpoint.startswith(("pages.", "shared.")) else None


def pages_of(page, addresses, start="/reporting/") -> Iterator[str]:
    """Open one page of each kind, by the links on those before; gives its kind, while it is open.

    Raises AssertionError for a link that leads nowhere.
    """
    waiting, seen, tried = [start], set(), set()
    while waiting:
        path = waiting.pop(0)
        kind = addresses.kind(urlsplit(path).path)
        if kind in seen or path in tried:
            continue
        tried.add(path)
        assert kind is not None, f"{path} leads to no page; it is linked from one"
        seen.add(kind)
        response = page.goto(path)
        assert response.status == 200, f"{path} answered {response.status}"
        yield kind
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [found for link in links if (found := _own(page.url, link))]


def _own(base, link):
    whole = urlsplit(urljoin(base, link))
    if whole.netloc != urlsplit(base).netloc or LEAVES.search(whole.path):
        return None
    path = "/reporting/" if whole.path == "/" else whole.path
    return path + (f"?{whole.query}" if whole.query else "")
