import os
import signal
import sys
import time

import pytest

from deploy.local.program import Kind, Program
from deploy.local.screen import Silence
from deploy.local.supervisor import NotReadyError, Running, Supervisor

FOR_EVER = "import time; time.sleep(600)"


class Heard(Silence):
    """A screen that keeps what was said."""

    def __init__(self):
        self.lines = []

    def say(self, line):
        self.lines.append(line)


@pytest.fixture
def screen():
    return Heard()


@pytest.fixture
def supervisor(tmp_path, screen):
    supervisor = Supervisor(logs=tmp_path / "logs", screen=screen)
    yield supervisor
    supervisor.stop()


def python(code, name="skills-relay", kind=Kind.RELAY, **more):
    return Program(
        name=name, kind=kind, command=(sys.executable, "-c", code), environment={}, **more
    )


def watch_until(supervisor, true, seconds=5):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        supervisor.watch()
        time.sleep(0.02)
    assert true()


class TestWatch:
    def test_starts_again_what_was_killed_and_says_so(self, supervisor, screen):
        supervisor.start(python(FOR_EVER))
        (one,) = supervisor.running
        before = one.process.pid

        os.kill(before, signal.SIGKILL)
        watch_until(supervisor, lambda: one.process.pid != before)

        assert one.process.poll() is None
        assert screen.lines == ["skills-relay was ended by SIGKILL; it is started again in 0.3 s."]

    def test_waits_twice_as_long_after_each_death(self, supervisor, screen):
        supervisor.start(python("raise SystemExit(3)"))
        (one,) = supervisor.running

        watch_until(supervisor, lambda: one.deaths == 3)

        pauses = [line.rsplit(" in ")[1] for line in screen.lines]
        assert pauses == ["0.3 s.", "0.6 s.", "1.2 s."]
        assert "ended with code 3" in screen.lines[0]

    def test_ends_workers_that_outlive_their_leader(self, supervisor, tmp_path):
        code = (
            "import os, time, pathlib\n"
            f"if os.fork() == 0: pathlib.Path({str(tmp_path / 'worker')!r})"
            ".write_text(str(os.getpid()))\n"
            "time.sleep(600)"
        )
        supervisor.start(python(code))
        (one,) = supervisor.running
        watch_until(supervisor, lambda: (tmp_path / "worker").exists() and _read(tmp_path))
        worker = _read(tmp_path)

        os.kill(one.process.pid, signal.SIGKILL)
        watch_until(supervisor, lambda: one.deaths == 1)

        watch_until(supervisor, lambda: not _is_alive(worker))

    def test_leaves_alone_what_a_test_has_killed(self, supervisor):
        supervisor.start(python(FOR_EVER))
        (one,) = supervisor.running
        supervisor.kill("skills-relay")

        time.sleep(0.4)

        assert not supervisor.watch()
        assert one.process.poll() == -signal.SIGKILL


class TestFailed:
    def test_begins_with_a_short_pause_again_after_a_long_life(self):
        one = Running(python(FOR_EVER), process=None, since=0.0)
        for _ in range(20):
            one.failed(now=1.0)

        assert one.failed(now=2.0) == 30.0
        assert one.failed(now=100.0) == 0.3


class TestRestart:
    def test_starts_a_killed_process_again(self, supervisor):
        supervisor.start(python(FOR_EVER))
        supervisor.kill("skills-relay")

        supervisor.restart("skills-relay")

        (one,) = supervisor.running
        assert one.process.poll() is None
        assert not one.held


class TestFreeze:
    def test_stops_a_process_until_it_is_thawed(self, supervisor):
        supervisor.start(python(FOR_EVER))
        (one,) = supervisor.running

        supervisor.freeze("skills-relay")
        watch_until(supervisor, lambda: _state(one.process.pid) == "T")
        supervisor.thaw("skills-relay")

        watch_until(supervisor, lambda: _state(one.process.pid) in "RS")


class TestWait:
    def test_returns_when_all_are_ready(self, supervisor, tmp_path):
        code = f"import pathlib, time; pathlib.Path({str(tmp_path / 'up')!r}).touch(); {FOR_EVER}"
        supervisor.start(python(code, ready=(tmp_path / "up").exists))

        supervisor.wait(["skills-relay"], seconds=5)

        assert (tmp_path / "up").exists()

    def test_gives_up_with_the_end_of_the_log(self, supervisor):
        supervisor.start(python(f"print('no port', flush=True); {FOR_EVER}", ready=lambda: False))

        with pytest.raises(NotReadyError, match="skills-relay does not become ready(.|\n)*no port"):
            supervisor.wait(["skills-relay"], seconds=0.5)


class TestStop:
    def test_ends_processes_before_the_servers_that_they_use(self, supervisor, tmp_path):
        log = tmp_path / "order"
        for name, kind in (("gateway", Kind.CADDY), ("relay", Kind.RELAY), ("db", Kind.MONGOD)):
            supervisor.start(python(_writes_on_exit(log, name), name=name, kind=kind))
        watch_until(supervisor, lambda: log.exists() and log.read_text().count("up") == 3)

        supervisor.stop()

        assert log.read_text().replace("up\n", "").split() == ["gateway", "relay", "db"]
        assert supervisor.running == ()

    def test_keeps_what_a_server_wrote_only_when_it_ended_well(self, supervisor):
        kept = []
        for name in ("well", "killed"):
            supervisor.start(
                python(FOR_EVER, name=name, ended_well=lambda name=name: kept.append(name))
            )
        supervisor.kill("killed")

        supervisor.stop()

        assert kept == ["well"]

    def test_ends_a_frozen_process_too(self, supervisor):
        supervisor.start(python(FOR_EVER))
        (one,) = supervisor.running
        supervisor.freeze("skills-relay")

        supervisor.stop()

        assert one.process.poll() is not None


def _writes_on_exit(log, name):
    return (
        "import signal, sys, time\n"
        f"def end(*_): open({str(log)!r}, 'a').write('{name}\\n'); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"open({str(log)!r}, 'a').write('up\\n')\n"
        "time.sleep(600)"
    )


def _read(folder):
    text = (folder / "worker").read_text()
    return int(text) if text else 0


def _is_alive(process_id):
    try:
        return _state(process_id) != "Z"
    except FileNotFoundError:
        return False


def _state(process_id):
    with open(f"/proc/{process_id}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]
