"""Forms in the style of the GOV.UK Design System, and the errors of rules at their fields."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovFileInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from marshmallow import ValidationError as Unfit
from marshmallow.fields import Field as ApiField
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than types

from services.chassis.errors import DomainError, Forbidden, NotFound
from services.frontend.rows import RowsField

NO_SENTENCES: Mapping[str, str] = {}


def choice(value: str, text: str) -> Any:
    """One thing to choose in a field."""
    return SelectChoice(value=value, label=text)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A form of a page; it holds its own token against forgery (`form.hidden_tag()`)."""

    def refuse(
        self,
        error: DomainError,
        places: Mapping[str, str],
        sentences: Mapping[str, str] = NO_SENTENCES,
    ) -> None:
        """Put what a rule refuses beside the field that it is about.

        `places`: JSON pointer (or its first part) to field name; the rest stands above the form.
        `sentences`: by pointer, what to say there instead of the rule's own words. What the
        caller may not see or do is raised again: that is no matter of the form.
        """
        if isinstance(error, NotFound | Forbidden):
            raise error
        if not error.errors:
            self.form_errors.append(str(error))
        for each in error.errors:
            said = sentences.get(each.pointer, each.detail)
            place = self._place(each.pointer, places)
            if place is None:
                self.form_errors.append(said)
            else:
                place.errors = [*place.errors, said]

    def problems(self) -> list[dict[str, str]]:
        """All errors for the summary, each with a link to its field."""
        found = [{"text": text} for text in self.form_errors]
        at_fields = (
            {"text": str(field.errors[0]), "href": f"#{_first_box(field)}"}
            for field in self._all_fields()
            if field.errors
        )
        return [*found, *at_fields]

    def typed(self) -> Iterator[tuple[str, str]]:
        """What was typed, by the names of the boxes, for the next step to be sent it again."""
        for field in self._all_fields():
            if field.name != "csrf_token" and not isinstance(field, RowsField):
                yield from ((field.name, value) for value in field.raw_data or [])

    def _place(self, pointer: str, places: Mapping[str, str]) -> Field | None:
        _, first, *rest = pointer.split("/")
        name = places.get(pointer) or places.get(f"/{first}")
        field: Field | None = self[name] if name else None
        return field.place(rest) if isinstance(field, RowsField) else field

    def _all_fields(self) -> Iterator[Field]:
        """The fields, those in rows among them."""
        for field in self:
            yield field
            if isinstance(field, RowsField):
                yield from (inner for row in field.rows for inner in row)


def _first_box(field: Field) -> str:
    """The id of what a link to the field leads to."""
    if isinstance(field, RowsField):
        return _first_box(next(iter(field.rows[0])))
    return f"{field.id}-day" if isinstance(field, DayField) else str(field.id)


class TextField(StringField):
    """One line of text; spaces around it do not count, and nothing at all is None."""

    widget = GovTextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the text."""
        self.data = (valuelist[0].strip() or None) if valuelist else None


class LongTextField(TextAreaField):
    """Some lines of text; nothing at all is None."""

    widget = GovTextArea()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the text; browsers send the ends of lines as two characters."""
        self.data = (valuelist[0].replace("\r\n", "\n").strip() or None) if valuelist else None


class ChoiceField(RadioField):
    """One of a few, all in sight. Whether one must be chosen is for `Needed` to say."""

    widget = GovRadioInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what was never offered."""
        if self.data:
            super().pre_validate(form)


class ListField(SelectField):
    """One of many, in a list that opens. Whether one must be chosen is for `Needed` to say."""

    widget = GovSelect()

    def pre_validate(self, form: Any) -> None:
        """Refuse what was never offered."""
        if self.data:
            super().pre_validate(form)


class ManyField(SelectMultipleField):
    """Any of a few, all in sight."""

    widget = GovCheckboxesInput()


class TickField(BooleanField):
    """One box to tick."""

    widget = GovCheckboxInput()


class UploadField(FileField):
    """A file."""

    widget = GovFileInput()


class DayField(DateField):
    """A day in three boxes. What is no day is refused with `unreal`, an empty one is None."""

    widget = GovDateInput()

    def __init__(self, label: str, *, unreal: str, **options: Any) -> None:
        super().__init__(label, **options)
        self._unreal = unreal

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read day, month and year as people write them."""
        boxes = [*(str(each).strip() for each in valuelist), "", "", ""][:3]
        self.raw_data = boxes  # the boxes show again what was typed, three of them always
        self.data = None
        if not any(boxes):
            return
        try:
            day, month, year = (int(box) for box in boxes)
            self.data = date(year if len(boxes[2]) == 4 else 0, month, day)
        except ValueError as error:
            raise ValidationError(self._unreal) from error


class Needed:
    """Refuses a field that was left empty, with the sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise ValidationError unless there is a value, or an error that says more."""
        if not field.data and not field.errors and not field.process_errors:
            raise ValidationError(self._sentence)


class Fits:
    """Refuses what a field of the API would refuse, with a sentence that says what is allowed."""

    def __init__(self, field: ApiField[Any], sentence: str) -> None:
        self._field = field
        self._sentence = sentence

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise ValidationError where the value does not fit; nothing at all does."""
        if field.data is None:
            return
        try:
            self._field.deserialize(field.data)
        except Unfit as error:
            raise ValidationError(self._sentence) from error
