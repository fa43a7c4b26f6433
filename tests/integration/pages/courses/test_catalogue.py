import csv
import io

import pytest

from services.courses.app import create
from services.courses.domain import ExternalId, Mode, Outcome, Skill
from tests.browsing import Browser, words
from tests.integration.pages.courses.keeping import SKILLS, course, keep


@pytest.fixture
def app(wire):
    return wire(create)


@pytest.fixture
def keeper(app, clock):
    """Somebody who keeps the catalogue and is not on the staff."""
    return Browser(app, clock.now(), staff_number=None, roles=["learning-admin"])


def titles(page):
    text = page.get_data(as_text=True)
    rows = text.split("<tbody", 1)[-1].split("</tbody>")[0] if "<tbody" in text else ""
    return [part.split(">", 1)[1].split("<")[0] for part in rows.split("<a ")[1:]]


def upload(keeper, content, *, expect=200, **fields):
    """Send a file, or none, to the import."""
    if content is not None:
        fields["file"] = (io.BytesIO(content), "courses.csv")
    return keeper.post("/courses/catalogue/import", fields, expect=expect)


class TestTheCatalogue:
    def test_says_that_it_is_empty_and_how_to_begin(self, keeper):
        said = words(keeper.get("/courses/catalogue"))

        assert "There is no course yet." in said
        assert "Add a course or bring in a file ." in said

    def test_lists_courses_by_title_with_what_they_give(self, app, keeper):
        many = tuple(Outcome(f"s{number}", 1) for number in range(5))
        keep(
            app,
            *SKILLS,
            course("b", "Testing", provider="Academy", hours=6, cost_pence=9050),
            course("a", "Agile", outcomes=many, cost_pence=0),
            course("c", "Zeal", outcomes=(), withdrawn=True),
        )

        page = keeper.get("/courses/catalogue")

        said = words(page)
        assert titles(page) == ["Agile", "Testing", "Zeal"]
        assert "2 courses can be taken, 1 is withdrawn." in said
        assert "Testing Academy Testing: 2 Working Hours: 6 hours Cost: £90.50" in said
        assert "and 2 more skills Hours: – Cost: Free" in said
        assert "No level in a skill" in said
        assert said.count("Offered: Withdrawn") == 1

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=agile", ["Agile basics", "Coaching"]),
            ("q=coach+working", ["Coaching"]),
            ("q=academy", ["Testing"]),
            ("q=.*", []),
            ("skill=testing", ["Agile basics", "Testing"]),
            ("skill=none", []),
            ("show=withdrawn", ["Coaching"]),
            ("show=offered", ["Agile basics", "Testing"]),
            ("show=odd", ["Agile basics", "Coaching", "Testing"]),
            ("q=agile&show=offered", ["Agile basics"]),
            ("q=" + "x" * 5000, []),
        ],
    )
    def test_is_searched_by_words_skill_and_state(self, app, keeper, query, found):
        keep(
            app,
            *SKILLS,
            course("a", "Agile basics"),
            course("b", "Testing", provider="Academy"),
            course("c", "Coaching", outcomes=(Outcome("agile", 3),), withdrawn=True),
        )

        page = keeper.get(f"/courses/catalogue?{query}")

        assert titles(page) == found
        assert ("No course matches." in words(page)) == (not found)

    def test_comes_in_pages_that_keep_the_filters(self, app, keeper):
        keep(app, *(course(f"c{n:03}", f"Course {n:03}", provider="P & Q") for n in range(60)))

        first = keeper.get("/courses/catalogue?q=%26&show=offered")
        next_page = first.get_data(as_text=True).split("Next page")[0].rsplit('href="', 1)[1]
        rest = keeper.get(next_page.split('"')[0].replace("&amp;", "&"))

        assert len(titles(first)) == 50
        assert titles(first) + titles(rest) == [f"Course {n:03}" for n in range(60)]
        assert "Next page" not in words(rest)
        assert "60 courses found" in words(rest)

    def test_refuses_an_odd_page(self, keeper):
        keeper.get("/courses/catalogue?after=odd", expect=422)

    def test_shows_whatever_is_in_a_title_as_it_is(self, app, keeper):
        keep(app, course("a", "<b>Bold</b> & " + "x" * 186))

        assert "<b>Bold" not in keeper.get("/courses/catalogue").get_data(as_text=True)

    @pytest.mark.parametrize(
        "path",
        [
            "/courses/catalogue",
            "/courses/catalogue.csv",
            "/courses/catalogue/new",
            "/courses/catalogue/import",
            "/courses/catalogue/testing",
            "/courses/catalogue/testing/withdraw",
        ],
    )
    @pytest.mark.parametrize("role", ["staff", "auditor", "people-admin", "digital-lead"])
    def test_is_no_page_for_anybody_else(self, app, clock, path, role):
        keep(app, course("testing"))
        other = Browser(app, clock.now(), staff_number="S1", roles=["staff", role])

        assert "Page not found" in words(other.get(path, expect=404))


