"""JSON as clients must send it: no doubled key, no NaN, no integer past 64 bits, not too deep."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.chassis.errors import DomainError, escaped

LARGEST = 2**63 - 1


class BrokenJson(DomainError):
    """The body is not JSON that can be taken; nothing of it was read."""


class _Unfit(Exception):
    """What cannot be taken though it is JSON; the reason in words, without a full stop."""


class _DoubledName(_Unfit):
    """A name that stands twice in one object."""

    def __init__(self, name: str) -> None:
        super().__init__("The same name stands twice in one object")
        self.name = name


@dataclass(frozen=True, slots=True)
class _Mark:
    """Stands in a document where something cannot be taken."""

    reason: str


def loads(body: bytes) -> Any:
    """The value of a JSON document. Raises BrokenJson with the reason in words and the place."""
    try:
        text = body.decode()
        try:
            return _read(text, lambda parse: parse)
        except _Unfit as error:
            # The parser does not say where it stood, so only now is the document kept to look.
            raise _broken(_read(text, _marking)) from error
    except UnicodeDecodeError as error:
        raise BrokenJson("The body is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenJson(f"The body is not JSON: {error.msg} at {where}.") from error
    except RecursionError as error:
        raise BrokenJson("The body is nested too deeply.") from error


def _read(text: str, wrap: Callable[[Callable[[Any], Any]], Callable[[Any], Any]]) -> Any:
    return json.loads(
        text,
        object_pairs_hook=wrap(_object),
        parse_constant=wrap(_constant),
        parse_int=wrap(_integer),
        parse_float=wrap(_float),
    )


def _marking(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same parser, which leaves a mark where it cannot take something."""

    def marked(said: Any) -> Any:
        try:
            return parse(said)
        except _DoubledName as error:
            return dict(said) | {error.name: _mark(str(error))}
        except _Unfit as error:
            return _mark(str(error))

    return marked


@cache
def _mark(reason: str) -> _Mark:
    """One for each reason, of which there are few: a body may hold a million of them."""
    return _Mark(reason)


def _broken(document: Any) -> BrokenJson:
    pointer, reason = next(_unfit(document, ""))
    return BrokenJson(f"{reason}, at {pointer}." if pointer else f"{reason}.", pointer=pointer)


def _unfit(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Where things stand that cannot be taken, in the order of the document, and why."""
    if isinstance(value, _Mark):
        yield pointer, value.reason
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unfit(inner, f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unfit(inner, f"{pointer}/{place}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        before: set[str] = set()
        for name, _ in pairs:
            if name in before:
                raise _DoubledName(name)
            before.add(name)
    return found


def _constant(name: str) -> Any:
    raise _Unfit(f"{name} is not a JSON number")


def _integer(digits: str) -> int:
    # A long run of digits is refused before it is converted, which takes quadratic time.
    value = int(digits) if len(digits) <= 20 else LARGEST + 1
    if not -LARGEST - 1 <= value <= LARGEST:
        raise _Unfit("A whole number must fit into 64 bits")
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _Unfit("A number is too large")
    return value
