"""Numbers in forms, as people write them: 1,200 or £480.50."""

import re
from decimal import Decimal
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField, ValidationError

DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
WHOLE = re.compile(r"[0-9]{1,12}")
PENCE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")


class NumberField(StringField):
    """A number between two bounds, nothing at all is None. What cannot stand is refused with
    `unfit`, and shown again as it was typed."""

    widget = GovTextInput()
    form_of = DECIMAL
    data: Any  # a number, not a text as in other text fields

    def __init__(
        self, label: str, *, least: float, most: float, unfit: str, **options: Any
    ) -> None:
        super().__init__(label, **options)
        self._least, self._most, self._unfit = least, most, unfit

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; commas set thousands off."""
        self.data = None
        text = str(valuelist[0]).strip().replace(",", "") if valuelist else ""
        if not text:
            return
        value = self.value_of(text) if self.form_of.fullmatch(self.bare(text)) else None
        if value is None or not self._least <= value <= self._most:
            raise ValidationError(self._unfit)
        self.data = value

    def bare(self, text: str) -> str:
        """The text without what may stand around the number."""
        return text

    def value_of(self, text: str) -> Any:
        """The number that a text of the right form stands for."""
        return float(text)

    def shown(self, value: Any) -> str:
        """A number as it stands in the box."""
        plain = f"{Decimal(str(value)):f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)


class WholeField(NumberField):
    """The same for whole numbers."""

    form_of = WHOLE

    def value_of(self, text: str) -> Any:
        """The number."""
        return int(text)


class PoundsField(NumberField):
    """An amount of money: pounds in the box, pence everywhere else, its bounds among it."""

    form_of = PENCE

    def bare(self, text: str) -> str:
        """Without the sign, which may be typed."""
        return text.removeprefix("£").lstrip()

    def value_of(self, text: str) -> Any:
        """The amount in pence."""
        return int(Decimal(self.bare(text)) * 100)

    def shown(self, value: Any) -> str:
        """Pounds, and pence where there are some."""
        pounds, pence = divmod(value, 100)
        return f"{pounds}.{pence:02}" if pence else str(pounds)
