from datetime import date

import pytest

from services.courses.app import create
from services.courses.domain import (
    ExternalId,
    LoggedBy,
    Mode,
    Outcome,
    State,
    Terms,
    TrainingRecord,
)
from tests.browsing import Browser, words
from tests.integration.pages.courses.keeping import SKILLS, answers, course, keep, kept

NEW = "/courses/catalogue/new"
TESTING = "/courses/catalogue/testing"


@pytest.fixture
def app(wire):
    made = wire(create)
    keep(made, *SKILLS)
    return made


@pytest.fixture
def keeper(app, clock):
    return Browser(app, clock.now(), staff_number=None, roles=["learning-admin"])


def value_of(page, name):
    """What a box or a hidden field of the page holds."""
    for tag in page.get_data(as_text=True).split("<input ")[1:]:
        if f'name="{name}"' in tag.split(">")[0]:
            return tag.split('value="')[1].split('"')[0] if 'value="' in tag.split(">")[0] else ""
    return None


def begun(number, state):
    return TrainingRecord(
        id=number,
        staff_number=number,
        course="testing",
        terms=Terms("Testing"),
        state=state,
        logged_by=LoggedBy.PERSON,
        logged_on=date(2026, 3, 1),
    )


class TestANewCourse:
    def test_is_checked_and_then_saved(self, app, keeper):
        check = keeper.post(NEW, {**answers(), "step": "check"}, expect=200)

        assert "“Modern testing” is added to the catalogue." in words(check)
        assert "£90.50" in words(check)
        assert kept(app, "modern-testing") == (None, 0)

        sent = {**answers(), "course": value_of(check, "course"), "step": "send"}
        done = keeper.post(NEW, sent)

        made, _ = kept(app, "modern-testing")
        assert made == course(
            "modern-testing",
            "Modern testing",
            provider="Academy",
            mode=Mode.ONLINE,
            hours=6.0,
            cost_pence=9050,
        )
        assert "“Modern testing” is saved." in words(keeper.get(done.location))

    def test_may_state_only_its_title(self, app, keeper):
        bare = answers(**dict.fromkeys(list(answers())[1:]))

        check = keeper.post(NEW, {**bare, "step": "check"}, expect=200)
        keeper.post(NEW, {**bare, "course": value_of(check, "course"), "step": "send"})

        assert "it is recommended to nobody" in words(check)
        assert kept(app, "modern-testing")[0] == course(
            "modern-testing", "Modern testing", outcomes=()
        )

    def test_states_all_that_a_course_can(self, app, keeper):
        keep(app, course("testing"))
        sent = answers(
            summary="One.\r\nTwo.",
            valid_months="12",
            url="https://a.example/x",
            **{
                "prerequisites-0-skill": "agile",
                "prerequisites-0-level": "1",
                "after-0-title": " TESTING",
                "external_ids-0-source": "https://lms.example",
                "external_ids-0-id": "T-1",
            },
        )

        keeper.post(NEW, {**sent, "course": "full", "step": "send"})

        made, _ = kept(app, "full")
        assert made.summary == "One.\nTwo."
        assert made.valid_months == 12
        assert made.prerequisites == (Outcome("agile", 1),)
        assert made.after == ("testing",)
        assert made.external_ids == (ExternalId("https://lms.example", "T-1"),)

    def test_is_one_when_it_is_sent_twice(self, app, keeper):
        sent = {**answers(), "course": "modern-testing", "step": "send"}

        first, second = keeper.post(NEW, sent), keeper.post(NEW, sent)

        assert first.location == second.location
        assert kept(app, "modern-testing-2") == (None, 0)

    def test_says_so_where_somebody_has_just_added_one_of_its_title(self, app, keeper):
        keep(app, course("modern-testing", "Modern testing"))

        page = keeper.post(
            NEW, {**answers(), "course": "modern-testing", "step": "send"}, expect=200
        )

        assert words(page).startswith("Error: ")
        assert "Somebody has just added a course with this title." in words(page)
        assert value_of(page, "course") == "modern-testing-2"
        assert kept(app, "modern-testing-2") == (None, 0)

    @pytest.mark.parametrize("title", ["New", "Import", "Testing"])
    def test_takes_the_place_of_nothing_else(self, app, keeper, title):
        keep(app, course("testing", withdrawn=True))

        check = keeper.post(NEW, {**answers(title), "step": "check"}, expect=200)

        assert value_of(check, "course") == f"{title.lower()}-2"

    def test_leads_back_with_the_answers(self, keeper):
        page = keeper.post(NEW, {**answers(), "step": "change"}, expect=200)

        assert value_of(page, "title") == "Modern testing"
        assert value_of(page, "cost_pence") == "90.50"
        assert "There is a problem" not in words(page)

    @pytest.mark.parametrize(
        ("changes", "said", "place"),
        [
            ({"title": " "}, "Enter a title", "title"),
            ({"title": "x" * 201}, "The title must be one line of at most 200", "title"),
            ({"title": "a\u202eb"}, "The title must be one line", "title"),
            ({"provider": "x" * 201}, "The provider must be one line", "provider"),
            ({"summary": "x" * 2001}, "The summary must be at most 2,000", "summary"),
            ({"mode": "post"}, "Not a valid choice", "mode"),
            ({"hours": "many"}, "Hours must be a number between 0 and 10,000", "hours"),
            ({"cost_pence": "1.234"}, "The cost must be an amount between £0", "cost_pence"),
            ({"valid_months": "0"}, "The months must be a whole number", "valid_months"),
            ({"url": "http://a.example"}, "The link must be a web address", "url"),
            ({"outcomes-0-level": ""}, "Choose the level", "outcomes-0-level"),
            ({"outcomes-0-skill": ""}, "Choose the skill", "outcomes-0-skill"),
            ({"outcomes-0-skill": "made-up"}, "Not a valid choice", "outcomes-0-skill"),
            ({"outcomes-0-level": "5"}, "Not a valid choice", "outcomes-0-level"),
            (
                {"outcomes-1-skill": "testing", "outcomes-1-level": "1"},
                "Name each skill that it gives once",
                "outcomes-0-skill",
            ),
            (
                {"external_ids-0-id": "T-1"},
                "Enter the address of the learning system",
                "external_ids-0-source",
            ),
            (
                {"external_ids-0-source": "lms"},
                "Enter what the learning system calls the course",
                "external_ids-0-id",
            ),
            (
                {"external_ids-0-source": "lms", "external_ids-0-id": "T-1"},
                "Another course is called so in this system already",
                "external_ids-0-source",
            ),
            (
                {"after-0-title": "Tested"},
                "There is no course called “Tested”. Did you mean “Tested well”?",
                "after-0-title",
            ),
            ({"after-0-title": "Zzz"}, "There is no course called “Zzz”", "after-0-title"),
            (
                {"after-0-title": "Twin"},
                "Several courses have this title. Enter what it is called in files: twin or twin-2",
                "after-0-title",
            ),
            (
                {"after-0-title": "twin", "after-1-title": "twin"},
                "Name each course to finish before it once",
                "after-0-title",
            ),
        ],
    )
    def test_is_refused_with_a_sentence_at_the_field(self, app, keeper, changes, said, place):
        keep(
            app,
            course("a", "Tested well", external_ids=(ExternalId("lms", "T-1"),)),
            course("twin", "Twin"),
            course("twin-2", "Twin"),
        )

        page = keeper.post(NEW, {**answers(**changes), "step": "check"}, expect=200)

        text = page.get_data(as_text=True)
        assert words(page).startswith("Error: Add a course")
        assert f'href="#{place}"' in text
        assert f'id="{place}"' in text
        assert words(page).count(said) == 2

    def test_names_a_course_of_several_by_what_it_is_called_in_files(self, app, keeper):
        keep(app, course("twin", "Twin"), course("twin-2", "Twin"))

        check = keeper.post(
            NEW, {**answers(), "after-0-title": "twin-2", "step": "check"}, expect=200
        )

        assert value_of(check, "after-0-course") == "twin-2"
        assert value_of(check, "after-0-title") == "Twin"


