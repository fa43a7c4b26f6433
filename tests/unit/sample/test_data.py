"""Every reference in the files of the sample resolves, and nothing runs in a circle."""

import itertools
from datetime import date

import pytest

from deploy.sample.story import (
    Answer,
    Ask,
    Measure,
    Send,
    past_requests,
    past_training,
    read,
    working_day,
)
from tests.unit.sample.reckoning import requirements, rows, skill_levels, slug

TODAY = date(2026, 11, 24)
PEOPLE = {row["staff_number"]: row for row in rows("people.csv")}
UNITS = {row["unit"]: row for row in rows("units.csv")}
COURSES = {row["course"]: row for row in rows("courses.csv")}
SKILLS = {slug(row["Skill Name"]) for row in rows("framework-skills.csv")}
DAY = working_day(today=TODAY)
EVENTS = [
    item
    for batch in (*past_training(today=TODAY), *(act for act in DAY if isinstance(act, Send)))
    for item in batch.events
]
REQUESTS = [
    *past_requests(today=TODAY),
    *(request for act in DAY if isinstance(act, Ask) for request in act.requests),
]
ANSWERS = [answer for act in DAY if isinstance(act, Answer) for answer in act.answers]
USERS = {user["username"]: user for user in read("../../keycloak/realm.json", today=TODAY)["users"]}


def climb(things, thing, parent):
    """The thing and what lies above it; a circle would never end, so 50 steps are the most."""
    seen = []
    while thing and len(seen) < 50:
        seen.append(thing)
        thing = things[thing][parent]
    return seen


class TestSize:
    def test_is_that_of_a_digital_department(self):
        assert len(UNITS) == 12
        assert 110 <= len(PEOPLE) <= 130
        assert len(COURSES) == 30
        assert len(SKILLS) == 24
        assert len(requirements()) == 16
        assert len({row["Role"] for row in rows("framework-roles.csv")}) == 8


class TestFramework:
    def test_roles_require_skills_that_are_described(self):
        required = {skill for needed in requirements().values() for skill in needed}

        assert required == SKILLS

    def test_has_the_blemishes_of_a_published_file(self):
        written = [tuple(row.values()) for row in rows("framework-roles.csv")]

        assert len(written) - len(set(written)) == 1
        assert sum(row["Skill Level"] == "NOT IN USE" for row in rows("framework-roles.csv")) == 1
        assert any(row["Skill Description"] == "MISSING" for row in rows("framework-roles.csv"))


class TestUnits:
    def test_form_one_tree(self):
        roots = {climb(UNITS, unit, "parent")[-1] for unit in UNITS}

        assert roots == {"aldermere"}


class TestPeople:
    def test_belong_to_units_and_hold_roles_that_exist(self):
        assert {person["unit"] for person in PEOPLE.values()} == set(UNITS)
        assert {person["role_level"] for person in PEOPLE.values()} <= {"", *requirements()}

    def test_have_managers_without_circles(self):
        lines = [climb(PEOPLE, number, "manager") for number in PEOPLE]

        assert max(len(line) for line in lines) < 10

    def test_include_every_kind_there_is(self):
        people = PEOPLE.values()

        assert any(not person["manager"] for person in people if person["staff_number"] != "A1001")
        assert any(not person["role_level"] for person in people)
        assert any(person["starts_on"] > TODAY.isoformat() for person in people)
        assert any("" < person["leaves_on"] < TODAY.isoformat() for person in people)
        assert any(person["leaves_on"] > TODAY.isoformat() for person in people)


class TestCourses:
    def test_give_and_ask_for_known_skills(self):
        for course in COURSES.values():
            named = skill_levels(course["outcomes"]) | skill_levels(course["prerequisites"])
            assert set(named) <= SKILLS
            assert skill_levels(course["outcomes"])

    def test_follow_known_courses_without_circles(self):
        for course in COURSES:
            assert len(climb(COURSES, course, "after")) < 10

    def test_have_external_ids_of_their_own(self):
        assert len({course["external_ids"] for course in COURSES.values()}) == len(COURSES)


class TestPlan:
    def test_asks_for_known_role_levels_in_known_units(self):
        posts = [p for i in read("initiatives.json", today=TODAY) for p in i["posts"]]

        assert {post["role_level"] for post in posts} <= set(requirements())
        assert {post["unit"] for post in posts} <= set(UNITS)


class TestEvents:
    def test_speak_of_people_who_are_known_or_said_to_be_unknown(self):
        joining = {e.data["staff_number"] for e in EVENTS if e.type == "hr.person.joined.v1"}

        for event in EVENTS:
            number = event.data.get("staff_number")
            assert number is None or number in {*PEOPLE, *joining} or event.waiting

    def test_speak_of_known_courses_unless_they_must_be_refused(self):
        external = {course["external_ids"].split("=")[1] for course in COURSES.values()}

        unknown = [
            e
            for e in EVENTS
            if "course" in e.data and e.data["course"] not in {*COURSES, *external}
        ]

        assert [event.id for event in unknown] == ["no-such-course", "no-such-course"]

    def test_have_one_content_for_each_id_that_is_accepted(self):
        accepted = [event for event in EVENTS if event.answer == "accepted"]

        assert len({event.id for event in accepted}) == len(accepted)

    def test_come_with_every_kind_of_answer(self):
        assert {e.answer for e in EVENTS} == {"accepted", "duplicate", "conflict", "refused"}


class TestActsOfPeople:
    @pytest.mark.parametrize("act", [*REQUESTS, *ANSWERS], ids=lambda act: act.who)
    def test_are_those_of_somebody_who_can_sign_in(self, act):
        assert act.who in USERS

    def test_answer_claims_that_were_made(self):
        for answer in ANSWERS:
            made = [r.body for r in REQUESTS if r.path.split("/")[5] == answer.staff_number]
            fields = [{**body, **body.get("outside", {})} for body in made]
            assert any(answer.find.items() <= body.items() for body in fields)

    def test_confirm_only_what_people_of_the_own_line_say(self):
        for answer in ANSWERS:
            manager = USERS[answer.who]["attributes"]["staff_number"][0]
            in_line = manager in climb(PEOPLE, answer.staff_number, "manager")[1:]
            assert in_line == (answer.status == 200)

    def test_measured_completions_are_of_people_at_work(self):
        measured = next(act for act in DAY if isinstance(act, Measure))

        assert len(set(measured.staff_numbers)) == 20
        assert set(measured.staff_numbers) <= set(PEOPLE)

    def test_titles_are_the_names_of_steps_and_unlike(self):
        assert all(a.title != b.title for a, b in itertools.combinations(DAY, 2))
