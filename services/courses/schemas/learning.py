"""Shapes of what learning systems report; unknown fields are refused."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, post_load

from services.chassis.fields import Date, Number, StaffNumber, Text, Whole
from services.courses.domain import Details
from services.courses.schemas.catalogue import MOST_HOURS
from services.courses.use_cases import Report


class EnrolledSchema(Schema):
    """Somebody was enrolled on a course."""

    staff_number = StaffNumber(required=True)
    course = Text(200, required=True)

    @post_load
    def build(self, sent: Mapping[str, Any], **_: Any) -> Report:
        """As the use case wants it."""
        said = dict(sent)
        details = Details(hours=said.pop("hours", None), score=said.pop("score", None))
        return Report(**said, details=details)


class ProgressedSchema(EnrolledSchema):
    """Somebody has come so far."""

    percent = Whole(0, 100, required=True)


class CompletedSchema(EnrolledSchema):
    """Somebody completed a course."""

    completed_on = Date(required=True)
    score = Number(0, 1, allow_none=True)
    hours = Number(0, MOST_HOURS, allow_none=True)


class WithdrawnSchema(EnrolledSchema):
    """Somebody gave a course up or, with a day, did not complete it on that day after all."""

    completed_on = Date(allow_none=True)
