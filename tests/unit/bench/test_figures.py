import pytest

from deploy.bench.figures import Figure, middle, milliseconds, percentile


class TestFigure:
    def test_says_which_share_of_the_limit_is_reached(self):
        assert Figure(name="relay", value=60, unit="events/s", limit=80).ratio == 0.75

    def test_has_no_ratio_where_there_is_no_limit(self):
        assert Figure(name="memory", value=60, unit="MB").ratio is None

    def test_is_written_with_what_a_program_needs(self):
        figure = Figure(name="relay", value=1234.567, unit="events/s", limit=2000)

        assert figure.as_json() == {
            "name": "relay",
            "value": 1234.6,
            "unit": "events/s",
            "limit": 2000,
            "ratio": 0.617,
        }

    def test_is_written_without_limit_and_ratio_where_there_are_none(self):
        written = Figure(name="memory", value=60, unit="MB").as_json()

        assert (written["limit"], written["ratio"]) == (None, None)


class TestMiddle:
    def test_takes_the_median_of_each_side_so_that_one_bad_turn_counts_for_nothing(self):
        figure = middle("relay", [(100, 200), (10, 220), (120, 20)])

        assert (figure.value, figure.limit) == (100, 200)


class TestPercentile:
    @pytest.mark.parametrize(
        ("share", "wanted"),
        [(0.5, 3), (0.99, 5), (0.2, 1), (0.0, 1)],
        ids=["median", "p99 of few is the longest", "first fifth", "none"],
    )
    def test_is_a_value_that_was_measured(self, share, wanted):
        assert percentile([5, 1, 4, 2, 3], share) == wanted


class TestMilliseconds:
    def test_gives_median_and_99th_percentile_of_seconds(self):
        median, slowest = milliseconds("answer", [0.001, 0.004, 0.002])

        assert (median.name, median.value) == ("answer, median", 2)
        assert (slowest.name, slowest.value, slowest.unit) == ("answer, p99", 4, "ms")
