from datetime import date

import pytest
from wtforms import ValidationError

from services.chassis.errors import Conflict, DomainError, FieldError, Forbidden, NotFound
from services.chassis.fields import Link
from services.frontend.forms import (
    ChoiceField,
    DayField,
    Fits,
    Form,
    ListField,
    LongTextField,
    Needed,
    TextField,
    choice,
)
from services.frontend.rows import Row, RowsField

UNREAL = "The day must be a real date"
MISSING = "Enter the day"


class DayForm(Form):
    day = DayField("When?", unreal=UNREAL, validators=[Needed(MISSING)])


class FreeDayForm(Form):
    day = DayField("When?", unreal=UNREAL)


class TextForm(Form):
    title = TextField("Title", validators=[Needed("Enter a title")])
    note = LongTextField("Note")
    link = TextField("Link", validators=[Fits(Link(), "The link must start with https://")])


class ChoiceForm(Form):
    level = ChoiceField("Level", choices=[choice("1", "One"), choice("2", "Two")])
    skill = ListField("Skill", choices=[choice("", "Choose"), choice("a", "A")])


class SkillRow(Row):
    skill = TextField("Skill")
    level = TextField("Level", validators=[Needed("Choose the level")])


class RowsForm(Form):
    title = TextField("Title")
    day = DayField("When?", unreal=UNREAL)
    skills = RowsField(SkillRow, "Skills", one="skill", most=3)


def boxes(*typed):
    return [("day", each) for each in typed]


class TestADay:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            (("3", "3", "2026"), date(2026, 3, 3)),
            ((" 03 ", "03", " 2026"), date(2026, 3, 3)),
            (("29", "2", "2024"), date(2024, 2, 29)),
        ],
    )
    def test_is_read_from_three_boxes(self, fill, typed, day):
        form = fill(DayForm, boxes(*typed))

        assert form.day.data == day
        assert form.problems() == []

    @pytest.mark.parametrize(
        "typed",
        [
            ("30", "2", "2026"),
            ("29", "2", "2026"),
            ("3", "13", "2026"),
            ("0", "3", "2026"),
            ("3", "March", "2026"),
            ("3", "3", "26"),
            ("3", "3", "02026"),
            ("3", "", "2026"),
            ("", "", "2026"),
            ("-3", "3", "2026"),
            ("3.5", "3", "2026"),
            ("3", "3"),
            ("3",),
        ],
        ids=" ".join,
    )
    def test_that_is_none_is_refused_with_its_sentence(self, fill, typed):
        form = fill(DayForm, boxes(*typed))

        assert form.day.data is None
        assert form.problems() == [{"text": UNREAL, "href": "#day-day"}]

    @pytest.mark.parametrize("typed", [(), ("", "", ""), (" ", "", " ")])
    def test_is_asked_for_where_it_is_needed(self, fill, typed):
        form = fill(DayForm, boxes(*typed))

        assert form.problems() == [{"text": MISSING, "href": "#day-day"}]

    @pytest.mark.parametrize("typed", [(), ("", "", ""), (" ", "", " ")])
    def test_may_be_left_out_where_it_is_not(self, fill, typed):
        form = fill(FreeDayForm, boxes(*typed))

        assert form.day.data is None
        assert form.problems() == []

    def test_shows_again_what_was_typed(self, fill):
        form = fill(DayForm, boxes("31", "2", "2026"))

        assert form.day.raw_data == ["31", "2", "2026"]

    def test_has_three_boxes_whatever_is_sent(self, fill):
        assert fill(DayForm, boxes("3")).day.raw_data == ["3", "", ""]
        more = fill(DayForm, boxes("3", "3", "2026", "4", "5"))
        assert more.day.raw_data == ["3", "3", "2026"]
        assert more.day.data == date(2026, 3, 3)


class TestText:
    @pytest.mark.parametrize(
        ("typed", "kept"), [("  Testing ", "Testing"), ("a  b", "a  b"), ("   ", None), ("", None)]
    )
    def test_is_kept_without_the_spaces_around_it(self, fill, typed, kept):
        assert fill(TextForm, [("title", typed)]).title.data == kept

    def test_of_several_lines_keeps_them(self, fill):
        form = fill(TextForm, [("title", "x"), ("note", " one\r\n\r\ntwo \r\n")])

        assert form.note.data == "one\n\ntwo"

    def test_that_was_not_sent_is_none(self, fill):
        form = fill(TextForm)

        assert (form.title.data, form.note.data) == (None, None)

    def test_has_to_fit_what_the_interface_takes(self, fill):
        form = fill(TextForm, [("title", "x"), ("link", "http://a.example")])

        assert form.problems() == [{"text": "The link must start with https://", "href": "#link"}]
        assert fill(TextForm, [("title", "x"), ("link", "https://a.example")]).problems() == []
        assert fill(TextForm, [("title", "x"), ("link", "")]).problems() == []


