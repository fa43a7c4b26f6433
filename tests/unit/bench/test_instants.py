from deploy.bench.instants import PAUSE, rate


class TestRate:
    def test_counts_what_is_left_after_the_first_batch(self):
        left = iter([1000, 1000, 800, 800])
        over = iter([False, True])

        found = rate(lambda: next(left), lambda: next(over), 1000)

        assert 0 < found <= 800 / PAUSE
        assert (list(left), list(over)) == ([], [])
