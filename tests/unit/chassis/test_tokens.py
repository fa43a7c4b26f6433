import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import KeySet, RSAKey

from services.chassis.settings import Settings
from services.chassis.tokens import IssuerKeys, Refused, Unreachable, principal
from tests.signing import SigningKeys

SETTINGS = Settings(
    mongo_url="-", kafka_bootstrap_servers="-", oidc_issuer=SigningKeys.ISSUER
)  # no server is asked here


def part(value):
    """One part of a token."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture(scope="module")
def good(keys):
    return keys.token(staff_number="S1", roles=["staff"])


class TestPrincipal:
    def test_is_the_person_of_the_claims(self, keys):
        token = keys.token(staff_number="S1", roles=["staff", "auditor"], unit="trust")

        who = principal(token, keys, SETTINGS)

        assert (who.staff_number, who.unit) == ("S1", "trust")
        assert who.roles == {"staff", "auditor"}

    def test_is_the_system_of_the_client(self, keys):
        token = keys.token(azp="hr-system", scope="people:write readiness:read")

        who = principal(token, keys, SETTINGS)

        assert (who.client, who.staff_number) == ("hr-system", None)
        assert who.scopes == {"people:write", "readiness:read"}

    @pytest.mark.parametrize("claims", [{"staff_number": "S1"}, {"roles": ["staff"]}])
    def test_of_a_person_has_no_scope(self, keys, claims):
        who = principal(keys.token(scope="people:write", **claims), keys, SETTINGS)

        assert who.scopes == frozenset()

    def test_reads_claims_by_the_names_that_are_set(self, keys):
        settings = Settings(
            mongo_url="-",
            kafka_bootstrap_servers="-",
            oidc_issuer=SigningKeys.ISSUER,
            oidc_staff_number_claim="employee",
            oidc_roles_claim="groups",
            oidc_unit_claim="department",
        )
        token = keys.token(employee="S1", groups=["staff"], department="trust")

        who = principal(token, keys, settings)

        assert (who.staff_number, who.roles, who.unit) == ("S1", {"staff"}, "trust")

    @pytest.mark.parametrize("aud", ["readiness-api", ["other", "readiness-api"]])
    def test_is_known_by_one_audience_of_several(self, keys, aud):
        assert principal(keys.token(aud=aud), keys, SETTINGS).subject == "test"

    @pytest.mark.parametrize(
        ("claims", "roles"),
        [({"roles": None}, set()), ({"roles": []}, set()), ({"roles": "staff auditor"}, None)],
        ids=["null", "empty", "words"],
    )
    def test_has_the_roles_that_can_be_read(self, keys, claims, roles):
        who = principal(keys.token(**claims), keys, SETTINGS)

        assert who.roles == ({"staff", "auditor"} if roles is None else roles)


class TestAToken:
    @pytest.mark.parametrize(
        "claims",
        [
            pytest.param({"aud": "account"}, id="for another audience"),
            pytest.param({"aud": "readiness-web", "typ": "ID"}, id="an identity token"),
            pytest.param({"iss": "https://other.example"}, id="of another issuer"),
            pytest.param({"exp": int(time.time()) - 60}, id="expired"),
            pytest.param({"exp": None}, id="without an end"),
            pytest.param({"exp": "soon"}, id="with an end that is no number"),
            pytest.param({"nbf": int(time.time()) + 86_400}, id="not valid yet"),
            pytest.param({"iat": int(time.time()) + 86_400}, id="of the future"),
            pytest.param({"sub": None}, id="without a subject"),
            pytest.param({"roles": 3}, id="with roles that are a number"),
            pytest.param({"roles": {"auditor": True}}, id="with roles that are an object"),
            pytest.param({"roles": ["auditor", 3]}, id="with a role that is no text"),
            pytest.param({"unit": ["trust"]}, id="with a unit that is a list"),
            pytest.param({"unit": 5}, id="with a unit that is a number"),
            pytest.param({"unit": ""}, id="with a unit that is empty"),
            pytest.param({"staff_number": 1024}, id="with a staff number that is a number"),
            pytest.param({"staff_number": ""}, id="with a staff number that is empty"),
            pytest.param({"staff_number": "a\0b"}, id="with NUL in the staff number"),
            pytest.param({"scope": 3}, id="with a scope that is a number"),
            pytest.param({"scope": [{}]}, id="with a scope that is an object"),
        ],
    )
    def test_does_not_stand(self, keys, claims):
        with pytest.raises(Refused):
            principal(keys.token(**claims), keys, SETTINGS)

    def test_stands_a_little_longer_for_clocks_that_differ(self, keys):
        assert principal(keys.token(exp=int(time.time()) - 10), keys, SETTINGS)

    @pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "none", "kid": "test"}])
    def test_does_not_stand_unsigned(self, keys, good, header):
        with pytest.raises(Refused):
            principal(f"{part(header)}.{good.split('.')[1]}.", keys, SETTINGS)

    def test_does_not_stand_when_signed_with_the_public_key_as_a_secret(self, keys, good):
        public = keys.get().keys[0].as_pem(private=False)
        signed = f"{part({'alg': 'HS256', 'kid': 'test'})}.{good.split('.')[1]}"
        forged = part(hmac.new(public, signed.encode(), hashlib.sha256).digest())

        with pytest.raises(Refused):
            principal(f"{signed}.{forged}", keys, SETTINGS)

    def test_does_not_stand_when_signed_by_another(self, keys):
        stranger = RSAKey.generate_key(2048, {"kid": "test"})

        with pytest.raises(Refused):
            principal(keys.token(key=stranger), keys, SETTINGS)

    def test_does_not_stand_with_other_claims_than_were_signed(self, keys, good):
        header, claims, signature = good.split(".")
        padded = claims + "=" * (-len(claims) % 4)
        raised = json.loads(base64.urlsafe_b64decode(padded)) | {"roles": ["auditor"]}

        with pytest.raises(Refused):
            principal(f"{header}.{part(raised)}.{signature}", keys, SETTINGS)

    @pytest.mark.parametrize("body", [b"[1]", b"text", b'{"a":' * 5_000, b"\xff"])
    def test_does_not_stand_without_claims(self, keys, body):
        signed = jws.serialize_compact({"alg": "RS256", "kid": "test"}, body, keys.get().keys[0])

        with pytest.raises(Refused):
            principal(signed, keys, SETTINGS)

    @given(token=st.text() | st.from_regex(r"[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*"))
    def test_of_junk_is_refused(self, keys, token):
        with pytest.raises(Refused):
            principal(token, keys, SETTINGS)

    @given(
        header=st.dictionaries(
            st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk", "jku", "x5c", "zip"]),
            st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
        )
        | st.lists(st.integers())
    )
    def test_with_any_other_header_is_refused(self, keys, good, header):
        _, claims, signature = good.split(".")

        with pytest.raises(Refused):
            principal(f"{part(header)}.{claims}.{signature}", keys, SETTINGS)


class Issuer:
    """A sign-in service that counts how often it is asked, and can break."""

    def __init__(self):
        self.keys = KeySet([])
        self.status = 200
        self.document = None
        self.asked = 0

    def answer(self, path, address):
        if path.endswith("/openid-configuration"):
            return self.document or {"jwks_uri": f"{address}/keys"}
        self.asked += 1
        return self.keys.as_dict()


@contextmanager
def served(issuer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # the library's
            address = f"http://127.0.0.1:{self.server.server_port}"
            body = json.dumps(issuer.answer(self.path, address)).encode()
            self.send_response(issuer.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def issuer():
    return Issuer()


class TestIssuerKeys:
    def test_are_fetched_once(self, keys, issuer):
        issuer.keys = keys.get()

        with served(issuer) as address:
            fetched = IssuerKeys(address)
            subjects = {principal(keys.token(), fetched, SETTINGS).subject for _ in range(3)}

        assert (subjects, issuer.asked) == ({"test"}, 1)

    def test_are_fetched_again_for_a_key_not_known(self, keys, issuer):
        issuer.keys = KeySet([RSAKey.generate_key(2048, {"kid": "old"})])

        with served(issuer) as address:
            fetched = IssuerKeys(address, ask_again_after=0)
            fetched.get()
            issuer.keys = keys.get()
            who = principal(keys.token(), fetched, SETTINGS)

        assert (who.subject, issuer.asked) == ("test", 2)

    def test_are_not_fetched_for_every_token_of_a_stranger(self, keys, issuer):
        issuer.keys = KeySet([RSAKey.generate_key(2048, {"kid": "old"})])

        with served(issuer) as address:
            fetched = IssuerKeys(address)
            for _ in range(5):
                with pytest.raises(Refused):
                    principal(keys.token(), fetched, SETTINGS)

        assert issuer.asked == 1

    @pytest.mark.parametrize(
        ("status", "document"),
        [(500, None), (200, {}), (200, []), (200, {"jwks_uri": "http://127.0.0.1:1/"})],
        ids=["broken", "without the address", "no object", "keys away"],
    )
    def test_are_out_of_reach_when_the_issuer_is_broken(self, keys, issuer, status, document):
        issuer.status, issuer.document = status, document

        with served(issuer) as address, pytest.raises(Unreachable):
            principal(keys.token(), IssuerKeys(address), SETTINGS)

    def test_are_out_of_reach_when_the_issuer_is_away(self, keys):
        with pytest.raises(Unreachable):
            principal(keys.token(), IssuerKeys("http://127.0.0.1:1"), SETTINGS)

    def test_serve_on_while_the_issuer_is_away(self, keys, issuer):
        issuer.keys = keys.get()
        with served(issuer) as address:
            fetched = IssuerKeys(address)
            fetched.get()

        assert principal(keys.token(), fetched, SETTINGS).subject == "test"

    def test_can_be_had_as_soon_as_the_issuer_is_back(self, keys, issuer):
        issuer.keys, issuer.status = keys.get(), 500

        with served(issuer) as address:
            fetched = IssuerKeys(address)
            with pytest.raises(Unreachable):
                fetched.get()
            issuer.status = 200
            found = fetched.get()

        assert [key.kid for key in found.keys] == ["test"]