class TestAChoice:
    def test_may_be_none(self, fill):
        assert fill(ChoiceForm).problems() == []
        assert fill(ChoiceForm, [("skill", "")]).problems() == []

    @pytest.mark.parametrize("name", ["level", "skill"])
    def test_that_was_never_offered_is_refused(self, fill, name):
        (problem,) = fill(ChoiceForm, [(name, "made up")]).problems()

        assert problem["href"] == f"#{name}"


class TestNeeded:
    @pytest.mark.parametrize("sent", [[], [("title", "")], [("title", "  ")]])
    def test_refuses_what_is_empty_with_its_sentence(self, fill, sent):
        assert fill(TextForm, sent).title.errors == ["Enter a title"]

    def test_says_nothing_where_more_is_said_already(self, fill):
        assert fill(DayForm, boxes("x", "", "")).day.errors == [UNREAL]

    def test_is_a_check_like_any_other(self, fill):
        form = fill(TextForm)
        form.title.errors = []

        with pytest.raises(ValidationError, match="Enter a title"):
            Needed("Enter a title")(form, form.title)


class TestRefuse:
    PLACES = {"/name": "title", "/until": "day", "/outcomes": "skills"}

    def problems(self, fill, error, sentences=None):
        rows = [("skills-1-skill", "a"), ("skills-1-level", "1"), ("skills-3-level", "2")]
        form = fill(RowsForm, rows)
        form.refuse(error, self.PLACES, sentences or {})
        return form.problems()

    @pytest.mark.parametrize(
        ("pointer", "href"),
        [
            ("/name", "#title"),
            ("/name/0/deeper", "#title"),
            ("/until", "#day-day"),
            ("/outcomes", "#skills-0-skill"),
            ("/outcomes/0/level", "#skills-0-level"),
            ("/outcomes/1", "#skills-1-skill"),
            ("/outcomes/1/unknown", "#skills-1-skill"),
            ("/outcomes/9/level", "#skills-0-skill"),
        ],
    )
    def test_leads_to_the_field_it_is_about(self, fill, pointer, href):
        found = self.problems(fill, DomainError("Cannot stand.", pointer=pointer))

        assert found == [{"text": "Cannot stand.", "href": href}]

    @pytest.mark.parametrize(
        "error", [DomainError("Cannot stand."), DomainError("Cannot stand.", pointer="/other")]
    )
    def test_stands_above_the_form_where_no_field_is_meant(self, fill, error):
        assert self.problems(fill, error) == [{"text": "Cannot stand."}]

    def test_can_be_said_in_the_words_of_the_form(self, fill):
        error = DomainError("Must be later.", pointer="/until")

        found = self.problems(fill, error, {"/until": "The day must be later"})

        assert [each["text"] for each in found] == ["The day must be later"]

    def test_places_all_errors_the_first_of_each_field_in_the_summary(self, fill):
        error = Conflict("Several.")
        error.errors = (
            FieldError("/until", "One."),
            FieldError("/name", "Two."),
            FieldError("/name", "Three."),
        )

        assert [each["text"] for each in self.problems(fill, error)] == ["Two.", "One."]

    @pytest.mark.parametrize("kind", [NotFound, Forbidden])
    def test_is_no_matter_of_the_form_where_one_may_not(self, fill, kind):
        with pytest.raises(kind):
            self.problems(fill, kind("There is no such thing."))


class TestTyped:
    def test_carries_every_box_to_the_next_step(self, fill):
        sent = [("title", " x "), *boxes("3", "", "26"), ("skills-0-skill", "a")]

        carried = list(fill(RowsForm, sent).typed())

        assert carried == sent

    def test_is_read_the_same_again(self, fill):
        sent = [("title", "x"), *boxes("3", "3", "2026"), ("skills-4-skill", "a")]
        form = fill(RowsForm, sent)

        again = fill(RowsForm, form.typed())

        assert again.data == form.data
