import io
from pathlib import Path

import pytest

from tests.callers import LEARNING_ADMIN, staff
from tests.delivery import published
from tests.integration.courses.sending import make_course

SAMPLE = Path(__file__).parents[3] / "deploy" / "sample" / "data" / "courses.csv"
HEADER = "course,title,outcomes,after,external_ids,hours\n"


def bring(client, text, *, query=""):
    content = text if isinstance(text, bytes) else (HEADER + text).encode()
    return client.flask.post(
        f"/courses/api/v1/courses/imports{query}",
        data={"file": (io.BytesIO(content), "courses.csv")},
        headers={"Authorization": f"Bearer {client._keys.token(**LEARNING_ADMIN)}"},
    )


def rows(answer):
    assert answer.status_code == 200, answer.json
    return [(row["line"], row["status"]) for row in answer.json["rows"]]


class TestImportCourses:
    def test_brings_in_the_sample_and_changes_nothing_the_second_time(self, app, client):
        first = bring(client, SAMPLE.read_bytes())
        again = bring(client, SAMPLE.read_bytes())

        count = len(first.json["rows"])
        assert first.json["changed"] == {"added": count, "changed": 0, "missing": 0}
        assert {row["status"] for row in again.json["rows"]} == {"unchanged"}
        assert again.json["changed"] == {"added": 0, "changed": 0, "missing": 0}
        assert len(published(app)) == count

    def test_reads_lists_and_pairs(self, client):
        bring(client, "a,A,agile:1;testing:2,,https://lms.example/x=T-1,2.5\n")

        got = client.get("/courses/a", caller=staff("S1"), expect=200).json
        assert got["outcomes"] == [{"skill": "agile", "level": 1}, {"skill": "testing", "level": 2}]
        assert got["external_ids"] == [{"source": "https://lms.example/x", "id": "T-1"}]
        assert got["hours"] == 2.5

    def test_rows_may_come_after_later_rows(self, client):
        answer = bring(client, "a,A,agile:1,b,,\nb,B,agile:1,,,\n")

        assert rows(answer) == [(2, "imported"), (3, "imported")]

    def test_refuses_bad_rows_by_line_and_keeps_the_good_ones(self, client):
        answer = bring(
            client,
            "a,A,agile:1,,,\n"
            "b,,agile:1,,,\n"
            "c,C,agile:9,,,\n"
            "d,D,agile:1,nowhere,,\n"
            "e,E,agile:1,d,,\n"
            "a,A again,agile:1,,,\n"
            "f,F,agile:1,,x=1,\n"
            "g,G,agile:1,,x=1,\n"
            "h,H,agile:1,,,-3\n"
            "i,I,agile:1,,,3,more\n",
        )

        assert [line for line, status in rows(answer) if status == "imported"] == [2, 8]
        reasons = {row["line"]: row["reason"] for row in answer.json["rows"]}
        assert "nowhere" not in reasons[5]
        assert "no such course" in reasons[5]
        assert "no such course" in reasons[6]
        assert "twice" in reasons[7]
        assert "“f”" in reasons[9]
        assert "hours" in reasons[10]
        assert "cells" in reasons[11]
        assert answer.json["changed"] == {"added": 2, "changed": 0, "missing": 0}

    def test_refuses_a_circle_and_what_hangs_on_it(self, client):
        answer = bring(
            client, "a,A,agile:1,b,,\nb,B,agile:1,a,,\nc,C,agile:1,a,,\nd,D,agile:1,,,\n"
        )

        assert rows(answer) == [(2, "refused"), (3, "refused"), (4, "refused"), (5, "imported")]

    def test_counts_what_the_file_lacks_and_keeps_it(self, client):
        make_course(client)

        answer = bring(client, "a,A,agile:1,,,\n")

        assert answer.json["changed"] == {"added": 1, "changed": 0, "missing": 1}
        client.get("/courses/testing", caller=staff("S1"), expect=200)

    def test_lets_courses_keep_what_the_file_has_no_column_for(self, client):
        bring(client, "a,A,agile:1,,x=1,3\n")

        answer = bring(client, b"course,title,outcomes\na,B,agile:1\n")

        assert answer.json["changed"] == {"added": 0, "changed": 1, "missing": 0}
        course = client.get("/courses/a", caller=staff("S1"), expect=200).json
        assert (course["title"], course["hours"]) == ("B", 3)
        assert course["external_ids"] == [{"source": "x", "id": "1"}]

    def test_a_dry_run_saves_nothing(self, app, client):
        answer = bring(client, "a,A,agile:1,,,\n", query="?dry_run=true")

        assert answer.json["changed"]["added"] == 1
        client.get("/courses/a", caller=staff("S1"), expect=404)
        assert published(app) == []

    @pytest.mark.parametrize(
        "content",
        [
            b"course,title\na,A\n",
            b"course,title,outcomes,extra\na,A,x:1,1\n",
            b"\xff\xfe",
            b"course,title,outcomes\na,\x00,x:1\n",
            b"",
        ],
        ids=["column missing", "unknown column", "not UTF-8", "NUL", "empty"],
    )
    def test_refuses_a_file_that_cannot_be_read(self, client, content):
        answer = bring(client, content)

        assert answer.status_code == 422
        assert answer.json["errors"][0]["pointer"] == "/file"

    def test_needs_a_file(self, client):
        client.post("/courses/imports", {}, caller=LEARNING_ADMIN, expect=415)

    def test_takes_a_course_that_gives_nothing(self, client):
        assert rows(bring(client, "a,A,,,,\n")) == [(2, "imported")]

        assert client.get("/courses/a", caller=staff("S1"), expect=200).json["outcomes"] == []

    def test_takes_the_apostrophe_before_a_formula_for_no_part_of_a_text(self, client):
        bring(client, "a,'=1+1,agile:1,,,\n")

        assert client.get("/courses/a", caller=staff("S1"), expect=200).json["title"] == "=1+1"
