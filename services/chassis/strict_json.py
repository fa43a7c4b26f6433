"""JSON as clients must send it: no doubled key, no NaN, no integer past 64 bits, not too deep."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from services.chassis.errors import DomainError, escaped

LARGEST = 2**63 - 1
_UNFIT = object()  # stands where a number cannot be taken


class BrokenJson(DomainError):
    """The body is not JSON that can be taken; nothing of it was read."""


class _UnfitNumber(Exception):
    """A number that cannot be taken; the reason in words."""


def loads(body: bytes) -> Any:
    """The value of a JSON document. Raises BrokenJson with the reason in words and the place."""
    try:
        text = body.decode()
        try:
            return _read(text, lambda parse: parse)
        except _UnfitNumber as error:
            # The parser does not say where it stood, so only now is the document kept to look.
            pointer = next(_unfit(_read(text, _marking), ""))
            raise BrokenJson(str(error), pointer=pointer) from error
    except UnicodeDecodeError as error:
        raise BrokenJson("The body is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenJson(f"The body is not JSON: {error.msg} at {where}.") from error
    except RecursionError as error:
        raise BrokenJson("The body is nested too deeply.") from error


def _read(text: str, wrap: Callable[[Callable[[str], Any]], Callable[[str], Any]]) -> Any:
    return json.loads(
        text,
        object_pairs_hook=_object,
        parse_constant=wrap(_constant),
        parse_int=wrap(_integer),
        parse_float=wrap(_float),
    )


def _marking(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    def marked(digits: str) -> Any:
        try:
            return parse(digits)
        except _UnfitNumber:
            return _UNFIT

    return marked


def _unfit(value: Any, pointer: str) -> Iterator[str]:
    """Where numbers that cannot be taken stand, in the order of the document."""
    if value is _UNFIT:
        yield pointer
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unfit(inner, f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _unfit(inner, f"{pointer}/{place}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        pointer = f"/{escaped(twice)}"
        raise BrokenJson("The same name stands twice in one object.", pointer=pointer)
    return found


def _constant(name: str) -> Any:
    raise _UnfitNumber(f"{name} is not a JSON number.")


def _integer(digits: str) -> int:
    # A long run of digits is refused before it is converted, which takes quadratic time.
    value = int(digits) if len(digits) <= 20 else LARGEST + 1
    if not -LARGEST - 1 <= value <= LARGEST:
        raise _UnfitNumber("A whole number must fit into 64 bits.")
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _UnfitNumber("A number is too large.")
    return value
