from typing import Any

from services.reporting.domain import COLUMNS, PlanRow, Post, gather, rows_of, same
from tests.unit.reporting.makers import make_initiative

ONE, TWO = Post("analyst", "data", 1), Post("tester", "data", 2)
SAID = {"title": "Portal", "priority": 1}


def row(line: int, initiative: str = "portal", post: Post | None = ONE, **said: Any) -> PlanRow:
    return PlanRow(line=line, initiative=initiative, said=SAID | said, post=post)


class TestThePlanAsATable:
    def test_repeats_the_initiative_for_each_line_of_posts(self) -> None:
        rows = list(rows_of([make_initiative("portal", ONE, TWO), make_initiative("empty")]))

        assert [(each[0], *each[-3:]) for each in rows] == [
            ("portal", "analyst", "data", 1),
            ("portal", "tester", "data", 2),
            ("empty", None, None, None),
        ]
        assert all(len(each) == len(COLUMNS) for each in rows)


class TestGather:
    def test_puts_the_rows_of_an_initiative_together_wherever_they_stand(self) -> None:
        found = gather([row(2), row(3, "gate"), row(4, post=TWO)], {})

        assert [(one.initiative, one.lines, one.posts) for one in found] == [
            ("portal", (2, 4), (ONE, TWO)),
            ("gate", (3,), (ONE,)),
        ]

    def test_refuses_an_initiative_whose_rows_differ(self) -> None:
        (found,) = gather([row(2), row(3, title="Gate", priority=2), row(4)], {})

        assert found.objections == {
            2: "Line 3 of the same initiative cannot be used, so none of it is.",
            3: "title, priority: Must be the same in each row of an initiative, as in line 2.",
            4: "Line 3 of the same initiative cannot be used, so none of it is.",
        }

    def test_refuses_an_initiative_that_would_lose_posts(self) -> None:
        portal, gate = gather([row(2), row(4, "gate")], {3: "portal"})

        assert list(portal.objections) == [2]
        assert gate.objections == {}

    def test_refuses_more_lines_than_an_initiative_can_have(self) -> None:
        (found,) = gather([row(2 + n) for n in range(201)], {})

        assert len(found.objections) == 201
        assert "at most 200" in found.objections[202]


class TestApplying:
    def test_keeps_what_the_table_has_no_column_for(self) -> None:
        before = make_initiative("portal", TWO, summary="Letters", budget_pence=5)
        (found,) = gather([row(2)], {})

        after = found.applied_to(before)

        assert (after.title, after.posts) == ("Portal", (ONE,))
        assert (after.summary, after.budget_pence) == ("Letters", 5)

    def test_says_nothing_new_where_only_spaces_differ(self) -> None:
        before = make_initiative("portal", title=" Portal ", summary="")

        assert same(before, make_initiative("portal", title="Portal"))
        assert not same(before, make_initiative("portal", title="Gate"))
        assert not same(None, before)
