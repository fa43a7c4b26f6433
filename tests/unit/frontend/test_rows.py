import pytest
from wtforms import ValidationError

from services.frontend.forms import Form, Needed, TextField
from services.frontend.rows import Row, RowsField, edit_rows


class SkillRow(Row):
    skill = TextField("Skill", validators=[Needed("Choose the skill")])
    level = TextField("Level")


def not_only_a(_form, field):
    if [row.skill.data for row in field.filled] == ["a"]:
        raise ValidationError("Name more than a")


class SkillsForm(Form):
    title = TextField("Title")
    skills = RowsField(SkillRow, "Skills", one="skill", most=3, validators=[not_only_a])


def skills(*names):
    return [(f"skills-{place}-skill", name) for place, name in enumerate(names)]


def names(form):
    return [row.skill.data for row in form.skills.rows]


class TestRows:
    def test_are_at_least_one(self, fill):
        assert names(fill(SkillsForm)) == [None]

    def test_are_filled_with_what_is_there(self, fill):
        form = fill(SkillsForm, data={"skills": [{"skill": "a"}, {"skill": "b"}]})

        assert names(form) == ["a", "b"]

    def test_that_are_empty_do_not_count(self, fill):
        form = fill(SkillsForm, [*skills("", "b", " "), ("skills-2-level", "")])

        assert [row.skill.data for row in form.skills.filled] == ["b"]
        assert form.problems() == []

    def test_are_checked_each(self, fill):
        form = fill(
            SkillsForm, [("skills-0-level", "1"), *skills("", "b"), ("skills-2-level", "2")]
        )

        found = [(each["text"], each["href"]) for each in form.problems()]
        assert found == [
            ("Choose the skill", "#skills-0-skill"),
            ("Choose the skill", "#skills-2-skill"),
        ]

    def test_are_checked_together(self, fill):
        form = fill(SkillsForm, skills("a"))

        assert form.problems() == [{"text": "Name more than a", "href": "#skills-0-skill"}]
        assert not form.validate()
        assert fill(SkillsForm, skills("a", "b")).validate()

    def test_are_no_more_than_allowed(self, fill):
        form = fill(SkillsForm, skills("a", "b", "c", "d"))

        assert names(form) == ["a", "b", "c"]
        assert form.skills.is_full

    @pytest.mark.parametrize(
        "name", ["skills-²-skill", "skills-" + "9" * 5000 + "-skill", "skills-x-skill", "skills"]
    )
    def test_of_odd_numbers_are_passed_over(self, fill, name):
        assert names(fill(SkillsForm, [(name, "a"), *skills("b")])) == ["b"]


class TestEditRows:
    def test_adds_one(self, fill):
        form = fill(SkillsForm, skills("a"))

        assert edit_rows(form, "add-skills")
        assert names(form) == ["a", None]

    def test_adds_none_where_it_is_full(self, fill):
        form = fill(SkillsForm, skills("a", "b", "c"))

        assert edit_rows(form, "add-skills")
        assert names(form) == ["a", "b", "c"]

    def test_removes_one_and_numbers_the_others_anew(self, fill):
        form = fill(SkillsForm, [("title", "x"), *skills("a", "b", "c")])

        assert edit_rows(form, "remove-skills-1")
        assert list(form.typed()) == [("title", "x"), *skills("a", "c")]

    def test_leaves_an_empty_row_in_the_place_of_the_last(self, fill):
        form = fill(SkillsForm, skills("a"))

        assert edit_rows(form, "remove-skills-0")
        assert names(form) == [None]

    @pytest.mark.parametrize("step", ["remove-skills-9", "remove-skills-3"])
    def test_removes_nothing_where_there_is_no_such_row(self, fill, step):
        form = fill(SkillsForm, skills("a", "b"))

        assert edit_rows(form, step)
        assert names(form) == ["a", "b"]

    @pytest.mark.parametrize(
        "step",
        [None, "", "check", "add", "add-title", "add-nothing", "remove-skills", "remove-skills-²"],
    )
    def test_is_not_meant_by_other_buttons(self, fill, step):
        assert not edit_rows(fill(SkillsForm, skills("a")), step)
