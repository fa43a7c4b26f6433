"""Every page while there is no data yet: by their name these run before the sample is played."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PEOPLE


class TestPagesWithoutData:
    def test_have_none(self, browse):
        page = browse(PEOPLE["digital lead"])
        page.goto("/reporting/plan")

        expect(page.get_by_text("There is no plan yet.")).to_be_visible()

    @pytest.mark.parametrize("who", ["staff", "digital lead", "people admin", "operator"])
    def test_look_right(self, browse, look, who):
        look.at_all(browse(PEOPLE[who]), f"{who} without data")

        assert look.faults == []
