"""The forms of the pages about skills."""

from collections.abc import Iterable
from typing import Any

from services.chassis.fields import Link, LongText, Text
from services.frontend.forms import (
    ChoiceField,
    DayField,
    Fits,
    Form,
    ListField,
    LongTextField,
    ManyField,
    Needed,
    TextField,
    choice,
)
from services.frontend.words import LEVELS
from services.skills.domain import Skill

LONGEST_NOTE = 2000
TOO_LONG = f"must be at most {LONGEST_NOTE:,} characters"


def level_choices(least: int = 0) -> list[Any]:
    """The levels by number and name."""
    return [
        choice(str(level), f"{level} {name.capitalize()}" if level else "No level")
        for level, name in enumerate(LEVELS)
        if level >= least
    ]


class AssessForm(Form):
    """A level in one skill, with a note."""

    level = ChoiceField(
        "Which level fits best?",
        choices=level_choices(),
        validators=[Needed("Choose the level that fits best")],
    )
    note = LongTextField(
        "Note (optional)", validators=[Fits(LongText(LONGEST_NOTE), f"The note {TOO_LONG}")]
    )

    @property
    def chosen(self) -> int:
        """The level that was chosen."""
        return int(self.level.data)


class SelectForm(Form):
    """Which claims were ticked."""

    claim = ManyField(
        "Claims", validate_choice=False, validators=[Needed("Select at least one to confirm")]
    )


class ConfirmForm(Form):
    """What a manager says to one claim; there is no level to choose for a certificate."""

    level = ChoiceField(
        "Which level do you confirm?",
        choices=level_choices(),
        validators=[Needed("Choose the level that you confirm")],
    )
    note = LongTextField(
        "Note (optional)", validators=[Fits(LongText(LONGEST_NOTE), f"The note {TOO_LONG}")]
    )


class RejectForm(Form):
    """Why a claim is rejected."""

    reason = LongTextField(
        "Why do you reject it?",
        validators=[
            Needed("Enter a reason"),
            Fits(LongText(LONGEST_NOTE), f"The reason {TOO_LONG}"),
        ],
    )


class CertificateForm(Form):
    """A certificate that shows a level in a skill."""

    skill = ListField(
        "Which skill does it show?", validators=[Needed("Choose the skill that it shows")]
    )
    level = ChoiceField(
        "Which level does it show?",
        choices=level_choices(1),
        validators=[Needed("Choose the level that it shows")],
    )
    title = TextField(
        "What is it called?",
        validators=[
            Needed("Enter what the certificate is called"),
            Fits(Text(200), "What it is called must be one line of at most 200 characters"),
        ],
    )
    passed_on = DayField(
        "When did you get it?",
        unreal="The day you got it must be a real date",
        validators=[Needed("Enter the day you got it")],
    )
    expires_on = DayField(
        "When does it run out? (optional)", unreal="The day it runs out must be a real date"
    )
    link = TextField(
        "Link to your certificate (optional)",
        validators=[Fits(Link(), "The link must start with https://")],
    )

    def offer(self, skills: Iterable[Skill]) -> None:
        """Put the skills into the list."""
        first = choice("", "Choose a skill")
        named = (choice(each.skill, each.name) for each in skills)
        self.skill.choices = [first, *named]


class ExcuseForm(Form):
    """Why and until when a person is excused from a skill."""

    reason = TextField(
        "Why do you excuse them?",
        validators=[
            Needed("Enter a reason"),
            Fits(Text(500), "The reason must be one line of at most 500 characters"),
        ],
    )
    until = DayField(
        "Until when?",
        unreal="The last day must be a real date",
        validators=[Needed("Enter the last day")],
    )

    def given(self) -> dict[str, Any]:
        """The answers, by the names that the use case has for them."""
        return {"reason": self.reason.data, "until": self.until.data}