class TestTheFile:
    FULL = course(
        "full",
        "=All, of; it",
        provider="Academy",
        summary="One.\nTwo.",
        mode=Mode.BLENDED,
        hours=2.5,
        cost_pence=9050,
        valid_months=12,
        outcomes=(Outcome("testing", 2), Outcome("agile", 1)),
        prerequisites=(Outcome("agile", 1),),
        after=("testing",),
        url="https://a.example",
        external_ids=(ExternalId("https://lms.example/x?a=b", "T-1"), ExternalId("lms", "2")),
    )

    def download(self, keeper):
        response = keeper.get("/courses/catalogue.csv")
        text = response.get_data().decode("utf-8-sig")
        return response, list(csv.DictReader(io.StringIO(text)))

    def test_has_the_courses_that_can_be_taken(self, app, keeper):
        keep(app, self.FULL, course("testing"), course("gone", withdrawn=True))

        response, rows = self.download(keeper)

        assert [row["course"] for row in rows] == ["full", "testing"]
        assert rows[0]["title"] == "'=All, of; it"
        assert rows[0]["outcomes"] == "testing:2;agile:1"
        assert rows[0]["hours"] == "2.5"
        assert "attachment" in response.headers["Content-Disposition"]

    def test_changes_nothing_when_it_is_brought_in_again(self, app, keeper):
        keep(
            app, *SKILLS, self.FULL, course("testing", hours=1e-07), course("gone", withdrawn=True)
        )
        response, _ = self.download(keeper)

        said = words(upload(keeper, response.get_data()))

        assert "Nothing would be added or changed." in said
        assert "2 lines say what is on record already" in said
        assert "not in the file" not in said

    def test_leaves_out_what_a_row_cannot_say(self, app, keeper):
        keep(
            app,
            course("testing"),
            course("odd", external_ids=(ExternalId("lms", "a;b"),)),
            course("even", external_ids=(ExternalId("lms", "a=b"),)),
            course("spaced", " Spaced "),
        )

        _, rows = self.download(keeper)

        assert [row["course"] for row in rows] == ["testing"]
        said = words(keeper.get("/courses/catalogue/import"))
        assert "3 courses are left out of the download" in said


class TestTheImport:
    HEADER = "course,title,outcomes,after,hours\n"

    def preview(self, keeper, text):
        return upload(keeper, (self.HEADER + text).encode())

    def test_lists_each_bad_line_before_anything_is_saved(self, app, keeper):
        keep(app, *SKILLS, course("testing"))

        page = self.preview(
            keeper,
            "testing,Testing anew,testing:2,,\n"
            "agile,Agile,agile:1,nowhere,\n"
            "bad,,testing:9,,\n"
            "good,Good,testing:1,testing,6\n",
        )

        said = words(page)
        assert "1 course would be added" in said
        assert "2 lines cannot be brought in." in said
        assert "no such course" in said
        assert "outcomes: Must be a whole number between 1 and 4." in said
        assert titles(keeper.get("/courses/catalogue")) == ["Testing"]

    def test_saves_what_was_shown(self, app, keeper):
        keep(app, *SKILLS)
        page = self.preview(keeper, "good,Good,testing:1,,6\nbad,,testing:1,,\n")

        done = upload(keeper, None, step="save", **dict(self.hidden(page)), expect=303)

        said = words(keeper.get(done.location))
        assert "1 course added" in said
        assert "1 line left out." in said
        assert titles(keeper.get("/courses/catalogue")) == ["Good"]

    def test_needs_a_file_that_can_be_read(self, keeper):
        said = words(upload(keeper, b"title\nx\n"))

        assert said.startswith("Error: ")
        assert "it lacks" in said
        assert "Choose a file" in words(upload(keeper, None))

    def hidden(self, page):
        for part in page.get_data(as_text=True).split('<input type="hidden" ')[1:]:
            yield part.split('name="')[1].split('"')[0], part.split('value="')[1].split('"')[0]


def test_a_skill_that_is_gone_is_named_by_its_id(app, keeper):
    keep(app, Skill("other", "Other"), course("a"))

    assert "testing: 2 Working" in words(keeper.get("/courses/catalogue"))