class TestRows:
    def test_are_added_and_removed_without_losing_an_answer(self, keeper):
        page = keeper.post(NEW, {**answers(), "step": "add-outcomes"}, expect=200)
        assert 'name="outcomes-1-skill"' in page.get_data(as_text=True)
        assert value_of(page, "hours") == "6"
        assert "There is a problem" not in words(page)

        more = {"outcomes-1-skill": "agile", "outcomes-1-level": "1"}
        page = keeper.post(NEW, {**answers(**more), "step": "remove-outcomes-0"}, expect=200)

        text = page.get_data(as_text=True)
        assert 'name="outcomes-1-skill"' not in text
        assert 'value="agile" selected' in text

    def test_are_not_removed_by_the_enter_key(self, keeper):
        text = keeper.get(NEW).get_data(as_text=True)

        first_button = text.split('<form method="post"')[1].split("<button")[1].split(">")[0]
        assert 'value="check"' in first_button
        assert 'tabindex="-1"' in first_button


class TestACourse:
    @pytest.fixture
    def seen(self, app):
        keep(app, course("testing", provider="Academy", cost_pence=9000))
        return str(kept(app, "testing")[1])

    def test_is_opened_as_it_stands(self, app, keeper):
        keep(
            app,
            course("a", "Agile"),
            course(
                "testing",
                hours=2.5,
                cost_pence=9050,
                outcomes=(Outcome("agile", 1), Outcome("gone", 2)),
                after=("a",),
                external_ids=(ExternalId("lms", "T-1"),),
            ),
        )

        page = keeper.get(TESTING)

        assert value_of(page, "hours") == "2.5"
        assert value_of(page, "cost_pence") == "90.50"
        assert value_of(page, "after-0-title") == "Agile"
        assert value_of(page, "external_ids-0-id") == "T-1"
        text = page.get_data(as_text=True)
        assert 'value="gone" selected' in text

    def test_opened_and_sent_unchanged_changes_nothing(self, app, keeper):
        keep(
            app,
            course("a", "Agile"),
            course(
                "testing",
                summary="",
                hours=2,
                outcomes=(Outcome("gone", 2),),
                prerequisites=(Outcome("agile", 1),),
                after=("a",),
                external_ids=(ExternalId("lms", "T-1"),),
            ),
        )
        page = keeper.get(TESTING)
        names = ["title", "hours", "after-0-title", "after-0-course", "seen"]
        names += ["external_ids-0-source", "external_ids-0-id"]
        sent = {name: value_of(page, name) for name in names}
        sent |= {"outcomes-0-skill": "gone", "outcomes-0-level": "2"}
        sent |= {"prerequisites-0-skill": "agile", "prerequisites-0-level": "1"}

        check = keeper.post(TESTING, {**sent, "step": "check"}, expect=200)

        assert "Nothing has changed" in words(check)
        assert 'value="send"' not in check.get_data(as_text=True)

    def test_shows_what_changes_before_it_is_saved(self, app, keeper, seen):
        sent = {**answers("Testing", mode=""), "seen": seen}

        check = keeper.post(TESTING, {**sent, "step": "check"}, expect=200)
        assert "2 answers of “Testing” change." in words(check)
        assert "Cost for one person Now: £90 After you save: £90.50" in words(check)
        assert kept(app, "testing")[0].cost_pence == 9000

        keeper.post(TESTING, {**sent, "step": "send"})
        assert kept(app, "testing")[0].cost_pence == 9050

    def test_that_somebody_else_changed_is_not_overwritten(self, app, keeper, seen):
        keep(app, course("testing", "Testing anew"))

        page = keeper.post(TESTING, {**answers("Mine"), "seen": seen, "step": "send"}, expect=200)

        assert words(page).startswith("Error: Check before you save")
        assert "Somebody else changed this course while you had it open. Nothing was saved." in (
            words(page)
        )
        assert "Title Now: Testing anew After you save: Mine" in words(page)
        found, version = kept(app, "testing")
        assert found.title == "Testing anew"

        assert value_of(page, "seen") == str(version)
        keeper.post(TESTING, {**answers("Mine"), "seen": str(version), "step": "send"})
        assert kept(app, "testing")[0].title == "Mine"

    def test_is_said_to_have_changed_already_where_it_is_checked(self, app, keeper, seen):
        keep(app, course("testing", "Testing anew"))

        page = keeper.post(TESTING, {**answers("Mine"), "seen": seen, "step": "check"}, expect=200)

        assert "Somebody else changed this course" in words(page)

    def test_sent_twice_is_saved_once(self, app, keeper, seen):
        sent = {**answers("Mine"), "seen": seen, "step": "send"}
        keeper.post(TESTING, sent)
        _, version = kept(app, "testing")

        keeper.post(TESTING, sent)

        assert kept(app, "testing")[1] == version

    def test_cannot_come_after_itself_or_one_that_comes_after_it(self, app, keeper, seen):
        keep(app, course("later", after=("testing",)))

        for title in ("Testing", "Later"):
            sent = {**answers("Testing"), "after-0-title": title, "seen": seen, "step": "check"}
            page = keeper.post(TESTING, sent, expect=200)
            assert "Neither the course itself nor one that comes after it" in words(page)

    def test_that_is_withdrawn_is_offered_again_by_saving_it(self, app, keeper):
        keep(app, course("testing", withdrawn=True))
        sent = {
            "title": "Testing",
            "outcomes-0-skill": "testing",
            "outcomes-0-level": "2",
            "seen": str(kept(app, "testing")[1]),
        }
        assert "This course is withdrawn" in words(keeper.get(TESTING))

        check = keeper.post(TESTING, {**sent, "step": "check"}, expect=200)
        assert "Offered Now: No, it is withdrawn After you save: Yes" in words(check)
        keeper.post(TESTING, {**sent, "step": "send"})

        assert not kept(app, "testing")[0].withdrawn

    def test_that_never_was_is_no_page(self, keeper):
        keeper.get(TESTING, expect=404)
        keeper.post(TESTING, answers(), form=NEW, expect=404)


