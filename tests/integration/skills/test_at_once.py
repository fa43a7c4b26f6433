"""Two requests at the same time: what one may not do after the other, neither may do beside it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.chassis.context import EXTENSION
from tests.callers import AUDITOR, PEOPLE_ADMIN, Client
from tests.delivery import published
from tests.integration.skills.organisation import (
    ANN,
    BOSS,
    MANAGER,
    excuse,
    levels_of,
    put_person,
    put_unit,
    set_up,
    state,
)

REPLACE = {"If-Match": "*"}


@pytest.fixture
def together(app, keys):
    """Run calls at once, each with a client of its own; their answers in order."""

    def run(*calls):
        with ThreadPoolExecutor(len(calls)) as pool:
            started = [pool.submit(call, Client(app, keys, "skills")) for call in calls]
            return [each.result() for each in started]

    return run


def _person(number, manager):
    return lambda client: (
        put_person(client, number, manager=manager, expect=None, headers=REPLACE).status_code
    )


def _unit(unit, parent):
    return lambda client: (
        put_unit(client, unit, parent=parent, expect=None, headers=REPLACE).status_code
    )


class TestCircles:
    def test_two_changes_cannot_close_one_of_managers(self, client, together):
        for attempt in range(5):
            one, other = f"A{attempt}", f"B{attempt}"
            put_person(client, one)
            put_person(client, other)

            answers = together(_person(one, other), _person(other, one))

            assert sorted(answers) == [200, 422]
            lines = [client.get(f"/people/{n}", caller=AUDITOR).json["line"] for n in (one, other)]
            assert sorted(len(line) for line in lines) == [0, 1]

    def test_two_changes_cannot_close_one_of_units(self, client, together):
        for attempt in range(5):
            one, other = f"a{attempt}", f"b{attempt}"
            put_unit(client, one)
            put_unit(client, other)

            answers = together(_unit(one, other), _unit(other, one))

            assert sorted(answers) == [200, 422]


class TestEvidence:
    def test_a_double_click_makes_one_record(self, app, client, together):
        set_up(client)

        def click(client):
            body = {"skill": "testing", "level": 2, "source": "self"}
            return client.post("/people/ANN/evidence", body, caller=ANN)

        answers = together(click, click)

        assert sorted(answer.status_code for answer in answers) == [200, 201]
        assert len({answer.json["id"] for answer in answers}) == 1
        assert app.extensions[EXTENSION].mongo.database.evidence.count_documents({}) == 1

    def test_of_two_answers_one_stands_and_the_other_is_told(self, client, together):
        set_up(client)
        claim = state(client, "ANN", caller=ANN)

        def answer(verdict, caller):
            path = f"/evidence/{claim['id']}/verdict"
            return lambda client: client.post(path, {"verdict": verdict}, caller=caller)

        answers = together(answer("accepted", MANAGER), answer("rejected", BOSS))

        assert sorted(each.status_code for each in answers) == [200, 409]

    def test_two_statements_both_count_in_what_is_published(self, app, client, together):
        set_up(client)

        def assess(skill):
            body = {"skill": skill, "level": 2, "source": "manager"}
            return lambda client: client.post("/people/ANN/evidence", body, caller=MANAGER)

        answers = together(assess("testing"), assess("drawing"))

        assert [answer.status_code for answer in answers] == [201, 201]
        assert set(levels_of(client, "ANN", caller=ANN)) == {"testing", "drawing"}
        last = published(app, "skills.levels.changed.v1")[-1]["data"]
        assert [each["skill"] for each in last["levels"]] == ["drawing", "testing"]


class TestExemptions:
    def test_and_levels_both_stand_in_what_is_published(self, app, client, together):
        set_up(client)

        def assess(client):
            return state(client, "ANN", caller=MANAGER, source="manager")

        together(assess, lambda client: excuse(client, skill="drawing"), lambda c: excuse(c))

        last = published(app, "skills.levels.changed.v1")[-1]["data"]
        assert [each["skill"] for each in last["levels"]] == ["testing"]
        assert [each["skill"] for each in last["exempt"]] == ["drawing", "testing"]

    def test_never_stay_behind_when_the_person_is_taken_out(self, app, client, together):
        set_up(client)
        database = app.extensions[EXTENSION].mongo.database

        for attempt in range(5):
            number = f"P{attempt}"
            put_person(client, number, manager="MAN")

            excused, gone = together(
                lambda client, n=number: excuse(client, n, expect=None).status_code,
                lambda client, n=number: (
                    client.delete(f"/people/{n}", caller=PEOPLE_ADMIN).status_code
                ),
            )

            assert (excused in (201, 404), gone) == (True, 204)
        assert database.exemptions.count_documents({"removed": {"$ne": True}}) == 0
