import re

import pytest

from tests.browsing import words
from tests.callers import staff
from tests.delivery import deliver
from tests.integration.courses.sending import person
from tests.integration.pages.courses.learning import LINK, browse, claim, levels, record, verdict

QUEUE = "/courses/to-confirm"
CHECK = f"{QUEUE}/check"


@pytest.fixture
def mia(app, clock):
    return browse(app, clock, "M1")


def ticked(*trainings):
    return "?" + "&".join(f"training={each}" for each in trainings)


class TestTheQueue:
    def test_says_what_each_would_change_and_what_speaks_against_it(self, client, mia):
        claim(client)

        page = words(mia.get(QUEUE))

        assert "1 training record waits for you, from 1 person." in page
        assert "Confirming all of them would close 1 gap in your team." in page
        assert "Sam Staff Tester" in page
        assert "Completed “Modern testing” Academy, 6 hours, finished 20 February 2026" in page
        assert "Testing From 1 awareness to 2 working. Closes a gap. No certificate was" in page
        assert "Waiting Since today" in page

    def test_counts_a_gap_once_that_two_would_close(self, client, mia):
        claim(client)
        claim(client, completed_on="2026-01-01")

        page = words(mia.get(QUEUE))

        assert "2 training records wait for you, from 1 person." in page
        assert "would close 1 gap in" in page

    def test_knows_a_judgement_that_came_after_it(self, app, client, mia):
        deliver(app, levels("S1", 2, judged_on="2026-02-25", testing=1))
        claim(client)

        page = words(mia.get(QUEUE))

        assert "Confirming them closes no gap." in page
        assert "Level unchanged in Testing." in page
        assert "was assessed on 25 February 2026, after it." in page

    def test_shows_everybody_below_on_request(self, app, client, clock):
        claim(client)
        claim(client, "M1")
        max_above = browse(app, clock, "M2")

        near, whole = words(max_above.get(QUEUE)), words(max_above.get(f"{QUEUE}?all=yes"))

        assert "Mia Manager" in near
        assert "Sam Staff" not in near
        assert "Sam Staff" in whole

    def test_shows_nothing_of_others(self, app, client, clock):
        claim(client)

        for number in ("S1", "X1"):
            page = words(browse(app, clock, number).get(QUEUE))
            assert "Nothing waits for you." in page
            assert "Modern testing" not in page

    def test_waits_for_the_people_team_where_there_is_no_manager(self, app, client, clock):
        claim(client, "X1")
        admin = browse(app, clock, "A1", roles=("people-admin",))

        assert "Xena Elsewhere" in words(admin.get(QUEUE))

    def test_tells_namesakes_apart(self, app, client, mia):
        deliver(app, person("S2", "M1", name="Sam Staff"))
        claim(client)
        assert "(S1)" not in words(mia.get(QUEUE))

        claim(client, "S2")

        page = words(mia.get(QUEUE))
        assert "Sam Staff (S1)" in page
        assert "Sam Staff (S2)" in page

    def test_shows_a_link_and_a_note_as_text(self, client, mia):
        claim(client, link=LINK, note="<b>Really</b>")

        html = mia.get(QUEUE).get_data(as_text=True)

        assert f'href="{LINK}" rel="noreferrer"' in html
        assert "&lt;b&gt;Really&lt;/b&gt;" in html
        assert "No certificate" not in html

    def test_goes_on_where_there_is_more_than_a_page(self, client, mia):
        for day in range(1, 52):
            number = f"{2025 - day // 28}-{1 + day % 12:02}-{1 + day % 28:02}"
            claim(client, completed_on=number)

        first = mia.get(QUEUE)
        following = re.search(r'href="(/courses/to-confirm\?after=[^"]+)"', first.text)[1]

        assert "51 training records wait for you" in words(first)
        assert "would close" not in words(first)
        assert first.text.count('name="training"') == 50
        assert mia.get(following).text.count('name="training"') == 1