class TestWithdrawing:
    PATH = f"{TESTING}/withdraw"

    def test_says_what_it_comes_to_and_does_it(self, app, keeper):
        keep(
            app,
            course("testing"),
            course("later", after=("testing",)),
            course("gone", after=("testing",), withdrawn=True),
            begun("S1", State.ENROLLED),
            begun("S2", State.IN_PROGRESS),
            begun("S3", State.WITHDRAWN),
        )

        page = keeper.get(self.PATH)
        assert "2 people have begun it and can still finish it" in words(page)
        assert "1 course has to come after it: Later" in words(page)

        done = keeper.post(self.PATH, {"seen": value_of(page, "seen")})
        assert kept(app, "testing")[0].withdrawn
        assert "“Testing” is withdrawn." in words(keeper.get(done.location))

    def test_changes_nothing_where_somebody_else_changed_the_course(self, app, keeper):
        keep(app, course("testing"))
        seen = str(kept(app, "testing")[1])
        keep(app, course("testing", "Testing anew"))

        page = keeper.post(self.PATH, {"seen": seen}, expect=200)

        assert words(page).startswith("Error: ")
        assert "Somebody else changed this course" in words(page)
        assert "Testing anew" in words(page)
        assert not kept(app, "testing")[0].withdrawn

    def test_twice_is_the_same_as_once(self, app, keeper):
        keep(app, course("testing"))
        sent = {"seen": str(kept(app, "testing")[1])}
        keeper.post(self.PATH, sent)
        version = kept(app, "testing")[1]

        keeper.post(self.PATH, sent, form=NEW)

        assert kept(app, "testing")[1] == version

    def test_of_a_course_that_never_was_is_no_page(self, keeper):
        keeper.get(self.PATH, expect=404)
        keeper.post(self.PATH, {}, form=NEW, expect=404)
