import csv
import io
import json
import re

import pytest

from tests.browsing import words
from tests.callers import LMS, staff
from tests.integration.courses.sending import learning_event, send
from tests.integration.pages.courses.learning import (
    LINK,
    browse,
    claim,
    course,
    record,
    records,
    save,
    verdict,
)

OWN = "/courses/"


@pytest.fixture
def sam(app, clock):
    return browse(app, clock)


def enrolled(client, number="S1", **changes):
    entry = {"course": "testing", "state": "enrolled"} | changes
    return client.post(f"/people/{number}/training", entry, caller=staff(number), expect=201).json[
        "id"
    ]


class TestTheRecord:
    def test_is_told_in_words(self, client, sam):
        enrolled(client, course="data", state="in-progress", percent=40)
        claim(client)
        confirmed = claim(client, completed_on="2025-12-01", link=LINK)
        verdict(client, confirmed, note="Seen.")
        rejected = claim(client, completed_on="2025-10-01")
        verdict(client, rejected, "rejected", note="Not you.")

        page = words(sam.get(OWN))

        assert (
            "1 course under way, 1 waiting for Mia Manager to confirm, 1 finished. "
            "6 hours of training in the last 12 months."
        ) in page
        assert "Data testing College, 6 hours In progress, 40%" in page
        assert "Waiting since 2 March 2026. It counts once Mia Manager confirms it." in page
        assert "Mia Manager confirmed it on 2 March 2026: “Seen”." in page
        assert "Mia Manager rejected it on 2 March 2026: “Not you”. It does not count." in page

    def test_is_empty_at_first(self, sam):
        page = words(sam.get(OWN))

        assert "There is no training on your record yet." in page
        assert "Download" not in page

    def test_is_the_own_one_alone(self, app, client, clock):
        claim(client)

        assert "Modern testing" not in words(browse(app, clock, "M1").get(OWN))

    def test_offers_what_can_be_done(self, client, sam):
        opened, waiting = enrolled(client, course="data"), claim(client)
        done = claim(client, completed_on="2025-12-01")
        verdict(client, done)

        html = sam.get(OWN).text

        for link in (
            "/courses/log?course=data",
            f"/courses/training/{opened}/change",
            f"/courses/training/{waiting}/withdraw",
            f"/courses/training/{done}/certificate",
        ):
            assert f'href="{link}"' in html
        assert f"{done}/change" not in html


class TestFiles:
    def test_hold_all_of_it(self, client, sam):
        made = {claim(client), enrolled(client, course="data")}

        table = sam.get("/courses/training.csv")
        rows = list(csv.DictReader(io.StringIO(table.get_data().decode("utf-8-sig"))))
        file = sam.get("/courses/training.json")

        assert table.headers["Content-Disposition"] == 'attachment; filename="your-training.csv"'
        assert [row["Training"] for row in rows] == ["Data testing", "Modern testing"]
        assert rows[1]["State"] == "Waiting"
        assert rows[1]["What it gives"] == "Testing: level 2"
        assert rows[1]["Cost in pounds"] == "90.00"
        assert {item["id"] for item in json.loads(file.text)["items"]} == made
        assert json.loads(file.text)["items"] == records(client)
        assert file.headers["Content-Disposition"] == 'attachment; filename="your-training.json"'

    def test_run_nothing_in_a_spreadsheet(self, client, sam):
        claim(client, note="=HYPERLINK(1)")

        assert "'=HYPERLINK(1)" in sam.get("/courses/training.csv").text


class TestACertificate:
    def path(self, training):
        return f"/courses/training/{training}/certificate"

    def test_says_what_the_record_says(self, client, sam):
        training = claim(client)
        assert "Nobody has confirmed it yet." in words(sam.get(self.path(training)))
        verdict(client, training)

        page = words(sam.get(self.path(training)))

        assert "Sam Staff completed Modern testing on 20 February 2026 ." in page
        assert "Sam Staff logged it, and Mia Manager confirmed it on 2 March 2026." in page
        assert "It is no certificate of the provider." in page

    def test_names_a_learning_system_and_the_end(self, app, client, sam):
        save(app, course(valid_months=12))
        send(client, learning_event("completed", completed_on="2026-02-20"), caller=LMS)

        page = words(sam.get(self.path(records(client)[0]["id"])))

        assert "A learning system reported it." in page
        assert "Counts until 20 February 2027" in page

    def test_is_there_for_nothing_that_is_open_or_rejected(self, client, sam):
        opened, rejected = enrolled(client, course="data"), claim(client)
        verdict(client, rejected, "rejected", note="No.")

        for training in (opened, rejected, "no-such-training"):
            sam.get(self.path(training), expect=404)

    def test_is_seen_by_those_who_may_read_the_record(self, app, client, clock):
        path = self.path(claim(client))

        assert "Sam Staff" in words(browse(app, clock, "M1").get(path))
        browse(app, clock, "X1").get(path, expect=404)


