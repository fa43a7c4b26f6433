"""A client of a service's pages, signed in without the sign-in service."""

import re
from html import unescape

from flask import session
from flask_wtf.csrf import generate_csrf

from services.chassis.access import Principal
from services.frontend.sessions import begin

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


class Browser:
    """Looks at the pages of one service as somebody, and sends their forms."""

    def __init__(self, app, now, *, staff_number=None, roles=("staff",), unit=None) -> None:
        self.flask = app.test_client()
        self._app = app
        if staff_number or roles:
            who = Principal(
                subject=f"subject of {staff_number}",
                staff_number=staff_number,
                roles=frozenset(roles),
                unit=unit,
            )
            self.sign_in(who, now)

    def sign_in(self, who, now):
        """Take over the cookie of a session that begins now."""
        with self._app.test_request_context():
            begin(who, now)
            self.token = generate_csrf()
            made = dict(session)
        with self.flask.session_transaction() as kept:
            kept.clear()
            kept.update(made)
            kept.permanent = True

    def get(self, path, *, expect=200):
        """The response to looking at a page."""
        response = self.flask.get(path)
        assert response.status_code == expect, (response.status_code, words(response))
        return response

    def post(self, path, fields=None, *, form=None, expect=303):
        """Send a form; its token against forgery is taken from the page `form`, else `path`."""
        found = TOKEN.search(self.flask.get(form or path).get_data(as_text=True))
        data = {"csrf_token": found[1] if found else "", **(fields or {})}
        response = self.flask.post(path, data=data)
        assert response.status_code == expect, (response.status_code, words(response))
        return response


def words(response):
    """What a page says, without its tags, in one line."""
    text = unescape(TAGS.sub(" ", response.get_data(as_text=True)))
    return re.sub(r"[\s\N{NO-BREAK SPACE}]+", " ", text).strip()
