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
        ("said", "version", "there"),
        [
            pytest.param(SEEN_7, 8, True, id="changed since"),
            pytest.param(SEEN_7, 7, False, id="removed since"),
            pytest.param(SEEN_7, 0, False, id="never was"),
            pytest.param(WEAK_ALONE, 7, True, id="a weak tag alone"),
            pytest.param(WHATEVER, 0, False, id="nothing is there"),
            pytest.param(CREATE, 7, True, id="is there already"),
        ],
    )
    def test_fails(self, said, version, there):
        with pytest.raises(PreconditionFailed):
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
