import pytest

from services.frontend.forms import Form
from services.frontend.numbers import NumberField, PoundsField, WholeField

UNFIT = "Enter a number that can stand"


class NumbersForm(Form):
    hours = NumberField("Hours", least=0, most=10_000, unfit=UNFIT)
    months = WholeField("Months", least=1, most=1_200, unfit=UNFIT)
    cost = PoundsField("Cost", least=0, most=1_000_000_000, unfit=UNFIT)


class TestANumber:
    @pytest.mark.parametrize(
        ("name", "typed", "value"),
        [
            ("hours", "8", 8.0),
            ("hours", " 2.5 ", 2.5),
            ("hours", "1,200", 1200.0),
            ("hours", "0", 0.0),
            ("hours", "", None),
            ("hours", "  ", None),
            ("months", "12", 12),
            ("months", "1,200", 1200),
            ("cost", "480", 48_000),
            ("cost", "£480.50", 48_050),
            ("cost", "£ 1,200.5", 120_050),
            ("cost", "0.29", 29),
            ("cost", "0", 0),
            ("cost", "10,000,000", 1_000_000_000),
        ],
    )
    def test_is_read_as_people_write_it(self, fill, name, typed, value):
        form = fill(NumbersForm, [(name, typed)])

        assert form[name].data == value
        assert type(form[name].data) is type(value)
        assert form.problems() == []

    @pytest.mark.parametrize(
        ("name", "typed"),
        [
            ("hours", "many"),
            ("hours", "-1"),
            ("hours", "10000.1"),
            ("hours", "1e3"),
            ("hours", "nan"),
            ("hours", "٣"),
            ("hours", "2.5.1"),
            ("months", "0"),
            ("months", "1.5"),
            ("months", "1201"),
            ("cost", "1.234"),
            ("cost", "-5"),
            ("cost", "£"),
            ("cost", "10,000,000.01"),
            ("cost", "$5"),
        ],
    )
    def test_that_cannot_stand_is_refused_and_shown_again(self, fill, name, typed):
        form = fill(NumbersForm, [(name, typed)])

        assert form.problems() == [{"text": UNFIT, "href": f"#{name}"}]
        assert form[name]._value() == typed

    @pytest.mark.parametrize(
        ("name", "value", "shown"),
        [
            ("hours", 8.0, "8"),
            ("hours", 2.5, "2.5"),
            ("hours", 1200.0, "1200"),
            ("hours", 0.0, "0"),
            ("hours", None, ""),
            ("months", 120, "120"),
            ("cost", 48_000, "480"),
            ("cost", 48_050, "480.50"),
            ("cost", 5, "0.05"),
            ("cost", 0, "0"),
        ],
    )
    def test_that_is_on_record_stands_in_the_box(self, fill, name, value, shown):
        assert fill(NumbersForm, data={name: value})[name]._value() == shown
