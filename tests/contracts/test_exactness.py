"""Data that may be kept as it came, and data that must be read first."""

import pytest

from services.contracts.catalogue import EVENT_TYPES
from services.contracts.checking import is_exact
from tests.contracts.test_examples import EXAMPLES, load

VALUES = {path.stem: load(path)[0]["value"] for path in EXAMPLES}


@pytest.mark.parametrize("name", EVENT_TYPES)
class TestIsExact:
    def test_holds_for_the_example(self, name):
        assert is_exact(name, VALUES[name])

    def test_does_not_hold_with_a_field_beside(self, name):
        assert not is_exact(name, {**VALUES[name], "later": 1})


class TestIsExactWithin:
    @pytest.mark.parametrize("place", ["levels", "waiting", "exempt"])
    def test_does_not_hold_with_a_field_beside_in_an_entry(self, place):
        data = VALUES["skills.levels.changed.v1"]
        first, *rest = data[place]

        assert not is_exact(
            "skills.levels.changed.v1", {**data, place: [{**first, "$x": 1}, *rest]}
        )

    def test_does_not_hold_for_data_that_breaks_its_contract(self):
        assert not is_exact("skills.skill.changed.v1", {"skill": "a"})
