"""Failures that callers can expect, without any framework; chassis/problems.py answers them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One value that cannot stand: where (a JSON pointer), what is wrong and what is allowed."""

    pointer: str
    detail: str
    value: Any = None


class DomainError(Exception):
    """A rule refuses a value. `errors` names each field; the message says it in one sentence."""

    def __init__(self, detail: str, *, pointer: str = "", value: object = None) -> None:
        super().__init__(detail)
        self.errors: tuple[FieldError, ...] = (
            (FieldError(pointer, detail, value),) if pointer else ()
        )


class NotFound(DomainError):
    """There is no such thing, or the caller may not know that there is."""


class Forbidden(DomainError):
    """Nothing of this kind would be allowed to the caller."""


class Conflict(DomainError):
    """The value could stand, but the state of things is in the way."""


class PreconditionRequired(DomainError):
    """Replacing something needs the version that the caller has seen."""


class PreconditionFailed(DomainError):
    """It has changed since the caller saw it."""
