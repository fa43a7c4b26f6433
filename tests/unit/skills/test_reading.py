import csv
import io

import pytest

from services.chassis.imports import RowStatus
from services.chassis.tables import UnreadableFile
from services.skills.domain import Reading, Requirement, Skill, read_framework

ROLES = ("Role", "Role Level", "Skill Name", "Skill Level")
LONG_ROLES = (
    *("Role Family", "Role", "Role Description", "Role Level", "Role Level Description"),
    *("Skill Name", "Skill Description", "Skill Level", "Skill Level Description", "Role Type"),
)
SKILLS = ("Skill Name", "Skill Description", "Awareness", "Working", "Practitioner", "Expert")


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows((header, *rows))
    return out.getvalue()


def read_roles(*rows: tuple[str, ...]) -> Reading:
    return read_framework(roles_csv=table(ROLES, *rows))


class TestReadRoles:
    def test_gathers_the_requirements_of_each_role_level(self) -> None:
        reading = read_roles(
            ("Tester", "Senior tester", "Testing", "Expert"),
            ("Tester", "Senior tester", "User focus", "Working"),
            ("Tester", "Junior tester", "Testing", "Awareness"),
        )

        required = {each.role_level: each.requires for each in reading.role_levels}
        assert required == {
            "senior-tester": (Requirement("testing", 4), Requirement("user-focus", 2)),
            "junior-tester": (Requirement("testing", 1),),
        }
        assert reading.requirements == 3

    def test_keeps_the_texts_and_takes_missing_for_none(self) -> None:
        reading = read_framework(
            table(
                LONG_ROLES,
                (
                    *("Quality", "Tester", "Finds faults.", "Senior tester", "Leads."),
                    *("Testing", "MISSING", "Working", "You can: test", ""),
                ),
            )
        )

        (role_level,), (skill,) = reading.role_levels, reading.mentioned
        assert (role_level.family, role_level.role_description) == ("Quality", "Finds faults.")
        assert role_level.description == "Leads."
        assert skill == Skill("testing", "Testing", "", ("", "You can: test", "", ""))

    def test_makes_a_role_without_levels_its_own_role_level(self) -> None:
        reading = read_roles(("Chief tester", "NOT IN USE", "Testing", "Expert"))

        (role_level,) = reading.role_levels
        assert (role_level.role_level, role_level.name) == ("chief-tester", "Chief tester")
        assert role_level.requires == (Requirement("testing", 4),)

    def test_sets_no_requirement_by_a_skill_level_not_in_use(self) -> None:
        reading = read_roles(("Chief tester", "NOT IN USE", "Testing", "NOT IN USE"))

        assert reading.role_levels[0].requires == ()
        assert reading.rows[0].status is RowStatus.IGNORED
        assert "NOT IN USE" in (reading.rows[0].reason or "")
        assert [skill.skill for skill in reading.mentioned] == ["testing"]

    def test_ignores_a_row_that_stands_twice(self) -> None:
        row = ("Tester", "Senior tester", "Testing", "Expert")

        reading = read_roles(row, row)

        assert [each.status for each in reading.rows] == [RowStatus.IMPORTED, RowStatus.IGNORED]
        assert reading.rows[1].reason == "Line 2 sets the same requirement."

    def test_lets_the_first_of_two_different_levels_stand(self) -> None:
        reading = read_roles(
            ("Tester", "Senior tester", "Testing", "Expert"),
            ("Tester", "Senior tester", "Testing", "Working"),
        )

        assert reading.role_levels[0].requires == (Requirement("testing", 4),)
        assert reading.rows[1].status is RowStatus.REFUSED
        assert reading.rows[1].reason == "Line 2 requires Expert, and stands."

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            pytest.param(("", "L", "S", "Expert"), "“Role” is empty", id="no role"),
            pytest.param(("R", "", "S", "Expert"), "“Role Level” is empty", id="no role level"),
            pytest.param(("R", "L", "", "Expert"), "“Skill Name” is empty", id="no skill"),
            pytest.param(("R", "L", "S", "Guru"), "Awareness, Working", id="unknown level"),
            pytest.param(("R", "L", "S", "4"), "Awareness, Working", id="level as a number"),
            pytest.param(("R", "L", "S" * 201, "Expert"), "at most 200", id="long name"),
            pytest.param(("R", "L", "two\nlines", "Expert"), "one line", id="name of two lines"),
            pytest.param(("R", "L", "…", "Expert"), "letter or a digit", id="no letter"),
            pytest.param(("R", "L", "S\x1b", "Expert"), "U+001B", id="control character"),
            pytest.param(("R", "L", "S\u202e", "Expert"), "U+202E", id="turned text"),
            pytest.param(("R", "L", "S"), "3 cells where the header has 4", id="short row"),
        ],
    )
    def test_refuses_a_row_that_cannot_stand(self, row: tuple[str, ...], reason: str) -> None:
        reading = read_roles(row, ("Tester", "Senior tester", "Testing", "Expert"))

        assert reading.rows[0].status is RowStatus.REFUSED
        assert reason in (reading.rows[0].reason or "")
        assert [each.role_level for each in reading.role_levels] == ["senior-tester"]
        assert [each.skill for each in reading.mentioned] == ["testing"]

    def test_refuses_a_role_level_of_two_roles(self) -> None:
        reading = read_roles(
            ("Tester", "Lead", "Testing", "Expert"), ("Designer", "Lead", "Drawing", "Expert")
        )

        assert reading.rows[1].status is RowStatus.REFUSED
        assert "already a level of the role “Tester”" in (reading.rows[1].reason or "")
        assert [each.skill for each in reading.mentioned] == ["testing"]


