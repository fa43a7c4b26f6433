"""The main pages for eyes and screens that are not the usual ones: nothing of them gets lost."""

import pytest

from tests.browser.people import PEOPLE, SIZES

PAGES = (
    ("staff", "/skills/"),
    ("staff", "/courses/log"),
    ("staff", "/courses/"),
    ("manager", "/reporting/"),
    ("manager", "/reporting/team"),
    ("manager", "/skills/to-confirm"),
    ("digital lead", "/reporting/plan"),
    ("digital lead", "/reporting/plan/patient-portal"),
    ("learning admin", "/courses/catalogue"),
    ("people admin", "/skills/admin/people"),
    ("operator", "/skills/status"),
)
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll('main *, .app-navigation *')].filter(one => {
  const look = getComputedStyle(one)
  const hidden = one.closest('.govuk-visually-hidden, svg, [hidden], .app-matrix') || look.display === 'inline'
  return !hidden && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && look.overflowX !== 'visible'
}).map(one => one.outerHTML.slice(0, 120))"""  # noqa: E501
OUTLINE = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

pytestmark = pytest.mark.usefixtures("sample")
each_page = pytest.mark.parametrize(("who", "path"), PAGES)


def words(page):
    """What stands on the page, seen or scrolled to, in its order."""
    return page.inner_text("main").split()


class TestZoom:
    @each_page
    def test_to_four_times_loses_nothing(self, browse, who, path):
        page = browse(PEOPLE[who], javascript=False)  # figures that change would be lost words
        page.goto(path)
        wide = words(page)
        page.set_viewport_size({"width": 320, "height": 256})

        assert not page.evaluate(SIDEWAYS)
        lost = set(wide) - set(words(page))
        assert {word for word in lost if word[0].isalnum() and word.islower()} == set()


class TestTextSpacing:
    @each_page
    def test_of_one_and_a_half_lines_cuts_nothing_off(self, browse, who, path):
        page = browse(PEOPLE[who], own_styles=True)
        page.goto(path)
        page.add_style_tag(content=SPACED)

        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert not page.evaluate(SIDEWAYS)
            assert page.evaluate(CUT_OFF) == []


class TestForcedColours:
    def test_leave_a_border_around_gaps_and_waiting_cells(self, browse):
        page = browse(PEOPLE["manager"])
        page.emulate_media(forced_colors="active")
        page.goto("/reporting/team")

        for cells in ("td.g1", "td.w"):
            cell = page.locator(f".app-matrix {cells}").first
            kind, width = cell.evaluate(OUTLINE)
            assert kind in ("solid", "dashed")
            assert width in ("2px", "3px")

    def test_leave_the_focus_seen(self, browse):
        page = browse(PEOPLE["manager"])
        page.emulate_media(forced_colors="active")
        page.goto("/reporting/")
        page.locator("main a").first.focus()

        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


class TestPrint:
    @each_page
    def test_leaves_out_what_only_leads_elsewhere(self, browse, who, path):
        page = browse(PEOPLE[who])
        page.goto(path)
        page.emulate_media(media="print")

        assert page.get_by_role("heading", level=1).is_visible()
        for part in (".app-navigation", ".app-filters", ".app-footer", ".govuk-skip-link"):
            for one in page.locator(part).all():
                assert not one.is_visible(), part
