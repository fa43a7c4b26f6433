"""Tokens for tests, signed by a key of our own in the manner of the real issuer."""

import time

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

SESSION_SECRET = "a secret that only these tests know of"


class SigningKeys:
    """A key pair; `get` gives the public half, as the issuer would."""

    ISSUER = "https://issuer.example/realms/readiness"

    def __init__(self) -> None:
        self._key = RSAKey.generate_key(2048, {"kid": "test"})

    def get(self, *, anew: bool = False) -> KeySet:  # noqa: ARG002  # as the real one
        return KeySet([self._key])

    def token(self, *, key=None, algorithm: str = "RS256", **claims) -> str:
        """A token that stands, unless the claims say otherwise."""
        now = int(time.time())
        body = {
            "iss": self.ISSUER,
            "aud": "readiness-api",
            "sub": "test",
            "exp": now + 300,
            "iat": now,
            "azp": "readiness-cli",
        } | claims
        header = {"alg": algorithm, "kid": "test"}
        return jwt.encode(header, body, key or self._key)
