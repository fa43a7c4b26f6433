from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain import (
    Cell,
    CellCounts,
    Exempt,
    Levels,
    SkillLevels,
    Step,
    matrix_row,
)
from tests.unit.reporting.makers import (
    LONG_AGO,
    SMALL,
    TODAY,
    held_levels,
    make_levels,
    make_person,
)

ENGINEER = SMALL.role_levels["engineer"]
NAMES = {"data": "Working with data"}
PERSON = make_person("P1", role_level="engineer")
days_left = st.dictionaries(st.sampled_from(["data", "testing", "agile"]), st.integers(-1, 1))


class TestMatrixRow:
    def test_has_a_cell_for_each_required_skill(self) -> None:
        levels = Levels(
            "P1",
            (
                SkillLevels(skill="testing", steps=(Step(LONG_AGO, verified=3, claimed=3),)),
                SkillLevels(skill="data", steps=(Step(LONG_AGO, verified=1, claimed=2),)),
                SkillLevels(skill="knitting", steps=(Step(LONG_AGO, verified=4, claimed=4),)),
            ),
        )

        row = matrix_row(PERSON, role_level=ENGINEER, levels=levels, names=NAMES, on=TODAY)

        assert row.cells == (
            Cell("data", "Working with data", required=3, verified=1, claimed=2, short=2),
            Cell("testing", None, required=2, verified=3, claimed=3, short=0),
        )

    def test_names_the_person_and_their_role(self) -> None:
        row = matrix_row(PERSON, role_level=ENGINEER, levels=None, names={}, on=TODAY)

        assert (row.staff_number, row.name, row.role_level) == ("P1", "Name of P1", "engineer")
        assert [cell.short for cell in row.cells] == [3, 2]

    def test_is_empty_while_the_role_level_is_not_known(self) -> None:
        row = matrix_row(
            PERSON, role_level=None, levels=make_levels("P1", data=2), names={}, on=TODAY
        )

        assert row.role_level == "engineer"
        assert row.cells == ()

    def test_shows_what_the_person_is_excused_from_on_the_day(self) -> None:
        exempt = (Exempt("testing", TODAY), Exempt("data", TODAY - timedelta(days=1)))
        levels = make_levels("P1", exempt, data=1, testing=1)

        row = matrix_row(PERSON, role_level=ENGINEER, levels=levels, names=NAMES, on=TODAY)

        assert [(cell.skill, cell.exempt, cell.short) for cell in row.cells] == [
            ("data", None, 2),
            ("testing", TODAY, 1),
        ]
        assert row.counts == CellCounts(met=0, missing=1, exempt=1)

    @given(held_levels, days_left)
    def test_counts_each_cell_once_as_met_missing_or_excused(self, held, granted) -> None:
        exempt = tuple(Exempt(s, TODAY + timedelta(days=days)) for s, days in granted.items())
        levels = make_levels("P1", exempt, **held)

        counts = matrix_row(
            PERSON, role_level=ENGINEER, levels=levels, names=NAMES, on=TODAY
        ).counts

        excused = {skill for skill, days in granted.items() if days >= 0} & {"data", "testing"}
        reached = {one.skill for one in ENGINEER.requires if held[one.skill] >= one.level}
        assert counts.exempt == len(excused)
        assert counts.met == len(reached - excused)
        assert counts.met + counts.missing + counts.exempt == 2
