"""Lists in pages: a cursor says behind which thing the next page starts."""

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from services.chassis import strict_json
from services.chassis.errors import DomainError
from services.chassis.kinds import Query
from services.chassis.shelf import Shelf

T = TypeVar("T")
Place = tuple[Any, ...]
"""Where a thing stands in a list: texts and whole numbers, of the same types for each thing."""

DEFAULT = 50
MOST = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some things, and the cursor of the next page where there is one."""

    items: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWanted:
    """How many, and behind which cursor."""

    limit: int = DEFAULT
    cursor: str | None = None


def page(shelf: Shelf[T], query: Query, wanted: PageWanted, *, by: str | None = None) -> Page[T]:
    """One page of what the query finds, by id, or by an attribute (of text or numbers) and id."""
    key = shelf.kind.key
    sort = ([(by, 1)] if by else []) + [("_id", 1)]
    behind = _behind(wanted.cursor, by)
    found = shelf.find({"$and": [query, behind]}, sort=sort, limit=wanted.limit + 1)
    items, more = found[: wanted.limit], len(found) > wanted.limit
    if not more:
        return Page(items, None)
    last = items[-1]
    place = ([getattr(last, by)] if by else []) + [getattr(last, key)]
    return Page(items, encode(place))


def page_of(things: Iterable[T], wanted: PageWanted, *, by: Callable[[T], Place]) -> Page[T]:
    """One page of things that are in memory, in the order of `by`, which tells each from the rest.

    The next page starts behind the last thing of this one, whatever comes or goes meanwhile.
    """
    ordered = sorted(things, key=by)
    start = _start(ordered, wanted.cursor, by) if wanted.cursor else 0
    items, more = ordered[start : start + wanted.limit], len(ordered) > start + wanted.limit
    return Page(tuple(items), encode(list(by(items[-1]))) if more else None)


def encode(place: list[Any]) -> str:
    """A place in a list as an opaque word."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def decode(cursor: str) -> list[Any]:
    """The place again. Raises DomainError for what never was a cursor."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place = strict_json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, strict_json.BrokenJson) as error:
        raise _no_cursor(cursor) from error
    if not isinstance(place, list) or not all(map(_can_be_compared, place)):
        raise _no_cursor(cursor)
    return place


def _can_be_compared(value: object) -> bool:
    if isinstance(value, str):
        return value.encode(errors="ignore").decode() == value  # else it has lone surrogates
    return isinstance(value, int | float) and not isinstance(value, bool)


def _start(ordered: Sequence[T], cursor: str, by: Callable[[T], Place]) -> int:
    place = tuple(decode(cursor))
    if ordered and list(map(type, place)) != list(map(type, by(ordered[0]))):
        raise _no_cursor(cursor)
    return bisect_right(ordered, place, key=by)


def _behind(cursor: str | None, by: str | None) -> Mapping[str, Any]:
    if not cursor:
        return {}
    place = decode(cursor)
    if len(place) != (2 if by else 1):
        raise _no_cursor(cursor)
    if by is None:
        return {"_id": {"$gt": place[0]}}
    value, identity = place
    return {"$or": [{by: {"$gt": value}}, {by: value, "_id": {"$gt": identity}}]}


def _no_cursor(cursor: str) -> DomainError:
    detail = "Must be the `next` of an earlier page."
    return DomainError(detail, pointer="/cursor", value=cursor)
