"""Questions that repeat: as many rows of the same fields as somebody needs, without a script."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import Field, FieldList, FormField, ValidationError
from wtforms import Form as PlainForm

ADD, REMOVE = "add", "remove"


class Row(PlainForm):
    """The fields of one row."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered in it."""
        return not any(field.data or field.process_errors for field in self)


class RowsField(FieldList):  # type: ignore[type-arg]  # generic in its stubs alone
    """Rows of the same fields. Those that are empty do not count and are not checked.

    `one` is what a row is called on its buttons: "skill" makes "Add another skill". Of a form with
    such rows, `edit_rows` takes the buttons.
    """

    def __init__(self, row: type[Row], label: str, *, one: str, most: int, **options: Any) -> None:
        super().__init__(FormField(row), label, min_entries=1, max_entries=most, **options)
        self.one = one
        self.most = most

    @property
    def rows(self) -> list[Row]:
        """All rows."""
        return [entry.form for entry in self.entries]

    @property
    def filled(self) -> list[Row]:
        """The rows that count."""
        return [row for row in self.rows if not row.is_empty]

    @property
    def is_full(self) -> bool:
        """Whether there can be no more rows."""
        return len(self.entries) >= self.most

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check what is filled, then the field as a whole."""
        self.errors: list[Any] = []
        checked = [row.validate() for row in self.filled]
        for check in (*self.validators, *extra_validators):
            try:
                check(form, self)
            except ValidationError as error:
                self.errors.append(str(error))
        return all(checked) and not self.errors

    def place(self, parts: Sequence[str]) -> Field:
        """The field that the parts of a JSON pointer lead to, the rows counted as `filled`.

        What leads nowhere is about all of them: the field itself.
        """
        number = int(parts[0]) if parts and parts[0].isdecimal() else -1
        if not 0 <= number < len(self.filled):
            return self
        row = self.filled[number]
        named = parts[1] if len(parts) > 1 else ""
        return row[named] if named in row else next(iter(row))

    def add(self) -> None:
        """Give one more row, as long as there may be one."""
        if not self.is_full:
            self.append_entry()

    def remove(self, number: int) -> None:
        """Take a row away; at least an empty one stays."""
        if 0 <= number < len(self.entries):
            self.pop_entry(number)  # type: ignore[call-arg]  # newer than types
        if not self.entries:
            self.append_entry()

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        names = _readable(prefix, formdata)
        yield from super()._extract_indices(prefix, names)  # type: ignore[misc]  # not in types


def _readable(prefix: str, formdata: Any) -> list[str]:
    """The names that a row of ours can have; others break the search for numbers in them."""
    names = ((name, name.removeprefix(f"{prefix}-").split("-", 1)[0]) for name in formdata)
    return [name for name, number in names if number.isascii() and len(number) < 5]


def edit_rows(form: PlainForm, step: str | None) -> bool:
    """Add or remove a row where a button says so (`add-skills`, `remove-skills-2`)."""
    action, _, rest = (step or "").partition("-")
    name, _, number = rest.partition("-")
    field = next((each for each in form if each.name == name), None)
    if not isinstance(field, RowsField):
        return False
    if action == ADD:
        field.add()
    elif action == REMOVE and number.isdecimal() and number.isascii() and len(number) < 5:
        field.remove(int(number))
    else:
        return False
    return True
