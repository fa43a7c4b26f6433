"""Failures that callers can expect, without any framework; chassis/problems.py answers them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

LONGEST_VALUE = 200


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


class TooMuchAtOnce(DomainError):
    """It changes more than the database takes in one go; nothing of it was saved."""

    def __init__(self) -> None:
        super().__init__(
            "That is more than can be saved at once, so nothing was saved. Split it: a file of "
            "5,000 rows is taken."
        )


class PreconditionRequired(DomainError):
    """Replacing something needs the version that the caller has seen."""


class PreconditionFailed(DomainError):
    """It has changed since the caller saw it."""


def as_json(error: FieldError) -> dict[str, Any]:
    """A field error as clients see it; a long value is cut, an unspeakable one left out."""
    found: dict[str, Any] = {"pointer": error.pointer, "detail": error.detail}
    value = error.value
    if isinstance(value, str):
        found["value"] = value[:LONGEST_VALUE].encode(errors="replace").decode()
    elif isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        found["value"] = value
    return found


def field_errors(messages: Any, data: Any, pointer: str = "") -> Iterator[FieldError]:
    """What marshmallow says, as one error per field; `data` is where the values stand."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            below = pointer if name == "_schema" else f"{pointer}/{escaped(name)}"
            yield from field_errors(inner, _at(data, name), below)
    elif isinstance(messages, list):
        for message in messages:
            yield from field_errors(message, data, pointer)
    else:
        yield FieldError(pointer, str(messages), data)


def _at(data: Any, name: Any) -> Any:
    if name == "_schema":
        return None
    if isinstance(data, Mapping):
        return data.get(name)
    if isinstance(data, list) and isinstance(name, int) and name < len(data):
        return data[name]
    return None


def escaped(name: object) -> str:
    """A name as one part of a JSON pointer; a long one is cut, surrogates are replaced."""
    text = str(name).replace("~", "~0").replace("/", "~1")
    return text[:LONGEST_VALUE].encode(errors="replace").decode()
