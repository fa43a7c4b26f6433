"""What those come for who keep the catalogue and people: to edit, and to bring in files."""

import pytest

pytestmark = pytest.mark.usefixtures("sample")

MARKS = {"by keyboard": "K", "without JavaScript": "P"}
COURSES = "course,title,outcomes,hours\n{name},{title},testing:2,9\n{name}-2,Too long,testing:9,4\n"
PEOPLE = "staff_number,name,unit,manager\n{number},{name},workforce,A4002\nJ 00,No one,workforce,\n"
REPLACE = {"If-Match": "*"}


@pytest.fixture
def gwen(as_person):
    """Who keeps the catalogue."""
    return as_person("gwen.pritchard")


@pytest.fixture
def marcus(as_person):
    """Who keeps people."""
    return as_person("marcus.bell")


@pytest.fixture
def mark(way):
    """What tells the things of one way of a journey from those of the other."""
    return MARKS[way]


class TestTheCatalogue:
    def test_is_given_a_course_which_is_then_edited_and_withdrawn(self, gwen, mark):
        title = f"Sensors at the bedside {mark}"
        gwen.open("/reporting/")
        gwen.follow("Catalogue")
        gwen.follow("Add a course")
        gwen.press("Continue")
        gwen.mend("Enter")
        gwen.write("Title", title)
        gwen.write("Hours", "6")
        gwen.pick("Skill", "Testing")
        gwen.pick("Level", "2 Working")
        gwen.press("Continue")
        assert gwen.heading() == "Check before you save"
        gwen.press("Add it to the catalogue")
        gwen.sees(f"“{title}” is saved.")

        gwen.write("Title, provider or skill", title)
        gwen.press("Search")
        gwen.follow(title)
        gwen.write("Hours", "8")
        gwen.press("Continue")
        table = gwen.page.get_by_role("table", name="What changes").inner_text()
        assert "6" in table
        assert "8" in table
        gwen.press("Save")

        gwen.write("Title, provider or skill", title)
        gwen.press("Search")
        gwen.follow(title)
        gwen.follow("Withdraw it")
        gwen.press("Withdraw")
        gwen.sees(f"“{title}” is withdrawn.")

    def test_is_given_a_file_whose_bad_line_is_named(self, gwen, mark, tmp_path):
        file = tmp_path / "courses.csv"
        title = f"Forms that work {mark}"
        file.write_text(COURSES.format(name=f"forms-{mark.lower()}", title=title))
        gwen.open("/courses/catalogue")
        gwen.follow("Bring in courses from a file")
        gwen.hand_in("File of courses", file)
        gwen.press("Check the file")

        bad = gwen.page.get_by_role("table", name="Lines that cannot be brought in")
        assert "3" in bad.get_by_role("rowheader").inner_text()
        gwen.press("Save 1 course")
        gwen.sees("1 course added. 1 line left out.")


class TestPeople:
    def test_are_brought_in_from_a_file_whose_bad_line_is_named(self, marcus, mark, tmp_path):
        file = tmp_path / "people.csv"
        name = f"Edith Journey {mark}"
        file.write_text(PEOPLE.format(number=f"J{mark}1", name=name))
        marcus.open("/reporting/")
        marcus.follow("People")
        marcus.follow("Bring in people from a file")
        marcus.press("Check the file")
        marcus.mend("Choose a file")
        marcus.hand_in("File of people", file)
        marcus.press("Check the file")

        bad = marcus.page.get_by_role("table", name="Lines that cannot be brought in")
        assert "3" in bad.get_by_role("rowheader").inner_text()
        marcus.press("Save 1 person")
        marcus.sees("1 person added. 1 line left out.")
        self.remove(marcus, name)

    def test_are_added_changed_and_taken_out(self, marcus, mark):
        name = f"Ada Journey {mark}"
        marcus.open("/skills/admin/people")
        marcus.follow("Add a person")
        marcus.write("Staff number", f"J{mark}2")
        marcus.write("Name", name)
        marcus.pick("Unit", "People and learning")
        marcus.write("Manager (optional)", "Marcus Bell")
        marcus.press("Add the person")
        marcus.sees(f"{name} is saved.")
        marcus.write("E-mail address (optional)", "not an address")
        marcus.press("Save")
        marcus.mend("Enter an e-mail address like name@example.org")
        marcus.write("E-mail address (optional)", "ada@aldermere.example")
        marcus.press("Save")
        marcus.sees(f"{name} is saved.")
        self.remove(marcus, name)

    def remove(self, marcus, name):
        marcus.open("/skills/admin/people")
        marcus.write("Name or staff number", name)
        marcus.press("Search")
        marcus.follow(name)
        marcus.follow(f"Take {name} out")
        marcus.press("Take")
        assert marcus.heading() == "People"


@pytest.fixture
def alone(client, way):
    """Somebody without a manager who has sent something: gives the skill. He has one afterwards."""
    path, admin = "/skills/api/v1/people/A3002", client.user("people-admin")
    found = client.get(path, who=admin)
    person = {name: found[name] for name in ("name", "email", "unit", "role_level", "starts_on")}
    client.must("PUT", path, who=admin, json=person, headers=REPLACE)
    skill = {"by keyboard": "testing", "without JavaScript": "prototyping"}[way]
    claim = {"source": "self", "skill": skill, "level": 1}
    client.must("POST", f"{path}/evidence", who="joseph.mensah", json=claim)
    yield skill.capitalize()
    managed = {**person, "manager": found["manager"]}
    client.must("PUT", path, who=admin, json=managed, headers=REPLACE)


class TestPeopleWithoutAManager:
    def test_are_answered_by_who_keeps_people(self, marcus, alone):
        marcus.open("/skills/admin/people")
        marcus.sees("Waiting for somebody to confirm")
        marcus.follow("Answer self-assessments of Joseph Mensah")
        marcus.follow(f"Open Joseph Mensah, {alone}")
        marcus.press("Confirm")

        assert marcus.heading() == "1 confirmed"


class TestUnitsAndFramework:
    def test_a_unit_is_added_and_taken_out(self, marcus, mark):
        name = f"Journey unit {mark}"
        marcus.open("/skills/admin/people")
        marcus.follow("Units")
        marcus.follow("Add a unit")
        marcus.write("Name", name)
        marcus.pick("Which unit does it lie in?", "People and learning")
        marcus.press("Add the unit")
        marcus.sees(f"{name} is saved.")
        marcus.follow(f"Take {name} out")
        marcus.press("Take")
        assert marcus.heading() == "Units"

    def test_the_framework_says_what_a_skill_means(self, marcus):
        marcus.open("/skills/admin/people")
        marcus.follow("Framework")
        marcus.follow("Accessibility")

        assert marcus.heading() == "Accessibility"
