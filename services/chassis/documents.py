"""Frozen values to plain documents and back: what MongoDB stores and what events carry.

A value is a frozen dataclass. Where thousands are made, or where a field has another name in
documents (one that Python reserves, say), it is a frozen msgspec.Struct, which is made faster and
can rename.
"""

from datetime import datetime
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_document(value: object) -> dict[str, Any]:
    """A frozen value as a dictionary of JSON values (instants stay instants: BSON has them)."""
    document: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(datetime,))
    return document


def from_document(document: Any, kind: type[T]) -> T:
    """The frozen value again; fields it does not know are passed over, absent ones default.

    `3.0` is a whole number, as in the contracts (and so are `"3"` for one and `"null"` for nothing,
    which no contract lets through). Raises msgspec.ValidationError for what does not fit, with its
    place and the types, or the value where that should be one of a few.
    """
    return msgspec.convert(document, kind, strict=False)
