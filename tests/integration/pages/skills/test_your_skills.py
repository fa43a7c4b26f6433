"""Your skills, another role, and the file of it."""

import csv
import io

from tests.browsing import Browser, words
from tests.integration.skills.organisation import (
    ANN,
    MANAGER,
    PEOPLE_ADMIN,
    excuse,
    put_person,
    state,
)


class TestYourSkills:
    def test_are_beside_what_the_role_needs(self, client, ann):
        state(client, "ANN", caller=MANAGER, source="manager", level=3)

        said = words(ann.get("/skills/"))

        assert "Senior tester, Ward." in said
        assert "1 of 2 skills verified at the level you need" in said
        assert "1 skill below the level your role needs" in said
        assert "There is nothing on your record about this skill yet." in said
        assert "Man confirmed level 3, practitioner, on 2 March 2026." in said

    def test_count_what_would_meet_the_level_as_waiting(self, client, ann):
        state(client, "ANN", caller=ANN, skill="drawing", level=2)

        said = words(ann.get("/skills/"))

        assert "1 waiting for Man to confirm" in said
        assert "1 skill that would meet the level once it is confirmed" in said

    def test_say_what_waits_and_would_not_meet_it(self, client, ann):
        state(client, "ANN", caller=ANN, level=2)

        said = words(ann.get("/skills/"))

        assert "0 waiting for Man to confirm 1 other waits, too" in said
        assert "2 working is waiting" in said

    def test_that_nobody_asks_for_are_shown_too(self, client, browse):
        state(client, "BEN", caller=MANAGER, source="manager", level=2)

        said = words(browse("BEN").get("/skills/"))

        assert "You have no role yet" in said
        assert "1 skill on your record" in said
        assert "2 Working" in said

    def test_from_which_one_is_excused_stand_apart_with_the_reason(self, client, ann):
        excuse(client)

        said = words(ann.get("/skills/"))

        assert "0 of 1 skills verified" in said
        assert "1 skill of your role that you need not have for now" in said
        assert "Excused until 30 June 2026" in said
        assert "Excused by Man, on 2 March 2026: “On other duties until the summer”" in said

    def test_wait_for_nobody_where_there_is_no_manager(self, client, browse):
        put_person(client, "LONE", role_level="junior-tester")
        lone = browse("LONE")
        state(client, "LONE", caller={"staff_number": "LONE", "roles": ["staff"]}, level=1)

        said = words(lone.get("/skills/"))

        assert "waiting for a manager; you have none on record" in said

    def test_of_names_and_notes_with_markup_are_text(self, client, ann):
        put_person(
            client,
            "MAN",
            name="<script>alert(1)</script>",
            manager="BOSS",
            expect=200,
            headers={"If-Match": "*"},
        )
        state(client, "ANN", caller=ANN, skill="drawing", note="<b>bold</b>")

        page = ann.get("/skills/").get_data(as_text=True)

        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestAnotherRole:
    def test_is_found_by_name(self, ann):
        said = words(ann.get("/skills/roles?q=junior"))

        assert "1 role level with “junior”" in said
        assert "Junior tester 1 skill" in said
        assert "Senior tester" not in said

    def test_is_told_apart_where_it_asks_for_nothing_or_is_not_there(self, ann):
        assert "Chief asks for no skills yet" in words(ann.get("/skills/roles"))
        assert "No role matches" in words(ann.get("/skills/roles?q=astronaut"))
        assert "The role Chief asks for no skills" in words(ann.get("/skills/?role_level=chief"))

    def test_is_set_beside_ones_own_skills(self, client, ann):
        state(client, "ANN", caller=MANAGER, source="manager", level=1)

        said = words(ann.get("/skills/?role_level=junior-tester"))

        assert "Your skills as Junior tester" in said
        assert "You meet every skill of this role." in said

    def test_that_is_not_there_is_not_found(self, ann):
        ann.get("/skills/?role_level=astronaut", expect=404)


class TestTheFile:
    def test_has_a_row_for_each_skill(self, client, ann):
        state(client, "ANN", caller=MANAGER, source="manager", level=3)

        response = ann.get("/skills/your-skills.csv")
        text = response.get_data().decode("utf-8-sig")
        rows = {row["Skill"]: row for row in csv.DictReader(io.StringIO(text))}

        assert response.headers["Content-Disposition"] == 'attachment; filename="your-skills.csv"'
        assert rows["Testing"]["State"] == "Met"
        assert rows["Testing"]["Level verified"] == "3"
        assert rows["Testing"]["Why"].startswith("Man confirmed level 3, practitioner, on 2 March")
        assert rows["Drawing"]["State"] == "Missing"
        assert rows["Drawing"]["Level the role needs"] == "2"


def test_somebody_who_is_no_person_has_no_skills(app, clock):
    Browser(app, clock.now(), staff_number=None, roles=("auditor",)).get("/skills/", expect=404)


def test_whoever_is_not_on_record_yet_has_an_empty_page(browse):
    said = words(browse("NEW1").get("/skills/"))

    assert "You have no role yet" in said
    assert PEOPLE_ADMIN["staff_number"] not in said
