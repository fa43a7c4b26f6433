from deploy.local.screen import Lines


class TestLines:
    def test_say_what_happens_to_a_part_once(self, capsys):
        screen = Lines()

        screen.note("kafka", "starting")
        screen.note("kafka", "starting")
        screen.note("kafka", "ready")

        assert capsys.readouterr().err.splitlines() == ["kafka: starting", "kafka: ready"]

    def test_say_how_much_is_done_in_quarters(self, capsys):
        screen = Lines()

        for share in (0.0, 0.1, 0.26, 0.3, 1.0):
            screen.note("kafka", "fetching", share)

        assert capsys.readouterr().err.splitlines() == [
            "kafka: fetching, 0 %",
            "kafka: fetching, 25 %",
            "kafka: fetching, 100 %",
        ]

    def test_put_what_stays_on_standard_output(self, capsys):
        screen = Lines()

        screen.say("Readiness 75 %")

        assert capsys.readouterr() == ("Readiness 75 %\n", "")

    def test_show_no_progress_after_the_start(self, capsys):
        screen = Lines()
        screen.settle()

        screen.note("kafka", "starting")

        assert capsys.readouterr().err == ""