class TestChanging:
    def path(self, training, verb="change"):
        return f"/courses/training/{training}/{verb}"

    def fields(self, response):
        return {"version": re.search(r'name="version"[^>]*value="(\d+)"', response.text)[1]}

    def change(self, browser, training, expect=303, **changes):
        path = self.path(training)
        fields = self.fields(browser.get(path)) | changes
        return browser.post(path, fields, expect=expect)

    def test_moves_an_attempt_on(self, client, sam):
        training = enrolled(client)

        self.change(sam, training, percent="55 %", hours="2", note="Half of it")

        made = record(client, training)
        assert (made["state"], made["percent"], made["hours"]) == ("in-progress", 55, 2)
        assert made["note"] == "Half of it"

    def test_leaves_the_state_of_an_attempt_alone_without_a_percentage(self, client, sam):
        training = enrolled(client)

        self.change(sam, training, note="Soon")

        assert record(client, training)["state"] == "enrolled"

    def test_gives_more_to_what_waits(self, client, sam):
        training = claim(client)
        page = words(sam.get(self.path(training)))
        assert "It waits for Mia Manager, who sees what you change." in page
        assert "How far are you?" not in page

        self.change(sam, training, link=LINK, hours="7")

        assert record(client, training)["link"] == LINK
        assert record(client, training)["confirmation"]["state"] == "waiting"

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"percent": "101"}, "How far you are must be a whole number from 0 to 100"),
            ({"percent": "half"}, "How far you are must be a whole number from 0 to 100"),
            ({"hours": "x"}, "Hours must be a number between 0 and 10,000"),
            ({"link": "http://x"}, "The link must start with https://"),
            ({"note": "x" * 2001}, "The note must have at most 2,000 characters"),
        ],
    )
    def test_says_what_is_wrong(self, client, sam, changes, error):
        training = enrolled(client)

        page = words(self.change(sam, training, expect=200, **changes))

        assert page.startswith("Error: Change")
        assert page.count(error) == 2
        assert record(client, training)["state"] == "enrolled"

    def test_saves_nothing_over_what_has_changed(self, client, sam):
        training = enrolled(client)
        seen = self.fields(sam.get(self.path(training)))
        client.patch(f"/training/{training}", {"note": "New"}, caller=staff("S1"), expect=200)

        response = sam.post(self.path(training), seen | {"note": "Old"}, expect=200)

        assert "It has changed since you opened it. Nothing was saved" in words(response)
        assert ">\nNew</textarea>" in response.text or ">New</textarea>" in response.text
        assert record(client, training)["note"] == "New"

    def test_is_over_once_it_is_answered(self, client, sam):
        training = claim(client)
        seen = self.fields(sam.get(self.path(training)))
        verdict(client, training)

        response = sam.flask.get(self.path(training))
        page = sam.post(
            self.path(training), seen | {"note": "Late"}, form="/courses/for-you", expect=409
        )

        assert response.status_code == 409
        assert "it cannot be changed any more" in words(page)
        assert record(client, training)["note"] is None

    @pytest.mark.parametrize("number", ["M1", "X1"])
    def test_is_the_persons_own_affair(self, app, client, clock, number):
        training = enrolled(client)
        other = browse(app, clock, number)

        for verb in ("change", "withdraw"):
            other.get(self.path(training, verb), expect=404)


class TestWithdrawing:
    def test_is_asked_before_it_is_done(self, client, sam):
        training = claim(client)
        path = f"/courses/training/{training}/withdraw"
        asked = sam.get(path)
        assert "Mia Manager is no longer asked to confirm it" in words(asked)
        assert record(client, training)["state"] == "completed"

        sam.post(path, TestChanging().fields(asked))

        assert record(client, training)["state"] == "withdrawn"
        assert "You withdrew it, so it does not count." in words(sam.get(OWN))

    def test_does_not_undo_what_has_changed(self, client, sam):
        training = enrolled(client)
        path = f"/courses/training/{training}/withdraw"
        seen = TestChanging().fields(sam.get(path))
        client.patch(f"/training/{training}", {"percent": 90}, caller=staff("S1"), expect=200)

        page = words(sam.post(path, seen, expect=200))

        assert "It has changed since you opened it" in page
        assert record(client, training)["state"] == "in-progress"
