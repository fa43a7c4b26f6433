from datetime import UTC, date, datetime, timedelta

import pytest

from services.frontend import words

TODAY = date(2026, 11, 26)


class TestWords:
    def test_say_a_day_with_a_hard_space(self):
        assert words.day(date(2026, 3, 3)) == "3\N{NO-BREAK SPACE}March 2026"

    def test_say_a_moment_in_the_time_of_the_place(self):
        when = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

        assert words.moment(when, "Europe/London") == "1\N{NO-BREAK SPACE}July 2026 at 23:30"

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("Data modelling", "data modelling"),
            ("DevOps", "DevOps"),
            ("IT security", "IT security"),
            ("A", "A"),
            ("", ""),
        ],
    )
    def test_say_the_name_of_a_skill_amid_a_sentence(self, name, said):
        assert words.in_sentence(name) == said

    @pytest.mark.parametrize(
        ("pence", "said"),
        [(None, "Free"), (0, "Free"), (100, "£1"), (123456, "£1,234.56"), (12005, "£120.05")],
    )
    def test_say_pounds(self, pence, said):
        assert words.pounds(pence) == said

    @pytest.mark.parametrize(
        ("number", "said"),
        [(1, "1 hour"), (2.5, "2.5 hours"), (0.6666, "40 minutes"), (1200, "1,200 hours")],
    )
    def test_say_hours(self, number, said):
        assert words.hours(number) == said

    @pytest.mark.parametrize(
        ("part", "whole", "said"), [(5, 8, "63%"), (1, 3, "33%"), (0, 5, "0%"), (0, 0, "–")]
    )
    def test_round_percent_half_up(self, part, whole, said):
        assert words.percent(part, whole) == said

    @pytest.mark.parametrize(
        ("then", "said"),
        [
            (TODAY, "today"),
            (date(2026, 11, 27), "in 1 day"),
            (date(2027, 3, 31), "in 4 months"),
            (date(2026, 3, 31), "8 months ago"),
            (date(2026, 12, 20), "in 3 weeks"),
        ],
    )
    def test_say_how_far_off_a_day_is(self, then, said):
        assert words.until(then, TODAY) == said

    @pytest.mark.parametrize(
        ("given", "said"),
        [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
    )
    def test_list_words(self, given, said):
        assert words.listed(given) == said

    def test_count_things(self):
        assert words.count(1, "skill") == "1 skill"
        assert words.count(1200, "person", "people") == "1,200 people"

    def test_name_levels(self):
        assert words.level_in_table(0) == "No level yet"
        assert words.level_in_table(3) == "3 Practitioner"
        assert words.level_in_sentence(2) == "level 2, working"

    @pytest.mark.parametrize(
        ("seconds", "said"),
        [
            (-2, "just now"),
            (0.9, "just now"),
            (1, "1 second ago"),
            (59, "59 seconds ago"),
            (60, "1 minute ago"),
            (7_199, "1 hour ago"),
            (200_000, "2 days ago"),
        ],
    )
    def test_say_how_long_ago_figures_are_of(self, seconds, said):
        now = datetime(2026, 3, 2, 12, tzinfo=UTC)

        assert words.ago(now - timedelta(seconds=seconds), now) == said
