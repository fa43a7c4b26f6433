import pytest

from services.chassis.errors import PreconditionFailed, PreconditionRequired
from services.chassis.preconditions import Precondition

NOTHING_SAID = Precondition()
SEEN_7 = Precondition(versions=frozenset({"7"}))
SEEN_6_OR_7 = Precondition(versions=frozenset({"6", "7"}))
WEAK_ALONE = Precondition(versions=frozenset())
WHATEVER = Precondition(versions=frozenset(), any=True)
CREATE = Precondition(create_only=True)


class TestAPrecondition:
    @pytest.mark.parametrize(
        ("said", "version", "there"),
        [
            pytest.param(NOTHING_SAID, 0, False, id="creates what never was"),
            pytest.param(NOTHING_SAID, 7, False, id="makes again what was removed"),
            pytest.param(SEEN_7, 7, True, id="replaces what was seen"),
            pytest.param(SEEN_6_OR_7, 7, True, id="replaces one of those seen"),
            pytest.param(WHATEVER, 7, True, id="replaces whatever is there"),
            pytest.param(CREATE, 0, False, id="only creates"),
            pytest.param(CREATE, 7, False, id="only creates what was removed"),
        ],
    )
    def test_lets_the_change_go_on(self, said, version, there):
        said.check(version, there=there)

    @pytest.mark.parametrize(
        ("said", "version", "there", "reason"),
        [
            pytest.param(SEEN_7, 8, True, "has changed", id="changed since"),
            pytest.param(SEEN_7, 7, False, "nothing here to replace", id="removed since"),
            pytest.param(SEEN_7, 0, False, "nothing here to replace", id="never was"),
            pytest.param(WEAK_ALONE, 7, True, "has changed", id="a weak tag alone"),
            pytest.param(WHATEVER, 0, False, "nothing here to replace", id="nothing is there"),
            pytest.param(CREATE, 7, True, "is there already", id="is there already"),
        ],
    )
    def test_fails_and_says_why(self, said, version, there, reason):
        with pytest.raises(PreconditionFailed, match=reason):
            said.check(version, there=there)

    def test_is_needed_to_replace(self):
        with pytest.raises(PreconditionRequired, match="If-Match"):
            NOTHING_SAID.check(7, there=True)

    @pytest.mark.parametrize("said", [NOTHING_SAID, SEEN_7, WHATEVER, CREATE])
    def test_holds_where_none_is_asked_for(self, said):
        said.check_if_given(7)

    @pytest.mark.parametrize("said", [SEEN_7, WEAK_ALONE])
    def test_fails_where_none_is_asked_for_and_one_is_given(self, said):
        with pytest.raises(PreconditionFailed):
            said.check_if_given(8)
