from deploy.local import checks


class TestLacking:
    def test_says_how_to_get_more_space(self, tmp_path):
        said = list(checks.lacking(tmp_path / "var", megabytes=10**9))

        assert "1,000,000,000 MB are needed" in said[-1]
        assert said[-1].endswith("make run DATA=FOLDER")

    def test_says_nothing_about_space_where_there_is_enough(self, tmp_path):
        said = checks.lacking(tmp_path / "var", megabytes=0)

        assert not [line for line in said if "space" in line]

    def test_asks_for_no_library_of_a_server_that_runs_elsewhere(self, tmp_path, monkeypatch):
        monkeypatch.setenv("MONGO_URL", "mongodb://elsewhere.example")

        said = checks.lacking(tmp_path / "var", megabytes=0)

        assert not [line for line in said if "MongoDB" in line]
