"""A reader over plain documents, for units of work that need no database."""

from datetime import UTC, date, datetime

from services.chassis.shelf import Basis

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class MemoryReader:
    """Answers the few forms of query that the chassis asks itself, and notes each."""

    def __init__(self, **collections):
        self.collections = collections
        self.asked = []

    def find(self, collection, query, *, sort=(), limit=0):
        self.asked.append((collection, query))
        found = [d for d in self.collections.get(collection, ()) if matches(query, d)]
        for name, _ascending in reversed(list(sort)):
            found.sort(key=lambda document, name=name: document[name])
        return found[:limit] if limit else found

    def count(self, collection, query):
        return len(self.find(collection, query))


def matches(query, document):
    return all(_matches(name, wanted, document) for name, wanted in query.items())


def _matches(name, wanted, document):
    if name == "$and":
        return all(matches(each, document) for each in wanted)
    if name == "$or":
        return any(matches(each, document) for each in wanted)
    value = document.get(name)
    if not isinstance(wanted, dict):
        return value == wanted
    ((operator, operand),) = wanted.items()
    return {
        "$in": lambda: value in operand,
        "$ne": lambda: value != operand,
        "$gt": lambda: value > operand,
    }[operator]()


def basis(reader=None, *, now=NOW, **changes):
    """What a unit of work starts from."""
    return Basis(
        **{
            "reader": reader or MemoryReader(),
            "now": now,
            "today": date(2026, 3, 2),
            "service": "skills",
        }
        | changes
    )
