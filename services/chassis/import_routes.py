"""What routes that take CSV files share: the file, the trial run, the time they have."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask_smorest.fields import Upload
from marshmallow import Schema, fields
from werkzeug.datastructures import FileStorage

from services.chassis.context import caller, context, transact_within
from services.chassis.mongo import IMPORT_SECONDS

P = ParamSpec("P")
R = TypeVar("R")


class FileSchema(Schema):
    """A CSV file, the header naming the fields."""

    file = Upload(required=True)


def content_of(file: FileStorage) -> bytes:
    """What an uploaded file holds; it is closed afterwards."""
    with file.stream as stream:
        content: bytes = stream.read()
        return content


class DryRunQuery(Schema):
    """Whether to say only what would come of it."""

    dry_run = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})


def run_import(
    dry_run: bool,
    use_case: Callable[Concatenate[Any, Any, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run an import in one transaction, as the caller; a dry run does all but saves nothing."""
    if not dry_run:
        return transact_within(IMPORT_SECONDS, use_case, *args, **kwargs)
    who = caller()
    return context().mongo.read(
        lambda work: use_case(work, who, *args, **kwargs), seconds=IMPORT_SECONDS
    )
