from datetime import date

import pytest

from services.reporting.domain import Cell
from services.reporting.domain.tasks import (
    Answer,
    CarryOutPlan,
    FindManagers,
    KeepMoreSkills,
    Learn,
    Replay,
    Task,
)
from services.reporting.pages.to_do_words import say, when

TODAY = date(2026, 11, 24)


def low(*skills):
    return tuple(Cell(skill, skill.title(), 2, 0, 0, 2) for skill in skills)


class TestSay:
    @pytest.mark.parametrize(
        ("task", "text", "hint"),
        [
            (
                Answer(claims=6, people=5),
                "Confirm 6 things your team sent",
                "Your team. From 5 people",
            ),
            (
                Learn(cells=low("data")),
                "Find a course for data",
                "You. You are at no level, and your role needs 2",
            ),
            (
                Learn(cells=low("data", "testing", "design", "law")),
                "Find courses for 4 skills",
                "You. You are below the level your role needs: data, testing, design and 1 more",
            ),
            (
                KeepMoreSkills(number=1),
                "1 more skill runs out in your team",
                "Your team. In the next 90 days, counted from today",
            ),
            (
                KeepMoreSkills(number=2),
                "2 more skills run out in your team",
                "Your team. In the next 90 days, counted from today",
            ),
            (
                CarryOutPlan(initiative="p", title="Portal", posts=9, filled=8),
                "“Portal” lacks 1 person",
                "The digital plan. 8 of 9 posts can be filled",
            ),
            (
                Replay(events=1200),
                "Look at 1,200 events set aside",
                "The system. What could not be read has changed nothing so far",
            ),
            (
                FindManagers(names=("A", "B", "C", "D", "E")),
                "Find a manager for 5 people",
                "People. Nobody is their manager: A, B, C and 2 more",
            ),
        ],
    )
    def test_puts_it_in_words(self, task, text, hint):
        said = say(task)

        assert (said.text, said.hint) == (text, hint)

    def test_knows_every_kind_of_task(self):
        kinds = {kind.__name__ for kind in Task.__subclasses__()}

        assert kinds == {kind.__name__ for kind in say.registry} - {"Task", "object"}
        assert len(kinds) == 10


class TestWhen:
    @pytest.mark.parametrize(
        ("task", "said"),
        [
            (Task(), "No date"),
            (Task(by=TODAY), "By 24 November 2026"),
            (Task(by=date(2026, 11, 23)), "Was due 23 November 2026"),
            (Task(since=TODAY), "Waiting since today"),
            (Task(since=date(2026, 11, 23)), "Waiting 1 day"),
            (Task(since=date(2026, 11, 5), by=TODAY), "Waiting 19 days"),
        ],
    )
    def test_says_how_pressing_it_is(self, task, said):
        assert when(task, TODAY).replace("\N{NO-BREAK SPACE}", " ") == said
