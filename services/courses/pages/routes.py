"""Where the pages of courses are gathered, and the words of the rules that their templates use."""

from services.courses.domain import MODES, Mode, effect_in_full, effect_in_short, state_in_words
from services.frontend.pages import Pages

pages = Pages("courses")


def mode_in_words(mode: Mode) -> str:
    """How a course is taken: "online and classroom"."""
    return MODES[mode]


for _words in (effect_in_full, effect_in_short, mode_in_words, state_in_words):
    pages.add_app_template_filter(_words)
