"""What the collections of a service hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Query = Mapping[str, Any]
MATCHES_NOTHING = "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of a collection; `expires_after` in seconds makes MongoDB forget by that instant."""

    fields: tuple[tuple[str, int], ...]
    unique: bool = False
    expires_after: int | None = None
    where: Query | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind(Generic[T]):
    """What one collection holds; a kind is equal to itself alone, so tables can be made of them.

    `key` names the attribute that is the id, `group` the one by which things are read together.
    A read model is made from others' events alone and carries the generation in its name.
    """

    name: str
    of: type[T]
    key: str
    group: str | None = None
    read_model: bool = False
    indexes: tuple[Index, ...] = ()

    def collection(self, generation: int) -> str:
        """The name in the database."""
        return f"{self.name}-{generation}" if self.read_model else self.name


def holding(text: str) -> Query:
    """The condition on a text that it has this one in it, capitals or not."""
    # MongoDB takes no NUL in a pattern; no text that was saved holds one.
    pattern = MATCHES_NOTHING if "\0" in text else re.escape(text)
    return {"$regex": pattern, "$options": "i"}