class TestSeveralTogether:
    def test_are_checked_once_more_and_confirmed(self, client, mia):
        first, second = claim(client), claim(client, completed_on="2026-01-01")

        check = mia.get(CHECK + ticked(first, second))
        assert "Check before you confirm them" in words(check)
        done = mia.post(CHECK, {"training": [first, second]}, form=CHECK + ticked(first, second))

        page = words(mia.get(done.location))
        assert "2 confirmed" in page
        assert "Sam Staff, Modern testing. You confirmed it on 2 March 2026." in page
        for each in (first, second):
            assert record(client, each)["confirmation"]["state"] == "accepted"
            assert record(client, each)["confirmation"]["by"] == "M1"

    def test_need_one_to_be_ticked(self, client, mia):
        training = claim(client)

        response = mia.get(CHECK)

        page = words(response)
        assert page.startswith("Error: To confirm")
        assert page.count("Select at least one to confirm") == 2
        assert f'href="#training-{training}"' in response.text
        assert f'id="training-{training}"' in response.text

    def test_leave_alone_what_somebody_answered_before(self, client, mia):
        open_one, rejected = claim(client), claim(client, completed_on="2026-01-01")
        shown = CHECK + ticked(open_one, rejected)
        mia.get(shown)
        verdict(client, rejected, "rejected", caller="M2", note="Not you.")

        done = mia.post(CHECK, {"training": [open_one, rejected]}, form=shown)

        page = words(mia.get(done.location))
        assert "1 confirmed" in page
        assert "Answered already; nothing changed" in page
        assert "Max Above rejected it on 2 March 2026: “Not you”." in page
        assert record(client, rejected)["confirmation"]["state"] == "rejected"

    def test_say_so_where_somebody_else_has_confirmed(self, client, mia):
        training = claim(client)
        verdict(client, training, caller="M2")

        page = words(mia.get(CHECK + ticked(training)))

        assert "Nothing of it waits any more." in page
        assert "Max Above confirmed it on 2 March 2026." in page

    def test_twice_are_confirmed_once(self, client, mia):
        training = claim(client)
        shown = CHECK + ticked(training)
        token = {"training": [training]}
        mia.post(CHECK, token, form=shown)
        version = record(client, training)

        again = mia.post(CHECK, token, form=QUEUE + "/" + claim(client, completed_on="2026-01-01"))

        assert "1 confirmed" in words(mia.get(again.location))
        assert record(client, training) == version

    def test_are_told_where_the_person_withdrew_one(self, client, mia):
        training = claim(client)
        client.patch(
            f"/training/{training}", {"state": "withdrawn"}, caller=staff("S1"), expect=200
        )

        page = words(mia.get(f"{QUEUE}/done" + ticked(training)))

        assert "Nothing was changed" in page
        assert "It was withdrawn." in page

    def test_show_nothing_that_is_not_the_callers(self, app, client, clock):
        training = claim(client)
        other = browse(app, clock, "X1")

        page = words(other.get(CHECK + ticked(training, "no-such-training")))

        assert "2 of them are not yours to answer any more" in page
        assert "Modern testing" not in page


class TestOne:
    def test_is_opened_and_confirmed_with_a_note(self, client, mia):
        training = claim(client)
        page = words(mia.get(f"{QUEUE}/{training}"))
        assert "Sam Staff: Modern testing" in page
        assert "From 1 awareness to 2 working. Closes a gap." in page

        done = mia.post(f"{QUEUE}/{training}", {"note": "Well done."})

        assert "1 confirmed" in words(mia.get(done.location))
        assert record(client, training)["confirmation"]["note"] == "Well done."

    def test_is_rejected_with_a_reason_that_the_person_sees(self, app, client, clock, mia):
        training = claim(client)
        form = f"{QUEUE}/{training}/reject"
        assert "Why do you reject it? Sam Staff sees this" in words(mia.get(form))

        done = mia.post(form, {"reason": "That was another course."})

        page = words(mia.get(done.location))
        assert "1 rejected" in page
        assert "Sam Staff sees your answer and the reason" in page
        own = words(browse(app, clock).get("/courses/"))
        assert "Mia Manager rejected it on 2 March 2026: “That was another course”." in own

    @pytest.mark.parametrize(
        ("reason", "error"),
        [("", "Enter a reason"), ("  ", "Enter a reason"), ("x" * 2001, "at most 2,000 char")],
    )
    def test_is_rejected_with_nothing_less(self, client, mia, reason, error):
        training = claim(client)

        page = words(mia.post(f"{QUEUE}/{training}/reject", {"reason": reason}, expect=200))

        assert page.startswith("Error: Reject")
        assert page.count(error) == 2
        assert record(client, training)["confirmation"]["state"] == "waiting"

    @pytest.mark.parametrize("path", ["", "/reject"])
    def test_says_who_was_faster(self, client, mia, path):
        training = claim(client)
        form = f"{QUEUE}/{training}{path}"
        stood = mia.get(form)
        verdict(client, training, caller="M2")

        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', stood.text)[1]
        done = mia.flask.post(form, data={"csrf_token": token, "reason": "No.", "note": ""})

        page = words(mia.get(done.location))
        assert "Nothing was changed" in page
        assert "Answered already; nothing changed" in page
        assert "Max Above confirmed it" in page
        assert record(client, training)["confirmation"]["by"] == "M2"

    @pytest.mark.parametrize("number", ["S1", "X1"])
    def test_is_nobody_elses(self, app, client, clock, number):
        training = claim(client)

        for path in ("", "/reject"):
            page = browse(app, clock, number).get(f"{QUEUE}/{training}{path}", expect=404)
            assert "Modern testing" not in words(page)
        assert record(client, training)["confirmation"]["state"] == "waiting"
