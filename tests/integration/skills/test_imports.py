from tests.callers import AUDITOR, DASHBOARD, LEAD, PEOPLE_ADMIN, staff
from tests.delivery import published
from tests.integration.skills.organisation import put_person, put_unit, set_up, upload

PEOPLE = (
    "staff_number,name,email,unit,role_level,manager,starts_on,leaves_on\n"
    "ANN,Ann,ann@example.org,ward,,MAN,2020-01-01,\n"
    "MAN,Man,,ward,,,2019-01-01,2027-01-31\n"
)
BOUNDED = staff("A9", "people-admin", unit="ward")


def statuses(report):
    return [(row["line"], row["status"]) for row in report["rows"]]


class TestImportPeople:
    def test_adds_people_whose_managers_stand_further_down(self, app, client):
        report = upload(client, "/people/imports", file=PEOPLE)

        assert report["changed"] == {"added": 2, "changed": 0, "missing": 0}
        assert statuses(report) == [(2, "imported"), (3, "imported")]
        ann = client.get("/people/ANN", caller=AUDITOR, expect=200).json
        assert (ann["line"], ann["email"], ann["starts_on"], ann["leaves_on"]) == (
            ["MAN"],
            "ann@example.org",
            "2020-01-01",
            None,
        )
        assert len(published(app)) == 2

    def test_changes_nothing_by_the_same_file_again(self, app, client):
        upload(client, "/people/imports", file=PEOPLE)

        report = upload(client, "/people/imports", file=PEOPLE)

        assert report["changed"] == {"added": 0, "changed": 0, "missing": 0}
        assert statuses(report) == [(2, "unchanged"), (3, "unchanged")]
        assert len(published(app)) == 2

    def test_keeps_a_column_left_out_and_clears_an_empty_cell(self, client):
        upload(client, "/people/imports", file=PEOPLE)

        report = upload(client, "/people/imports", file="staff_number,name,manager\nANN,Anne,\n")

        ann = client.get("/people/ANN", caller=AUDITOR).json
        assert (ann["name"], ann["manager"], ann["line"]) == ("Anne", None, [])
        assert (ann["email"], ann["unit"]) == ("ann@example.org", "ward")
        assert report["changed"] == {"added": 0, "changed": 1, "missing": 1}

    def test_keeps_the_good_rows_and_says_what_is_wrong_with_the_others(self, client):
        report = upload(
            client,
            "/people/imports",
            file=(
                "staff_number,name,role_level,starts_on,leaves_on\n"
                "ANN,Ann,,,\n"
                ",Nobody,,,\n"
                "B 1,Ben,,,\n"
                "CAL,,,,\n"
                "DAN,Dan,astronaut,,\n"
                "EVE,Eve,,2025-02-29,\n"
                "FAY,Fay,,2026-02-01,2026-01-01\n"
                "GUS,Gus\u202e,,,\n"
                "HAL,Hal,,,,,\n"
                "ANN,Ann,,,\n"
                "ANN,Other,,,\n"
            ),
        )

        assert statuses(report) == [
            (2, "imported"),
            *((line, "refused") for line in range(3, 11)),
            (11, "ignored"),
            (12, "refused"),
        ]
        reasons = {row["line"]: row["reason"] for row in report["rows"]}
        assert reasons[3].startswith("staff_number: ")
        assert reasons[5].startswith("name: ")
        assert reasons[6] == "role_level: Must be a role level of the framework."
        assert reasons[7] == "starts_on: Must be a date that exists, as YYYY-MM-DD."
        assert reasons[8].startswith("leaves_on: Must be on or after")
        assert reasons[10] == "The row has 7 cells where the header has 5."
        assert reasons[11] == "The same as line 2."
        found = client.get("/people", caller=AUDITOR).json["items"]
        assert [person["staff_number"] for person in found] == ["ANN"]

    def test_refuses_the_rows_that_close_a_circle(self, client):
        put_person(client, "DAN", manager="CAL")

        report = upload(
            client,
            "/people/imports",
            file="staff_number,name,manager\nANN,Ann,BEN\nBEN,Ben,ANN\nCAL,Cal,DAN\nEVE,Eve,DAN\n",
        )

        assert [status for _, status in statuses(report)].count("imported") == 2
        reasons = {row["line"]: row["reason"] for row in report["rows"]}
        assert reasons[2].startswith("manager: ")
        assert reasons[4].startswith("manager: ")
        client.get("/people/CAL", caller=AUDITOR, expect=404)
        assert client.get("/people/EVE", caller=AUDITOR).json["line"] == ["DAN"]

    def test_lets_two_people_change_places(self, client):
        put_person(client, "BEN")
        put_person(client, "ANN", manager="BEN")

        report = upload(
            client, "/people/imports", file="staff_number,name,manager\nBEN,Ben,ANN\nANN,Ann,\n"
        )

        assert statuses(report) == [(2, "imported"), (3, "imported")]
        assert client.get("/people/BEN", caller=AUDITOR).json["line"] == ["ANN"]

    def test_moves_the_lines_of_people_who_are_not_in_the_file(self, client):
        set_up(client)

        upload(client, "/people/imports", file="staff_number,name,manager\nMAN,Man,STR\n")

        assert client.get("/people/ANN", caller=AUDITOR).json["line"] == ["MAN", "STR"]

    def test_saves_nothing_in_a_dry_run(self, app, client):
        report = upload(client, "/people/imports?dry_run=true", file=PEOPLE)

        assert report["changed"]["added"] == 2
        assert published(app) == []

    def test_is_bounded_by_the_claim(self, client):
        set_up(client)

        report = upload(
            client,
            "/people/imports",
            caller=BOUNDED,
            file="staff_number,name,unit\nNEW,New,ward\nOUT,Out,trust\nSTR,Str,ward\n",
        )

        assert [status for _, status in statuses(report)] == ["imported", "refused", "refused"]
        assert report["changed"] == {"added": 1, "changed": 0, "missing": 3}

    def test_is_not_for_everybody(self, client):
        for path in ("/people/imports", "/units/imports"):
            for caller in (staff("ANY"), LEAD, AUDITOR, DASHBOARD):
                upload(client, path, file=PEOPLE, caller=caller, expect=403)

    def test_names_a_file_that_cannot_be_read(self, client):
        broken = ("", "colour\nred\n", b"\xff", "name\nA\0\n", 'name\n"A\n')

        for path in ("/people/imports", "/units/imports"):
            for content in broken:
                refused = upload(client, path, file=content, expect=422)
                assert [error["pointer"] for error in refused["errors"]] == ["/file"]

    def test_needs_the_file_in_a_form(self, client):
        client.post("/people/imports", {"file": "x"}, caller=PEOPLE_ADMIN, expect=415)
        upload(client, "/people/imports", other="x", expect=422)


