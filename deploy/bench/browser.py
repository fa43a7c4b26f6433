"""A browser as far as a measurement needs one: it signs in, follows links, and weighs pages."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import requests

FORM = re.compile(r'<form[^>]*\baction="([^"]+)"')
LINKS = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
FILES = re.compile(r'<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"')
SHARED = re.compile(r"/(pages\.css|pages\.js|icon\.svg)$")
LEAVES = re.compile(r"/sign-(in|out)|\.(csv|json)$|/(docs|openapi\.json)$")
TIMEOUT = 60


class Browser:
    """The pages of the running system as one person sees them."""

    def __init__(self, url: str, *, username: str, password: str) -> None:
        """Sign in on the page of the sign-in service."""
        self._url = url
        self._http = requests.Session()
        asked = self.get("/reporting/sign-in?next=/reporting/help")
        found = FORM.search(asked.text)
        if not found:
            raise RuntimeError(f"{asked.url} does not ask who signs in.")
        for cookie in self._http.cookies:
            cookie.secure = False  # as browsers do it for this machine's own addresses
        data = {"username": username, "password": password}
        answer = self._http.post(unescape(found[1]), data=data, timeout=TIMEOUT)
        if urlsplit(answer.url).path != "/reporting/help":
            raise RuntimeError(f"{username} could not sign in: {answer.status_code} {answer.url}")

    def get(self, path: str) -> requests.Response:
        """A page or file that is there; its `elapsed` ends with the first byte."""
        answer = self._http.get(urljoin(self._url, path), timeout=TIMEOUT)
        answer.raise_for_status()
        return answer

    def some_of_each(self) -> Iterator[requests.Response]:
        """Up to three pages of each kind that links lead to."""
        waiting, seen = ["/reporting/"], Counter[tuple[str, ...]]()
        asked: set[str] = set()
        while waiting:
            path = waiting.pop(0)
            kind = _kind(path)
            if path not in asked and seen[kind] < 3:
                asked.add(path)
                seen[kind] += 1
                page = self.get(path)
                yield page
                links = map(unescape, LINKS.findall(page.text))
                waiting += [own for link in links if (own := self._own(path, link))]

    def _own(self, page: str, link: str) -> str | None:
        parts = urlsplit(urljoin(urljoin(self._url, page), link))
        if parts.netloc != urlsplit(self._url).netloc or LEAVES.search(parts.path):
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")


def weight(browser: Browser, page: requests.Response) -> int:
    """The bytes of a page, unpacked, with the files that it has for itself."""
    own = [each for each in FILES.findall(page.text) if not SHARED.search(urlsplit(each).path)]
    return len(page.content) + sum(len(browser.get(unescape(each)).content) for each in own)


def _kind(path: str) -> tuple[str, ...]:
    """What pages have in common that differ in the things that they are about."""
    folders = urlsplit(path).path.split("/")
    return (*folders[:3], str(len(folders)))
