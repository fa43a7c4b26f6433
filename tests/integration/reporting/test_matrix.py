import pytest

from tests.callers import AUDITOR, DASHBOARD, LEAD, LEARNING_ADMIN, PEOPLE_ADMIN, staff
from tests.delivery import deliver
from tests.integration.reporting.heard import ROLES, TREE, levels, person, skill, unit

STAFF = (
    person("BOSS", "digital"),
    person("LEAD1", "data", line=["BOSS"]),
    person("D1", "data", "engineer", line=["LEAD1", "BOSS"]),
    person("D2", "data", "analyst", line=["LEAD1", "BOSS"]),
    person("G1", "design", "analyst", line=["BOSS"]),
    person("C1", "care", "analyst"),
    levels("D1", data=4, testing=1),
)
BOSS, TEAM_LEAD, OWN = staff("BOSS"), staff("LEAD1"), staff("D1")


HEARD = (
    *TREE,
    unit("trust", "empty"),
    *ROLES,
    skill("data", "Working with data"),
    *STAFF,
)


def numbers(client, name, caller, query=""):
    got = client.get(f"/units/{name}/matrix{query}", caller=caller, expect=200).json
    return [row["staff_number"] for row in got["items"]]


class TestMatrixOfAPerson:
    def test_sets_levels_beside_what_the_role_requires(self, reader):
        got = reader.get("/people/D1/matrix", caller=OWN, expect=200).json

        assert got == {
            "items": [
                {
                    "staff_number": "D1",
                    "name": "Name D1",
                    "role_level": "engineer",
                    "counts": {"met": 1, "missing": 1, "exempt": 0},
                    "cells": [
                        {
                            "skill": "data",
                            "name": "Working with data",
                            "required": 3,
                            "verified": 4,
                            "claimed": 4,
                            "short": 0,
                            "exempt": None,
                        },
                        {
                            "skill": "testing",
                            "name": None,
                            "required": 2,
                            "verified": 1,
                            "claimed": 1,
                            "short": 1,
                            "exempt": None,
                        },
                    ],
                }
            ],
            "next": None,
        }

    def test_shows_what_the_person_is_excused_from_and_counts_it_as_neither(
        self, app, client, clock
    ):
        deliver(app, *HEARD, levels("D1", exempt={"testing": "2026-03-31"}, data=4, testing=1))

        def seen():
            (row,) = client.get("/people/D1/matrix", caller=OWN, expect=200).json["items"]
            cells = {cell["skill"]: (cell["short"], cell["exempt"]) for cell in row["cells"]}
            return row["counts"], cells

        assert seen() == (
            {"met": 1, "missing": 0, "exempt": 1},
            {"data": (0, None), "testing": (1, "2026-03-31")},
        )
        clock.instant = clock.instant.replace(month=4, day=1)
        assert seen() == (
            {"met": 1, "missing": 1, "exempt": 0},
            {"data": (0, None), "testing": (1, None)},
        )

    def test_is_empty_without_a_role(self, reader):
        (row,) = reader.get("/people/BOSS/matrix", caller=BOSS, expect=200).json["items"]

        assert (row["role_level"], row["cells"]) == (None, [])

    @pytest.mark.parametrize(
        ("caller", "status"),
        [
            pytest.param(OWN, 200, id="themselves"),
            pytest.param(TEAM_LEAD, 200, id="their manager"),
            pytest.param(BOSS, 200, id="the manager above"),
            pytest.param(AUDITOR, 200, id="an auditor"),
            pytest.param(staff("A1", "auditor", unit="digital"), 200, id="an auditor of the unit"),
            pytest.param(staff("A1", "auditor", unit="care"), 404, id="an auditor of another"),
            pytest.param(staff("D2"), 404, id="a colleague"),
            pytest.param(staff("C1"), 404, id="somebody elsewhere"),
            pytest.param(LEAD | {"staff_number": "C1"}, 404, id="a digital lead"),
            pytest.param(PEOPLE_ADMIN, 404, id="a people admin"),
            pytest.param(LEARNING_ADMIN, 404, id="a learning admin"),
            pytest.param(DASHBOARD, 403, id="a system"),
            pytest.param(None, 401, id="nobody"),
        ],
    )
    def test_is_for_the_person_the_line_and_auditors(self, reader, caller, status):
        reader.get("/people/D1/matrix", caller=caller, expect=status)

    def test_is_not_there_for_somebody_not_known(self, reader):
        reader.get("/people/NOBODY/matrix", caller=AUDITOR, expect=404)


class TestMatrixOfAUnit:
    @pytest.mark.parametrize(
        ("caller", "name", "seen"),
        [
            pytest.param(AUDITOR, "digital", ["BOSS", "D1", "D2", "G1", "LEAD1"], id="auditor"),
            pytest.param(BOSS, "digital", ["BOSS", "D1", "D2", "G1", "LEAD1"], id="manager of all"),
            pytest.param(TEAM_LEAD, "digital", ["D1", "D2", "LEAD1"], id="manager of some"),
            pytest.param(OWN, "data", ["D1"], id="own row"),
            pytest.param(
                staff("A1", "auditor", unit="design"), "digital", ["G1"], id="auditor of a part"
            ),
        ],
    )
    def test_has_the_rows_that_the_caller_may_see(self, reader, caller, name, seen):
        assert numbers(reader, name, caller) == seen

    @pytest.mark.parametrize("caller", [TEAM_LEAD, OWN, staff("A1", "auditor", unit="digital")])
    def test_is_not_there_where_the_caller_may_see_nobody(self, reader, caller):
        reader.get("/units/care/matrix", caller=caller, expect=404)

    def test_is_not_there_for_a_unit_not_known(self, reader):
        reader.get("/units/moon/matrix", caller=AUDITOR, expect=404)

    def test_is_empty_for_an_auditor_where_nobody_works(self, reader):
        assert numbers(reader, "empty", AUDITOR) == []

    def test_has_who_is_at_work_today(self, app, client):
        deliver(
            app,
            *HEARD,
            person("D1", "data", leaves_on="2026-03-01"),
            person("D2", "data", leaves_on="2026-03-02"),
            person("LEAD1", "data", starts_on="2026-03-03"),
        )

        assert numbers(client, "data", AUDITOR) == ["D2"]

    def test_comes_in_pages(self, reader):
        first = reader.get("/units/trust/matrix?limit=4", caller=AUDITOR, expect=200).json

        assert [row["staff_number"] for row in first["items"]] == ["BOSS", "C1", "D1", "D2"]
        assert numbers(reader, "trust", AUDITOR, f"?cursor={first['next']}") == ["G1", "LEAD1"]

    def test_is_for_no_system(self, reader):
        reader.get("/units/data/matrix", caller=DASHBOARD, expect=403)
        reader.get("/units/data/matrix", expect=401)
