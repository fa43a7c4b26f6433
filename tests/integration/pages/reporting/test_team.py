import csv
import io
import re

import pytest

from tests.browsing import words
from tests.delivery import deliver
from tests.integration.pages.reporting.teams import profile, staff
from tests.integration.reporting.heard import levels, role_level, skill


@pytest.fixture
def lead(trust, browse):
    assert trust
    return browse("LEAD")


def rows(response):
    """The rows of the matrix: who, gaps, cells."""
    body = response.get_data(as_text=True).split("<tbody>")[1].split("</tbody>")[0]
    return [
        [words_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in body.split("</tr>")[:-1]
    ]


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def foot(response):
    text = response.get_data(as_text=True)
    return words_of(text.split("<tfoot>")[1].split("</tfoot>")[0])


def names(response):
    return [row[0].partition(" ")[0] for row in rows(response)]


def table_of(response):
    return list(csv.reader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))


class TestYourTeam:
    def test_has_each_persons_levels_beside_what_their_role_needs(self, lead):
        page = lead.get("/reporting/team")

        assert rows(page) == [
            ["Ben Bright Engineer", "1", "1 of 3 2 short", "4 needs 2"],
            ["Carl Cole Analyst", "1", "1 of 2 2 waiting", "–"],
            ["Ann Onymous Engineer", "None", "3", "2"],
        ]
        assert foot(page) == "Met by people whose role needs it 2 1 of 3 2 of 2"

    def test_sums_up_first(self, lead):
        assert (
            "1 of 3 people meet every skill of their role. There are 2 gaps ; 1 of them waits for "
            "you. Most common: data modelling , where 2 people fall short."
        ) in words(lead.get("/reporting/team"))

    def test_leads_to_each_person(self, lead):
        text = lead.get("/reporting/team").get_data(as_text=True)

        assert '<a class="govuk-link" href="/skills/people/ANN">Ann Onymous</a>' in text

    def test_shows_who_is_excused_as_neither_met_nor_short(self, app, lead):
        deliver(app, profile("BEN", exempt={"data": "2026-03-02"}, testing=[("2020-01-01", 4, 4)]))

        page = lead.get("/reporting/team")

        assert ["Ben Bright Engineer", "None", "0 of 3 excused", "4 needs 2"] in rows(page)
        assert "1 of 2 2 of 2" in foot(page)

    def test_shows_what_is_held_and_not_needed(self, app, lead):
        deliver(app, levels("CARL", data=2, testing=1))

        assert ["Carl Cole Analyst", "None", "2", "1"] in rows(lead.get("/reporting/team"))

    def test_escapes_names(self, app, lead):
        deliver(app, staff("EVE", "<script>x</script>", "data", line=["LEAD", "BOSS"]))

        page = lead.get("/reporting/team").get_data(as_text=True)

        assert "&lt;script&gt;x&lt;/script&gt;" in page
        assert "<script>x" not in page

    def test_leaves_out_who_has_left_and_who_has_not_begun(self, app, lead):
        deliver(
            app,
            staff("L1", "Left", "data", line=["LEAD", "BOSS"], leaves_on="2026-03-01"),
            staff("N1", "Next", "data", line=["LEAD", "BOSS"], starts_on="2026-03-03"),
        )

        assert names(lead.get("/reporting/team")) == ["Ben", "Carl", "Ann"]


@pytest.mark.usefixtures("trust")
class TestWhom:
    def test_are_direct_reports_and_everyone_below_on_request(self, browse):
        boss = browse("BOSS")

        assert names(boss.get("/reporting/team")) == ["Lee", "Gina"]
        below = boss.get("/reporting/team?below=1")
        assert sorted(names(below)) == ["Ann", "Ben", "Carl", "Gina", "Lee"]
        assert "1 of them waits for a manager" in words(below)

    def test_is_not_asked_where_nobody_is_below(self, lead):
        assert "With everyone below" not in words(lead.get("/reporting/team"))

    def test_can_be_a_unit_of_them(self, browse):
        boss = browse("BOSS")

        assert names(boss.get("/reporting/team?below=1&unit=design")) == ["Gina"]
        assert "Design (1)" in words(boss.get("/reporting/team?below=1"))

    @pytest.mark.parametrize("unit", ["care", "nowhere"])
    def test_is_nobody_in_a_unit_without_people_of_theirs(self, lead, unit):
        page = words(lead.get(f"/reporting/team?unit={unit}"))

        assert "Nobody matches. Clear the filters" in page
        assert "Hedy" not in page

    def test_is_nobody_for_whoever_has_no_team(self, browse):
        page = words(browse("ANN").get("/reporting/team?unit=data"))

        assert "Nobody reports to you on record." in page
        assert "Ben" not in page

    def test_is_for_auditors_any_unit(self, browse):
        auditor = browse("AUD", "auditor")

        assert "Choose a team to see its people." in words(auditor.get("/reporting/team"))
        page = auditor.get("/reporting/team?unit=digital")
        assert len(rows(page)) == 6
        assert "Digital – Digital skills" in words(page)

    def test_is_for_a_bounded_auditor_their_own_unit(self, browse):
        auditor = browse("AUD", "auditor", unit="design")

        assert names(auditor.get("/reporting/team")) == ["Gina"]
        assert "Nobody matches" in words(auditor.get("/reporting/team?unit=data"))

    @pytest.mark.parametrize("role", ["digital-lead", "people-admin", "learning-admin", "operator"])
    def test_is_nobody_for_other_roles(self, browse, role):
        assert "Nobody reports to you" in words(
            browse("AUD", role).get("/reporting/team?unit=data")
        )


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("role=analyst", ["Carl"]),
            ("skill=testing", ["Ann", "Ben"]),
            ("skill=data&gaps_only=1", ["Ben", "Carl"]),
            ("gaps_only=1", ["Ben", "Carl"]),
            ("order=name", ["Ann", "Ben", "Carl"]),
            ("order=role", ["Carl", "Ann", "Ben"]),
            ("order=nonsense", ["Ben", "Carl", "Ann"]),
            ("page=9&skills=9", ["Ben", "Carl", "Ann"]),
            ("page=x&skills=x", ["Ben", "Carl", "Ann"]),
        ],
    )
    def test_choose_people_and_order(self, lead, query, shown):
        assert names(lead.get(f"/reporting/team?{query}")) == shown

    def test_look_at_one_skill_alone(self, lead):
        page = lead.get("/reporting/team?skill=testing")

        assert rows(page)[1] == ["Ben Bright Engineer", "None", "4 needs 2"]
        assert (
            "2 of 2 people meet the level that their role needs in testing. There are no gaps."
        ) in words(page)

    def test_are_kept_in_the_links_to_the_other_views(self, lead):
        page = lead.get("/reporting/team?role=engineer&gaps_only=1").get_data(as_text=True)

        assert "/reporting/team?role=engineer&amp;gaps_only=1&amp;view=list" in page
        assert "/reporting/team.csv?role=engineer&amp;gaps_only=1" in page

    def test_say_so_when_nobody_matches(self, lead):
        assert "Nobody matches. Clear the filters" in words(
            lead.get("/reporting/team?role=visitor")
        )

    def test_say_so_when_there_are_no_gaps(self, app, lead):
        deliver(app, levels("BEN", data=3, testing=2), levels("CARL", data=2))

        page = words(lead.get("/reporting/team?gaps_only=1"))

        assert "No gaps. Everyone meets every skill of their role." in page