class TestImportUnits:
    FILE = "unit,name,parent\nbay,Bay,ward\nward,Ward,trust\ntrust,Trust,\n"

    def test_adds_units_whose_parents_stand_further_down(self, app, client):
        report = upload(client, "/units/imports", file=self.FILE)

        assert report["changed"] == {"added": 3, "changed": 0, "missing": 0}
        assert client.get("/units/bay", caller=AUDITOR).json["path"] == ["trust", "ward", "bay"]
        assert len(published(app)) == 3
        assert upload(client, "/units/imports", file=self.FILE)["changed"]["changed"] == 0
        assert len(published(app)) == 3

    def test_refuses_the_rows_that_put_a_unit_above_itself(self, client):
        report = upload(
            client, "/units/imports", file="unit,name,parent\na,A,b\nb,B,a\nc,C,b\nd,D,d\n"
        )

        assert statuses(report) == [
            (2, "refused"),
            (3, "imported"),
            (4, "imported"),
            (5, "refused"),
        ]
        assert client.get("/units/c", caller=AUDITOR).json["path"] == ["b", "c"]

    def test_is_bounded_by_the_claim(self, client):
        set_up(client)

        report = upload(
            client,
            "/units/imports",
            caller=BOUNDED,
            file="unit,name,parent\nbay,Bay,ward\nroot,Root,\nbed,Bed,root\ncot,Cot,bay\nward,Ward,\n",
        )

        assert [status for _, status in statuses(report)] == [
            "imported",
            "refused",
            "refused",
            "imported",
            "refused",
        ]
        put_unit(client, "root")
