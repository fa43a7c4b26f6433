"""Who calls in tests, and a client that calls as them."""

import json

JSON = "application/json"


class Client:
    """Calls one service's API as somebody, and checks the status that is expected."""

    def __init__(self, app, keys, service: str) -> None:
        self.flask = app.test_client()
        self._keys = keys
        self._base = f"/{service}/api/v1"

    def call(
        self,
        method,
        path,
        body=None,
        *,
        caller=None,
        expect=None,
        headers=None,
        raw=None,
        content_type=JSON,
        **options,
    ):
        """The response; `caller` are claims of a token, None sends none."""
        sent = dict(headers or {})
        if caller is not None:
            sent["Authorization"] = f"Bearer {self._keys.token(**caller)}"
        if raw is not None or body is not None:
            options["data"] = raw if raw is not None else json.dumps(body)
            options["content_type"] = content_type
        url = path if path.startswith("//") else self._base + path
        response = self.flask.open(
            url.replace("//", "/", 1) if path.startswith("//") else url,
            method=method,
            headers=sent,
            **options,
        )
        if expect is not None:
            assert response.status_code == expect, (
                response.status_code,
                response.get_data(as_text=True),
            )
        return response

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def put(self, path, body, **options):
        return self.call("PUT", path, body, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, body, **options)

    def patch(self, path, body, **options):
        return self.call("PATCH", path, body, **options)

    def delete(self, path, **options):
        return self.call("DELETE", path, **options)


def staff(number, *roles, unit=None):
    """A person signed in."""
    return {"staff_number": number, "roles": ["staff", *roles]} | ({"unit": unit} if unit else {})


def system(client, *scopes):
    """A system signed in by client credentials."""
    return {"azp": client, "scope": " ".join(scopes)}


PEOPLE_ADMIN = staff("ADMIN1", "people-admin")
LEARNING_ADMIN = staff("LEARN1", "learning-admin")
LEAD = staff("LEAD1", "digital-lead")
AUDITOR = staff("AUDIT1", "auditor")
OPERATOR = staff("OPER1", "operator")
HR = system("hr-system", "people:write")
LMS = system("learning-system", "training:write")
DASHBOARD = system("dashboard", "readiness:read")
