"""JSON as clients must send it: no doubled key, no NaN, no integer past 64 bits, not too deep."""

import json
from collections import Counter
from typing import Any

from services.chassis.errors import DomainError, escaped

LARGEST = 2**63 - 1


class BrokenJson(DomainError):
    """The body is not JSON that can be taken; nothing of it was read."""


def loads(body: bytes) -> Any:
    """The value of a JSON document. Raises BrokenJson with the reason in words."""
    try:
        return json.loads(
            body.decode(),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except UnicodeDecodeError as error:
        raise BrokenJson("The body is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenJson(f"The body is not JSON: {error.msg} at {where}.") from error
    except RecursionError as error:
        raise BrokenJson("The body is nested too deeply.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        pointer = f"/{escaped(twice)}"
        raise BrokenJson("The same name stands twice in one object.", pointer=pointer)
    return found


def _constant(name: str) -> None:
    raise BrokenJson(f"{name} is not a JSON number.")


def _integer(digits: str) -> int:
    # A long run of digits is refused before it is converted, which takes quadratic time.
    value = int(digits) if len(digits) <= 20 else LARGEST + 1
    if not -LARGEST - 1 <= value <= LARGEST:
        raise BrokenJson("A whole number must fit into 64 bits.")
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise BrokenJson("A number is too large.")
    return value
