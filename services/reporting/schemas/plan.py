"""Shapes of the digital plan, also as rows of a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import (
    Schema,
    ValidationError,
    fields,
    post_load,
    pre_load,
    validate,
    validates_schema,
)

from services.chassis.fields import Date, LongText, Slug, Text, Whole
from services.chassis.imports import read_rows
from services.chassis.tables import Columns, read_table, rearmed
from services.reporting.domain import COLUMNS, MOST_LINES, PlanRow, Post

MOST_PENCE = 10**13
POST = ("role_level", "unit", "headcount")


class PostSchema(Schema):
    """So many people of one role level, wanted in a unit or under it."""

    role_level = Slug(required=True)
    unit = Slug(required=True)
    headcount = Whole(1, 10_000, required=True)

    @post_load
    def build(self, sent: dict[str, Any], **_: Any) -> Post:
        """The posts as the plan holds them."""
        return Post(**sent)


class InitiativeSchema(Schema):
    """An initiative of the digital plan."""

    initiative = Slug(dump_only=True)
    title = Text(200, required=True)
    summary = LongText(2000, allow_none=True, load_default=None)
    starts_on = Date(allow_none=True, load_default=None)
    deadline = Date(required=True)
    priority = Whole(
        0, 10_000, required=True, metadata={"description": "A lower number is served first"}
    )
    budget_pence = Whole(0, MOST_PENCE, allow_none=True, load_default=None)
    posts = fields.List(
        fields.Nested(PostSchema),
        required=True,
        validate=validate.Length(
            max=MOST_LINES, error=f"Must have at most {MOST_LINES} lines of posts."
        ),
    )

    @validates_schema
    def ends_after_it_starts(self, sent: dict[str, Any], **_: Any) -> None:
        """Refuse a deadline before the start."""
        starts_on: date | None = sent.get("starts_on")
        if starts_on is not None and sent["deadline"] < starts_on:
            raise ValidationError("Must not be before starts_on.", "deadline")


class PlanRowSchema(Schema):
    """A row of the plan as a file: an initiative, and a line of its posts unless it has none."""

    initiative = Slug(required=True)
    title = Text(200, required=True)
    summary = LongText(2000, allow_none=True)
    starts_on = Date(allow_none=True)
    deadline = Date(required=True)
    priority = Whole(0, 10_000, required=True)
    budget_pence = Whole(0, MOST_PENCE, allow_none=True)
    role_level = Slug(required=True, allow_none=True)
    unit = Slug(required=True, allow_none=True)
    headcount = Whole(1, 10_000, required=True, allow_none=True)

    @pre_load
    def undo_what_spreadsheets_need(self, sent: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Texts without the apostrophe that keeps a spreadsheet from running them."""
        return {k: rearmed(v) if isinstance(v, str) else v for k, v in sent.items()}

    @validates_schema
    def holds_together(self, sent: dict[str, Any], **_: Any) -> None:
        """Refuse a deadline before the start, and posts of which something is missing."""
        starts_on: date | None = sent.get("starts_on")
        if starts_on is not None and sent["deadline"] < starts_on:
            raise ValidationError("Must not be before starts_on.", "deadline")
        empty = [name for name in POST if sent[name] is None]
        if empty and len(empty) < len(POST):
            raise ValidationError(
                "Must not be empty where one of role_level, unit and headcount is not.", empty[0]
            )

    @post_load
    def build(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The row without its line, which only the file knows."""
        role_level, unit, headcount = (sent.pop(name) for name in POST)
        post = None if headcount is None else Post(role_level, unit, headcount)
        return {"initiative": sent.pop("initiative"), "said": sent, "post": post}


def read_plan(content: bytes) -> dict[str, Any]:
    """The arguments of `import_plan` from a CSV file. Raises UnreadableFile for a broken one."""
    rows, refused = read_rows(content, PlanRowSchema(), file="file")
    bad = {report.line for report in refused}
    lines = read_table(content, file="file", columns=Columns((), COLUMNS)) if bad else ()
    return {
        "rows": [PlanRow(line=row.line, **row.loaded) for row in rows],
        "refused": refused,
        "unread": {x.number: x.cells.get("initiative", "") for x in lines if x.number in bad},
    }