class TestTheListOfGaps:
    def test_has_the_gaps_of_each_person_and_at_the_end_who_has_none(self, lead):
        page = words(lead.get("/reporting/team?view=list"))

        assert "Ben Bright Engineer, 1 gap Data modelling 1 of 3, 2 short" in page
        assert "Carl Cole Analyst, 1 gap Data modelling 1 of 2, 2 waiting" in page
        assert "No gaps: Ann Onymous." in page


class TestTheFile:
    def test_has_a_row_for_each_skill_of_each_person(self, lead):
        answer = lead.get("/reporting/team.csv?order=name")

        header, *lines = table_of(answer)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="team.csv"'
        assert answer.headers["Cache-Control"] == "no-store"
        assert header[:2] == ["Staff number", "Name"]
        assert lines == [
            ["ANN", "Ann Onymous", "Data", "Engineer", "Data modelling", *"333", "met", ""],
            ["ANN", "Ann Onymous", "Data", "Engineer", "Testing", *"222", "met", ""],
            ["BEN", "Ben Bright", "Data", "Engineer", "Data modelling", *"311", "short", ""],
            ["BEN", "Ben Bright", "Data", "Engineer", "Testing", *"244", "met", ""],
            ["CARL", "Carl Cole", "Data", "Analyst", "Data modelling", *"212", "waiting", ""],
        ]

    def test_has_the_same_people_as_the_page(self, lead):
        _, *lines = table_of(lead.get("/reporting/team.csv?gaps_only=1&role=engineer"))

        assert [(line[0], line[4]) for line in lines] == [("BEN", "Data modelling")]

    def test_runs_nothing_in_a_spreadsheet(self, app, lead):
        deliver(app, staff("EVE", "=cmd()", "data", line=["LEAD", "BOSS"]))

        _, *lines = table_of(lead.get("/reporting/team.csv"))

        assert ["EVE", "'=cmd()", "Data", *[""] * 7] in lines


class TestALargeTeam:
    SKILLS = [f"s{n:02}" for n in range(30)]

    @pytest.fixture
    def boss(self, app, browse):
        deliver(
            app,
            *(skill(name, f"Skill {name}") for name in self.SKILLS),
            role_level("broad", **dict.fromkeys(self.SKILLS, 2)),
            role_level("narrow", s29=2),
            staff("B1", "Boss", "data"),
            *(staff(f"P{n:03}", f"Person {n:03}", "data", "broad", line=["B1"]) for n in range(59)),
            staff("Q1", "Zoe", "data", "narrow", line=["B1"]),
            *(levels(f"P{n:03}", **dict.fromkeys(self.SKILLS, 1)) for n in range(59)),
        )
        return browse("B1")

    def test_is_shown_in_pages_of_50_people_and_12_skills(self, boss):
        page = boss.get("/reporting/team?order=name")

        assert len(rows(page)) == 50
        assert {len(row) for row in rows(page)} == {14}
        assert "People 1 to 50 of 60 Next people" in words(page)
        assert "Skills 1 to 12 of 30, those that most people need Next skills" in words(page)
        assert "Show all 30" in words(page)
        assert len(rows(boss.get("/reporting/team?order=name&page=2"))) == 10
        assert {len(row) for row in rows(boss.get("/reporting/team?skills=3"))} == {8}

    def test_has_the_skill_that_most_people_need_on_the_first_page(self, boss):
        head = boss.get("/reporting/team").get_data(as_text=True).split("</thead>")[0]

        assert "Skill s29</span>" in head
        assert "Skill s11</span>" not in head

    def test_is_light_with_all_skills_at_once(self, boss):
        page = boss.get("/reporting/team?skills=all")

        assert {len(row) for row in rows(page)} == {32}
        assert len(page.data) < 120_000

    def test_goes_whole_into_the_file(self, boss):
        assert len(table_of(boss.get("/reporting/team.csv"))) == 1 + 59 * 30 + 1
