from deploy.local import surroundings


class TestBasics:
    def test_keep_the_secrets_of_the_launcher_from_its_children(self, monkeypatch):
        monkeypatch.setenv("SOME_CLOUD_TOKEN", "secret")
        monkeypatch.setenv("PATH", "/usr/bin")

        assert surroundings.basics()["PATH"] == "/usr/bin"
        assert "SOME_CLOUD_TOKEN" not in surroundings.basics()


class TestSettings:
    def test_are_those_of_ours_that_are_set(self, monkeypatch):
        monkeypatch.setenv("LOG_LEVEL", "DEBUG")
        monkeypatch.setenv("WEB_WORKERS", "2")
        monkeypatch.setenv("SOME_CLOUD_TOKEN", "secret")

        settings = surroundings.settings()

        assert settings["LOG_LEVEL"] == "DEBUG"
        assert settings["WEB_WORKERS"] == "2"
        assert "SOME_CLOUD_TOKEN" not in settings
