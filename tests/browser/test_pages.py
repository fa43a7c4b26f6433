"""Every page that each kind of person can reach: accessible, and whole on any screen."""

import pytest

from tests.browser.people import PEOPLE

pytestmark = pytest.mark.usefixtures("sample")


class TestPages:
    @pytest.mark.parametrize("who", PEOPLE)
    def test_look_right(self, browse, look, who):
        seen = look.at_all(browse(PEOPLE[who]), who)

        assert look.faults == []
        assert {"/reporting/", "/skills/", "/courses/"} <= seen
