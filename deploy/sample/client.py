"""An outside client of a running system: signs in, calls, and waits until a change has arrived."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import requests

SOON = 20  # seconds before its end at which a token is fetched anew
PATIENCE = 60  # seconds to wait for what normally takes one or two
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Reply:
    """How a call was answered: status and parsed body (the text, where it is no JSON)."""

    status: int
    body: Any


class Unexpected(Exception):
    """A call that the rest of the play stands on was answered otherwise than it must be."""


class Client:
    """Calls the system that a run file describes, as any of its users and clients."""

    def __init__(self, run: dict[str, Any]) -> None:
        self._run = run
        self._http = requests.Session()
        self._tokens: dict[str, tuple[str, float]] = {}

    def call(self, method: str, path: str, *, who: str, **more: Any) -> Reply:
        """Call as this user or client; `more` is what `requests` takes: json, params, headers."""
        headers = {"Authorization": f"Bearer {self.token(who)}", **more.pop("headers", {})}
        answer = self._http.request(
            method, self._run["url"] + path, headers=headers, timeout=60, **more
        )
        return Reply(answer.status_code, _parsed(answer))

    def get(self, path: str, *, who: str, **more: Any) -> Any:
        """The body of a GET that is answered 200; Unexpected otherwise."""
        return self.must("GET", path, who=who, **more)

    def must(self, method: str, path: str, *, who: str, **more: Any) -> Any:
        """The body of a call that is answered with success; Unexpected otherwise."""
        reply = self.call(method, path, who=who, **more)
        if reply.status >= 300:
            raise Unexpected(f"{method} {path} as {who}: {reply.status} {reply.body}")
        return reply.body

    def user(self, role: str) -> str:
        """The first user who has this role."""
        return next(str(u["username"]) for u in self._run["users"] if role in u["roles"])

    def settled(self) -> None:
        """Wait until what was saved so far counts in readiness: training goes by way of levels."""
        self.arrived(source="courses", reader="skills")
        self.arrived(source="skills", reader="reporting")

    def arrived(self, *, source: str, reader: str) -> None:
        """Wait until the reader has applied everything that the source has saved so far.

        Nothing may be pending where it was saved; then the reader must have looked again, twice,
        since its first look may have begun before the last event was sent.
        """
        until(lambda: self._freshness(source)["pending"] == 0, f"{source} to send what it saved")
        for _ in range(2):
            seen = self._freshness(reader)["at"]
            until(partial(self._read, reader, seen), f"{reader} to apply {source}")

    def _read(self, reader: str, seen: str | None) -> bool:
        now = self._freshness(reader)
        waiting = sum(topic["waiting"] for topic in now["topics"])
        return now["at"] not in (None, seen) and waiting == 0

    def _freshness(self, service: str) -> Any:
        return self.get(f"/{service}/api/v1/freshness", who=self.user("operator"))

    def token(self, who: str) -> str:
        """A bearer token of this user or client that is good for a while; Unexpected without.

        May be called from several threads at once: signing in is the slowest call of all.
        """
        token, ends = self._tokens.get(who, ("", 0.0))
        if ends < time.monotonic() + SOON:
            answer = requests.post(self._run["token_endpoint"], self._grant(who), timeout=60)
            if answer.status_code != 200:
                raise Unexpected(f"{who} cannot sign in: {answer.status_code} {answer.text}")
            token = str(answer.json()["access_token"])
            ends = time.monotonic() + answer.json()["expires_in"]
            self._tokens[who] = token, ends
        return token

    def _grant(self, who: str) -> dict[str, str]:
        for client in self._run["clients"]:
            if client["client_id"] == who:
                secret = client["client_secret"]
                return {
                    "grant_type": "client_credentials",
                    "client_id": who,
                    "client_secret": secret,
                }
        user = next(u for u in self._run["users"] if u["username"] == who)
        return {
            "grant_type": "password",
            "client_id": "readiness-cli",
            "username": who,
            "password": user["password"],
            "scope": "openid",
        }


def until(good: Callable[[], bool], what: str) -> None:
    """Ask again and again until the answer is yes; Unexpected after a minute, saying for what."""
    end = time.monotonic() + PATIENCE
    while not good():
        if time.monotonic() > end:
            raise Unexpected(f"waited {PATIENCE} s in vain for {what}")
        time.sleep(PAUSE)


def _parsed(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return answer.text
