import pytest

from services.chassis.errors import field_errors
from services.reporting.schemas import InitiativeSchema

PORTAL = {
    "title": "Patient portal",
    "summary": "Letters online",
    "starts_on": "2026-01-01",
    "deadline": "2026-12-31",
    "priority": 1,
    "budget_pence": 12_000_000,
    "posts": [{"role_level": "analyst", "unit": "data", "headcount": 2}],
}


def post(unit):
    return {"role_level": "analyst", "unit": unit, "headcount": 1}


def refused(sent):
    """The pointers of the fields that cannot stand."""
    return [error.pointer for error in field_errors(InitiativeSchema().validate(sent), sent)]


class TestInitiativeSchema:
    def test_takes_an_initiative(self):
        assert refused(PORTAL) == []

    def test_takes_one_that_ends_on_the_day_it_starts(self):
        assert refused(PORTAL | {"deadline": "2026-01-01"}) == []

    @pytest.mark.parametrize("field", ["title", "deadline", "priority", "posts"])
    def test_requires(self, field):
        sent = {name: value for name, value in PORTAL.items() if name != field}

        assert refused(sent) == [f"/{field}"]

    @pytest.mark.parametrize("field", ["summary", "starts_on", "budget_pence"])
    def test_can_do_without(self, field):
        sent = {name: value for name, value in PORTAL.items() if name != field}

        assert refused(sent) == []
        assert refused(sent | {field: None}) == []

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            pytest.param({"title": None}, "/title", id="title null"),
            pytest.param({"title": " "}, "/title", id="title of spaces"),
            pytest.param({"title": "x" * 10_000}, "/title", id="title too long"),
            pytest.param({"title": "a\0b"}, "/title", id="NUL"),
            pytest.param({"title": "a\u202eb"}, "/title", id="reversed writing"),
            pytest.param({"title": "a\ud800b"}, "/title", id="lone surrogate"),
            pytest.param({"summary": "\u0007"}, "/summary", id="control character"),
            pytest.param({"deadline": "2027-02-29"}, "/deadline", id="29 February"),
            pytest.param({"deadline": "31/12/2026"}, "/deadline", id="date written otherwise"),
            pytest.param({"deadline": "2025-12-31"}, "/deadline", id="deadline before start"),
            pytest.param({"priority": 1.9}, "/priority", id="priority 1.9"),
            pytest.param({"priority": "1"}, "/priority", id="priority as text"),
            pytest.param({"priority": True}, "/priority", id="priority true"),
            pytest.param({"priority": -1}, "/priority", id="priority below 0"),
            pytest.param({"budget_pence": -1}, "/budget_pence", id="negative budget"),
            pytest.param({"budget_pence": 10**15}, "/budget_pence", id="absurd budget"),
            pytest.param({"posts": None}, "/posts", id="posts null"),
            pytest.param({"posts": {}}, "/posts", id="posts no list"),
            pytest.param({"posts": [post("data")] * 201}, "/posts", id="too many lines"),
            pytest.param({"posts": [post("Not a slug")]}, "/posts/0/unit", id="unit no slug"),
            pytest.param({"posts": [post("data\n")]}, "/posts/0/unit", id="unit with a line end"),
            pytest.param(
                {"posts": [post("data"), {"role_level": "analyst", "unit": "data"}]},
                "/posts/1/headcount",
                id="no headcount",
            ),
            pytest.param(
                {"posts": [post("data") | {"headcount": 0}]}, "/posts/0/headcount", id="0 posts"
            ),
            pytest.param(
                {"posts": [post("data") | {"role_level": "$where"}]},
                "/posts/0/role_level",
                id="role level with a dollar",
            ),
            pytest.param({"owner": "me"}, "/owner", id="unknown field"),
            pytest.param({"$set": {}}, "/$set", id="key with a dollar"),
            pytest.param({"posts.0": 1}, "/posts.0", id="key with a dot"),
            pytest.param({"initiative": "other"}, "/initiative", id="another id"),
        ],
    )
    def test_refuses(self, change, pointer):
        assert refused(PORTAL | change) == [pointer]
