"""Things brought in from CSV files: first what would come of it, line by line, then it is saved.

The files travel from the preview to the last step in the page itself, packed, because the session
holds ids only. There they are read and checked again by the same import.
"""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.errors import DomainError
from services.chassis.import_routes import content_of
from services.chassis.imports import Changed, RowReport, RowStatus
from services.chassis.tables import UnreadableFile
from services.frontend.forms import Form, UploadField
from services.frontend.pages import go, page

LARGEST = 5_000_000  # bytes of all files of one import: packed they always fit into one request
MOST_SHOWN = 1_000
AGAIN = "Choose the file again"
WITHIN = re.compile(r"(?<!\S)([a-z_]+)/[0-9]+(?:/[a-z_]+)*: ")
TAMPERED = "Not as it was packed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a file: its name there, and what to write into it."""

    name: str
    meaning: str
    needed: bool = False


class Report(Protocol):
    """What came of an import."""

    @property
    def rows(self) -> tuple[RowReport, ...]:
        """What became of each row."""
        ...

    @property
    def changed(self) -> Changed:
        """How many things were added and changed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileImport:
    """How one kind of thing is brought in.

    `form`: its fields are the files. `run` imports their content by name of the field; its first
    argument says whether to say only what would come of it. `note`: what holds for every column.
    `done`: the endpoint of the list to go to afterwards, which shows `imported()`. `export`: where
    the same columns can be downloaded.
    """

    title: str
    path: str
    back: tuple[str, str]
    one: str
    many: str
    form: type[Form]
    columns: Mapping[str, tuple[Column, ...]]
    run: Callable[[bool, Mapping[str, bytes]], Report]
    done: str
    note: str = ""
    export: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would come of an import. `seen` tells one outcome from another."""

    changed: Changed
    refused: tuple[RowReport, ...]
    ignored: tuple[RowReport, ...]
    rows: int
    unchanged: int
    seen: str
    packed: Mapping[str, str] = field(default_factory=dict)

    @property
    def saves(self) -> int:
        """How many things would be added or changed."""
        return self.changed.added + self.changed.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import that was just done came to."""

    added: int
    changed: int
    left_out: int


def ask(what: FileImport) -> AnyResponse:
    """The page that asks for the files."""
    return page("frontend/import.html", what=what, form=what.form(), largest=LARGEST)


def take(what: FileImport) -> AnyResponse:
    """Show what would come of the files, or save it where `step` says so and it is as was seen."""
    form, saves = what.form(), request.form.get("step") == "save"
    try:
        files = _carried(form) if saves else _uploaded(form)
        preview = preview_of(what.run(True, files), files)
        if saves and request.form.get("seen") == preview.seen:
            return _save(what, files, preview)
    except DomainError as error:
        places = {f"/{each.name}": each.name for each in _fields(form)}
        form.refuse(error, places, {each.pointer: in_words(each.detail) for each in error.errors})
        return page("frontend/import.html", what=what, form=form, largest=LARGEST)
    return page(
        "frontend/import-preview.html",
        what=what,
        preview=preview,
        form=form,
        otherwise=saves,
        most=MOST_SHOWN,
    )


def _save(what: FileImport, files: Mapping[str, bytes], preview: Preview) -> AnyResponse:
    done = what.run(False, files).changed
    left_out = len(preview.refused)
    return go(what.done, added=done.added, changed=done.changed, left_out=left_out)


def imported() -> Imported | None:
    """What was just brought in, where a list is looked at right after that."""
    added, changed, left_out = (
        request.args.get(name, type=int) for name in ("added", "changed", "left_out")
    )
    if added is None or changed is None:
        return None
    return Imported(added=added, changed=changed, left_out=left_out or 0)


def preview_of(report: Report, files: Mapping[str, bytes]) -> Preview:
    """Sort the rows of a report by what became of them."""

    def those(status: RowStatus) -> tuple[RowReport, ...]:
        found = (row for row in report.rows if row.status is status)
        return tuple(replace(row, reason=by_column(row.reason)) for row in found)

    return Preview(
        changed=report.changed,
        refused=those(RowStatus.REFUSED),
        ignored=those(RowStatus.IGNORED),
        rows=len(report.rows),
        unchanged=len(those(RowStatus.UNCHANGED)),
        seen=sha256(repr((report.rows, report.changed)).encode()).hexdigest(),
        packed={name: pack(content) for name, content in files.items()},
    )


def by_column(reason: str) -> str:
    """What is wrong with a row, by columns: `outcomes: …` for what is within a cell of several."""
    return WITHIN.sub(r"\1: ", reason)


def in_words(detail: str) -> str:
    """What is wrong with a file as a sentence by itself."""
    said = detail.removesuffix(".")
    return f"The file must {said.removeprefix('Must ')}" if said.startswith("Must ") else said


def pack(content: bytes) -> str:
    """A file as text without anything that a form would change."""
    return urlsafe_b64encode(zlib.compress(content)).decode()


def unpack(packed: str) -> bytes:
    """The file again. Raises ValueError for what `pack` never made."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(urlsafe_b64decode(packed), LARGEST)
    except (ValueError, zlib.error) as error:
        raise ValueError(TAMPERED) from error
    if not unpacking.eof:  # cut off, or larger than a file may be
        raise ValueError(TAMPERED)
    return content


def _fields(form: Form) -> list[UploadField]:
    return [each for each in form if isinstance(each, UploadField)]


def _uploaded(form: Form) -> dict[str, bytes]:
    """The files that were chosen. Raises UnreadableFile."""
    files = {each.name: content_of(each.data) for each in _fields(form) if each.data}
    first = f"/{_fields(form)[0].name}"
    if not files:
        raise UnreadableFile("Choose a file", pointer=first)
    if sum(map(len, files.values())) > LARGEST:
        most = f"{LARGEST // 1_000_000} MB"
        raise UnreadableFile(f"Must be smaller than {most}. Split it", pointer=first)
    return files


def _carried(form: Form) -> dict[str, bytes]:
    """The files as the preview carried them. Raises UnreadableFile."""
    fields = [each.name for each in _fields(form)]
    packed = {name: request.form.get(f"packed-{name}") for name in fields}
    try:
        files = {name: unpack(text) for name, text in packed.items() if text}
    except ValueError as error:
        raise UnreadableFile(AGAIN, pointer=f"/{fields[0]}") from error
    if not files:
        raise UnreadableFile(AGAIN, pointer=f"/{fields[0]}")
    return files
