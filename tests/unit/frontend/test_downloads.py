import csv
import io

import pytest

from services.frontend.downloads import as_csv


def rows_of(response):
    text = response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


class TestACsvFile:
    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\uff1d1+1"]
    )
    def test_runs_no_formula(self, text):
        response = as_csv("a.csv", ["name"], [[text]])

        assert rows_of(response)[1][0].startswith("'")

    def test_keeps_numbers_and_leaves_out_what_is_none(self):
        response = as_csv("a.csv", ["a", "b"], [[-1, None]])

        assert rows_of(response) == [["a", "b"], ["-1", ""]]

    def test_is_saved_and_kept_nowhere_else(self):
        response = as_csv("skills.csv", ["a"], [])

        assert response.headers["Content-Disposition"] == 'attachment; filename="skills.csv"'
        assert response.headers["Cache-Control"] == "no-store"
        assert response.get_data().startswith(b"\xef\xbb\xbf")
