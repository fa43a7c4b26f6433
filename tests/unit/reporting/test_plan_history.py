from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.reporting.domain import (
    ChangeKind,
    FieldChange,
    Initiative,
    PlanChange,
    Post,
    changed_fields,
)
from tests.unit.reporting.makers import make_initiative

PORTAL = make_initiative("portal", Post("analyst", "data", 2), title="Portal")


def change(before: Initiative | None, after: Initiative | None) -> PlanChange:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return PlanChange(id="1", initiative="portal", at=at, before=before, after=after)


class TestAPlanChange:
    def test_says_what_was_done(self) -> None:
        assert change(None, PORTAL).kind is ChangeKind.ADDED
        assert change(PORTAL, replace(PORTAL, title="Gate")).kind is ChangeKind.CHANGED
        assert change(PORTAL, None).kind is ChangeKind.REMOVED

    def test_has_the_last_state(self) -> None:
        assert change(PORTAL, replace(PORTAL, title="Gate")).state.title == "Gate"
        assert change(PORTAL, None).state == PORTAL
        with pytest.raises(ValueError, match="1"):
            _ = change(None, None).state

    def test_names_the_fields_that_differ(self) -> None:
        more = (*PORTAL.posts, Post("tester", "data", 1))

        found = changed_fields(PORTAL, replace(PORTAL, title="Gate", posts=more))

        assert found == (
            FieldChange("title", "Portal", "Gate"),
            FieldChange("posts", PORTAL.posts, more),
        )

    def test_of_a_new_one_has_every_field_that_holds_something(self) -> None:
        fields = {one.field: one.before for one in changed_fields(None, PORTAL)}

        assert fields == dict.fromkeys(["title", "deadline", "priority", "posts"])

    def test_takes_no_summary_and_an_empty_one_for_the_same(self) -> None:
        assert changed_fields(PORTAL, replace(PORTAL, summary="")) == ()
