"""Bearer tokens (JWT): whether one stands, and who its bearer is."""

import re
import threading
import time
from collections.abc import Mapping
from typing import Any, Protocol

import requests
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from services.chassis.access import Principal
from services.chassis.fields import SLUG, STAFF_NUMBER
from services.chassis.settings import Settings

ALGORITHMS = ["RS256", "ES256"]
NOT_SIGNED = "The token is not one that the sign-in service has signed."
LEEWAY = 30  # seconds
ASK_AGAIN_AFTER = 10  # seconds between two looks at the issuer's keys
CLIENT_CLAIMS = ("azp", "client_id", "appid")


class Refused(Exception):
    """The token does not stand; the text says why, for the caller."""


class Unreachable(Exception):
    """The issuer's keys cannot be had just now."""


class Keys(Protocol):
    """The issuer's public keys."""

    def get(self, *, anew: bool = False) -> KeySet:
        """The keys; `anew` asks the issuer again. Raises Unreachable."""
        ...


class IssuerKeys:
    """Fetched on first need, and again when a token names a key not known yet."""

    def __init__(self, issuer: str, *, ask_again_after: float = ASK_AGAIN_AFTER) -> None:
        self._issuer = issuer
        self._ask_again_after = ask_again_after
        self._keys: KeySet | None = None
        self._asked = float("-inf")
        self._lock = threading.Lock()

    def get(self, *, anew: bool = False) -> KeySet:
        """The keys as last fetched; asked anew only some seconds after the last time."""
        known = self._keys
        if known is not None and not anew:
            return known  # without the lock: one who asks anew must not make all others wait
        with self._lock:
            if self._keys is None or time.monotonic() - self._asked >= self._ask_again_after:
                self._asked = time.monotonic()
                self._keys = self._fetch()
            return self._keys

    def _fetch(self) -> KeySet:
        try:
            found = requests.get(f"{self._issuer}/.well-known/openid-configuration", timeout=2)
            found.raise_for_status()
            keys = requests.get(found.json()["jwks_uri"], timeout=2)
            keys.raise_for_status()
            return KeySet.import_key_set(keys.json())
        except (requests.RequestException, KeyError, TypeError, ValueError, JoseError) as error:
            raise Unreachable("The keys of the sign-in service cannot be had just now.") from error


def principal(token: str, keys: Keys, settings: Settings) -> Principal:
    """Who bears this token. Raises Refused, or Unreachable."""
    claims = _decoded(token, keys)
    try:
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_audience},
            exp={"essential": True},
            sub={"essential": True},
        ).validate(claims)
    except JoseError as error:
        raise Refused(f"The token does not stand: {error.description or error.error}.") from error
    return _principal(claims, settings)


def _decoded(token: str, keys: Keys) -> dict[str, Any]:
    try:
        return _verified(token, keys.get())
    except InvalidKeyIdError:
        # The issuer may have made this key since we last asked.
        try:
            return _verified(token, keys.get(anew=True))
        except InvalidKeyIdError as error:
            raise Refused(NOT_SIGNED) from error


def _verified(token: str, known: KeySet) -> dict[str, Any]:
    try:
        return jwt.decode(token, known, algorithms=ALGORITHMS).claims
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError, TypeError, RecursionError) as error:  # as odd parts raise them
        raise Refused(NOT_SIGNED) from error


def person(claims: Mapping[str, Any], settings: Settings) -> Principal:
    """Who has signed in, from the claims of an identity token that stands. Raises Refused."""
    return _principal({**claims, "scope": ""}, settings)


def _principal(claims: Mapping[str, Any], settings: Settings) -> Principal:
    staff_number = _word(claims, settings.oidc_staff_number_claim, STAFF_NUMBER)
    roles = _words(claims, settings.oidc_roles_claim)
    scopes = _words(claims, "scope" if "scope" in claims else "scp")
    return Principal(
        subject=claims["sub"],
        client=next((str(claims[name]) for name in CLIENT_CLAIMS if claims.get(name)), ""),
        staff_number=staff_number,
        roles=roles,
        # A person's sign-in never carries the rights of a system.
        scopes=frozenset() if staff_number or roles else scopes,
        unit=_word(claims, settings.oidc_unit_claim, SLUG),
    )


def _word(claims: Mapping[str, Any], name: str, form: str) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(form, value):
        raise Refused(f"The claim {name} of the token cannot be read.")
    return value


def _words(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """The words of a claim, a list or one text with spaces between them, as OAuth has it."""
    value = claims.get(name) or []
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise Refused(f"The claim {name} of the token cannot be read.")
    return frozenset(words)