class TestReadSkills:
    def test_keeps_a_descriptor_for_each_level(self) -> None:
        reading = read_framework(
            skills_csv=table(SKILLS, ("Testing", "Finds faults.", "a", "w", "p", "e"))
        )

        assert reading.skills == (Skill("testing", "Testing", "Finds faults.", tuple("awpe")),)
        assert reading.mentioned == ()

    def test_fills_what_is_empty_from_the_roles_file(self) -> None:
        roles = table(
            (*ROLES, "Skill Level Description"),
            ("Tester", "Senior tester", "Testing", "Expert", "You lead."),
        )

        reading = read_framework(roles, table(SKILLS, ("Testing", "", "a", "w", "p", "")))

        assert reading.skills == (Skill("testing", "Testing", "", ("a", "w", "p", "You lead.")),)
        assert reading.mentioned == ()

    def test_ignores_the_same_row_and_refuses_another_of_the_same_name(self) -> None:
        row = ("Testing", "Finds faults.", "a", "w", "p", "e")
        other = ("TESTING", "Something else.", "a", "w", "p", "e")

        reading = read_framework(skills_csv=table(SKILLS, row, row, other))

        assert [each.status for each in reading.rows] == ["imported", "ignored", "refused"]
        assert len(reading.skills) == 1


class TestRows:
    def test_carry_the_line_on_which_a_row_starts(self) -> None:
        content = (
            "Skill Name,Skill Description\r\n"
            '"Testing","two\r\nlines"\r\n'
            "\r\n"
            "Drawing,\r\n"
            '"User focus","three\n\nlines"\n'
            "Writing,"
        )

        reading = read_framework(skills_csv=content)

        assert [row.line for row in reading.rows] == [2, 5, 6, 9]

    def test_name_what_they_state(self) -> None:
        reading = read_framework(
            table(ROLES, ("Tester", "Senior tester", "Testing", "Expert")),
            table(SKILLS, ("Testing", "", "", "", "", "")),
        )

        assert [(row.file, row.about) for row in reading.rows] == [
            ("roles", "role-level/senior-tester"),
            ("skills", "skill/testing"),
        ]


class TestFiles:
    def test_may_start_with_a_byte_order_mark(self) -> None:
        content = "\ufeff" + table(SKILLS, ("Testing", "", "", "", "", ""))

        assert read_framework(skills_csv=content) == read_framework(skills_csv=content.encode())
        assert len(read_framework(skills_csv=content).skills) == 1

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            pytest.param("", "empty", id="empty"),
            pytest.param("Role,Role Level\n", "lacks “Skill Name”, “Skill Level”", id="missing"),
            pytest.param(
                ",".join((*ROLES, "Colour")) + "\n", "does not know “Colour”", id="unknown"
            ),
            pytest.param(",".join((*ROLES, "Role")) + "\n", "has twice “Role”", id="twice"),
            pytest.param(b"Role\n\xff", "UTF-8 text; line 2", id="not UTF-8"),
            pytest.param("Role\nA\0B", "NUL character; line 2", id="NUL"),
            pytest.param('Role\n"A"B\n', "CSV; what starts on line 2", id="stray quote"),
            pytest.param('Role\n"A\n\nB', "CSV; what starts on line 2", id="open quote"),
            pytest.param(
                f'Role\n"A\nB"\n\n{"x" * 200_000}',
                "starts on line 5 is not: field larger",
                id="long",
            ),
        ],
    )
    def test_that_are_no_such_table_are_refused(self, content: str | bytes, problem: str) -> None:
        with pytest.raises(UnreadableFile) as refusal:
            read_framework(roles_csv=content)

        assert problem in str(refusal.value)
        assert refusal.value.errors[0].pointer == "/roles"
