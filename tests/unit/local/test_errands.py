import sys
import threading

import pytest

from deploy.local.errands import ErrandFailedError, Errands


@pytest.fixture
def errands(tmp_path):
    errands = Errands(logs=tmp_path)
    yield errands
    errands.close()


class TestRun:
    def test_returns_after_the_command_has_ended_well(self, errands, tmp_path):
        code = f"import pathlib; pathlib.Path({str(tmp_path / 'done')!r}).touch()"

        errands.run("touch", (sys.executable, "-c", code), environment={})

        assert (tmp_path / "done").exists()

    def test_gives_the_command_no_more_than_its_environment(self, errands, tmp_path, monkeypatch):
        monkeypatch.setenv("SOME_CLOUD_TOKEN", "secret")
        code = "import os; print(sorted(os.environ))"

        errands.run("print", (sys.executable, "-c", code), environment={"LOG_LEVEL": "INFO"})

        printed = (tmp_path / "print.log").read_text()
        assert "LOG_LEVEL" in printed
        assert "SOME_CLOUD_TOKEN" not in printed

    def test_says_how_a_failed_command_ended(self, errands):
        code = "print('no space'); raise SystemExit(4)"

        with pytest.raises(ErrandFailedError, match="build ended with 4(.|\n)*no space"):
            errands.run("build", (sys.executable, "-c", code), environment={})

    def test_calls_what_is_to_be_done_meanwhile(self, errands):
        calls = []
        code = "import time; time.sleep(0.3)"

        errands.run(
            "wait",
            (sys.executable, "-c", code),
            environment={},
            meanwhile=lambda: calls.append("now"),
        )

        assert len(calls) > 1


class TestClose:
    def test_ends_a_command_that_runs_in_another_thread(self, errands):
        started = threading.Event()
        threading.Timer(0.1, lambda: started.wait() and errands.close()).start()

        with pytest.raises(ErrandFailedError):
            errands.run(
                "wait",
                (sys.executable, "-c", "import time; time.sleep(600)"),
                environment={},
                meanwhile=started.set,
            )

    def test_refuses_what_comes_later(self, errands):
        errands.close()

        with pytest.raises(ErrandFailedError, match="stopped"):
            errands.run("late", (sys.executable, "-c", ""), environment={})
