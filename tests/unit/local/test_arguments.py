from pathlib import Path

import pytest

from deploy.local import arguments
from deploy.local.surroundings import ROOT


class TestRead:
    def test_keeps_the_data_in_var_at_port_8080_by_default(self, monkeypatch):
        monkeypatch.delenv("PORT", raising=False)

        wishes = arguments.read([])

        assert (wishes.data, wishes.port) == (ROOT / "var", 8080)
        assert wishes.sample
        assert not wishes.demo

    def test_takes_the_port_of_the_environment(self, monkeypatch):
        monkeypatch.setenv("PORT", "9090")

        assert arguments.read([]).port == 9090

    def test_prefers_the_port_of_the_command_line(self, monkeypatch):
        monkeypatch.setenv("PORT", "9090")

        assert arguments.read(["--port", "9191"]).port == 9191

    def test_throws_the_data_of_a_demonstration_away_and_takes_any_port(self, monkeypatch):
        monkeypatch.setenv("PORT", "9090")

        wishes = arguments.read(["--demo"])

        assert (wishes.data, wishes.port) == (None, None)

    def test_lets_a_demonstration_keep_its_data_where_told(self):
        assert arguments.read(["--demo", "--data", "here"]).data == Path("here")

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "80.5", "٨٠"])
    def test_refuses_what_is_no_port(self, port, capsys):
        with pytest.raises(SystemExit):
            arguments.read(["--port", port])

        assert "a port is a number from 1 to 65535" in capsys.readouterr().err

    def test_refuses_a_wrong_port_of_the_environment(self, monkeypatch, capsys):
        monkeypatch.setenv("PORT", "eighty")

        with pytest.raises(SystemExit):
            arguments.read([])

        assert "a port is a number from 1 to 65535" in capsys.readouterr().err
