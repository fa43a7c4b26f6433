"""How often a busy loop does what it does only now and then."""

import time

from services.chassis.pacing import at_rest, each_second, sparingly


class TestEachSecond:
    def test_does_it_at_once_and_then_not_again_soon(self):
        done = []
        tell = each_second(lambda: done.append(1))

        for _ in range(100):
            tell()

        assert len(done) == 1


class TestAtRest:
    def test_gives_the_last_answer_until_there_is_nothing_else_to_do(self):
        answers = iter([7, 8])
        waiting = at_rest(lambda: next(answers), first=0)

        assert [waiting(resting) for resting in (False, True, False, True)] == [0, 7, 7, 8]

    def test_asks_all_the_same_after_a_while(self):
        waiting = at_rest(lambda: 7, first=0, patience=0.02)

        first = waiting(False)
        time.sleep(0.05)

        assert (first, waiting(False)) == (0, 7)


class TestSparingly:
    def test_gives_the_last_answer_while_asking_again_would_take_too_much_time(self):
        answers = iter(range(10))

        def ask():
            time.sleep(0.002)
            return next(answers)

        last_answer = sparingly(ask)

        assert [last_answer() for _ in range(20)] == [0] * 20

    def test_asks_again_when_a_hundred_times_as_long_has_passed(self):
        answers = iter(range(10))
        last_answer = sparingly(lambda: next(answers))

        first = last_answer()
        time.sleep(0.05)

        assert (first, last_answer()) == (0, 1)
