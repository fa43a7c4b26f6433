"""Frozen values to plain documents and back: what MongoDB stores and what events carry."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

T = TypeVar("T")


def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    # BSON has instants of its own; this hook must win over that of date, its base class.
    converter.register_unstructure_hook(datetime, lambda instant: instant)
    converter.register_structure_hook(datetime, lambda instant, _: instant)
    return converter


_CONVERTER = _converter()
_RENAMED: dict[type[Any], dict[str, str]] = {}


def to_document(value: object) -> dict[str, Any]:
    """A frozen dataclass as a dictionary of JSON values (instants stay instants)."""
    document: dict[str, Any] = _CONVERTER.unstructure(value)
    return document


def from_document(document: Any, kind: type[T]) -> T:
    """The frozen dataclass again; fields it does not know are passed over, absent ones default."""
    return _CONVERTER.structure(document, kind)


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """What the fields of a frozen dataclass are called in its documents."""
    changed = _RENAMED.get(kind, {})
    return tuple(changed.get(field.name, field.name) for field in fields(kind))


def rename(kind: type[Any], **names: str) -> None:
    """Let a field of `kind` have another name in documents (one that Python reserves, say)."""
    _RENAMED[kind] = names
    changed: Any = {field: override(rename=name) for field, name in names.items()}
    _CONVERTER.register_unstructure_hook(
        kind, make_dict_unstructure_fn(kind, _CONVERTER, **changed)
    )
    _CONVERTER.register_structure_hook(kind, make_dict_structure_fn(kind, _CONVERTER, **changed))


def read_by(kind: type[T], read: Callable[[Any], T]) -> None:
    """Let documents of `kind` be read by a function of its own: of what is read by thousands."""
    _CONVERTER.register_structure_hook(kind, lambda document, _: read(document))
