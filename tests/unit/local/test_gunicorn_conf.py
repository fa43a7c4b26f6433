import runpy

from gunicorn.config import Config

from deploy.local.surroundings import ROOT


def read():
    return runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))


class TestGunicornConf:
    def test_sets_what_gunicorn_knows(self):
        settings = {name: value for name, value in read().items() if name.islower()}
        config = Config()

        known = [name for name in settings if name in config.settings]
        for name in known:
            config.set(name, settings[name])

        assert {"bind", "keepalive", "reuse_port", "logger_class", "child_exit"} <= set(known)
        assert config.worker_class_str == "gthread"

    def test_takes_address_and_numbers_from_the_environment(self, monkeypatch):
        monkeypatch.setenv("BIND", "127.0.0.1:8001")
        monkeypatch.setenv("WEB_WORKERS", "2")
        monkeypatch.setenv("WEB_THREADS", "4")

        settings = read()

        assert settings["bind"] == "127.0.0.1:8001"
        assert (settings["workers"], settings["threads"]) == (2, 4)
