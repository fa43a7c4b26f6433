"""The form of an initiative: its questions, what is said where an answer cannot stand."""

from typing import Any

from marshmallow import ValidationError as Unfit
from wtforms import HiddenField, ValidationError

from services.chassis.http import InvalidRequest
from services.frontend.forms import DayField, Form, ListField, LongTextField, Needed, TextField
from services.frontend.numbers import PoundsField, WholeField
from services.frontend.rows import Row, RowsField
from services.reporting.domain import MOST_LINES, Initiative
from services.reporting.schemas import InitiativeSchema
from services.reporting.schemas.plan import MOST_PENCE
from services.reporting.use_cases.plan_editing import Editing

DEEPER = "\N{EM SPACE}"
PLACES = {
    "/title": "title",
    "/summary": "summary",
    "/starts_on": "starts_on",
    "/deadline": "deadline",
    "/priority": "priority",
    "/budget_pence": "budget",
    "/posts": "posts",
}
SENTENCES = {
    "/title": "The title must be on one line and have at most 200 characters",
    "/summary": "What it is must have at most 2,000 characters",
    "/deadline": "The deadline must not be before the start",
    "/posts": f"An initiative can have at most {MOST_LINES} kinds of post",
}
PEOPLE = "The number of people must be a whole number between 1 and 10,000"
PRIORITY = "The priority must be a whole number between 0 and 10,000"
POUNDS = "The budget must be an amount in pounds, like 640,000 or 1,250.50"


class PostRow(Row):
    """So many people of one role, wanted in one unit."""

    role_level = ListField("Role", validators=[Needed("Choose the role of the post")])
    unit = ListField("Unit", validators=[Needed("Choose the unit of the post")])
    headcount = WholeField(
        "People",
        least=1,
        most=10_000,
        unfit=PEOPLE,
        validators=[Needed("Enter how many people are wanted")],
    )


class InitiativeForm(Form):
    """An initiative of the plan. `version` is the one that was opened."""

    title = TextField("What is the initiative called?", validators=[Needed("Enter a title")])
    summary = LongTextField("What is it? (optional)")
    starts_on = DayField("When does it start? (optional)", unreal="The start must be a real date")
    deadline = DayField(
        "When must it be done?",
        unreal="The deadline must be a real date",
        validators=[Needed("Enter the deadline")],
    )
    priority = WholeField("Priority", least=0, most=10_000, unfit=PRIORITY)
    budget = PoundsField("Budget in pounds (optional)", least=0, most=MOST_PENCE, unfit=POUNDS)
    posts = RowsField(PostRow, "Posts", one="post", most=MOST_LINES)
    version = HiddenField()

    def offer(self, editing: Editing) -> None:
        """Let roles and units be chosen, in every row that there is now."""
        roles = [("", "Choose a role"), *editing.roles.items()]
        units = [(one.unit, DEEPER * one.depth + one.name) for one in editing.units]
        units.insert(0, ("", "Choose a unit"))
        for row in self.posts.rows:
            for name, choices in (("role_level", roles), ("unit", units)):
                field: Any = row[name]
                field.choices = choices

    def answered(self, initiative: str) -> Initiative | None:
        """The initiative as it was answered, or None: then the form says what cannot stand."""
        if not self.validate():
            return None
        sent = self._sent()
        try:
            loaded = InitiativeSchema().load(sent)
        except Unfit as error:
            messages = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow's
            self.refuse(InvalidRequest(messages, sent), PLACES, SENTENCES)
            return None
        posts = tuple(loaded.pop("posts"))
        return Initiative(initiative=initiative, posts=posts, **loaded)

    def validate_priority(self, field: WholeField) -> None:
        """Priority 0 is one, nothing is none."""
        if field.data is None and not field.process_errors:
            raise ValidationError("Enter the priority")

    def _sent(self) -> dict[str, Any]:
        starts_on, deadline = self.starts_on.data, self.deadline.data
        return {
            "title": self.title.data,
            "summary": self.summary.data,
            "starts_on": starts_on and starts_on.isoformat(),
            "deadline": deadline and deadline.isoformat(),
            "priority": self.priority.data,
            "budget_pence": self.budget.data,
            "posts": [dict(row.data) for row in self.posts.filled],
        }


def answers_of(editing: Editing) -> dict[str, Any]:
    """What stands in the form when an initiative is opened."""
    one = editing.initiative
    if one is None:
        return {}
    return {
        "title": one.title,
        "summary": one.summary,
        "starts_on": one.starts_on,
        "deadline": one.deadline,
        "priority": one.priority,
        "budget": one.budget_pence,
        "version": str(editing.version),
        "posts": [
            {"role_level": post.role_level, "unit": post.unit, "headcount": post.headcount}
            for post in one.posts
        ],
    }
