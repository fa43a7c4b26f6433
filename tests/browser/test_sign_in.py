"""One sign-in for the three services, and one sign-out, with the real Keycloak."""

from tests.browser.conftest import sign_in
from tests.browser.people import PASSWORD, URL


def readiness_cookie(page):
    return next(c for c in page.context.cookies() if c["name"] == "readiness")


class TestSigningIn:
    def test_leads_back_to_the_page_that_was_asked_for(self, browse):
        page = browse()
        page.goto("/skills/?role_level=none")

        page.fill("#username", "amara.okafor")
        page.fill("#password", PASSWORD)
        page.click("[type=submit]")

        page.wait_for_url(URL("/skills/"))
        assert page.url.endswith("/skills/?role_level=none")

    def test_is_asked_for_once_for_all_services(self, browse):
        page = browse("amara.okafor")

        for path in ("/skills/", "/courses/", "/reporting/"):
            assert page.goto(path).url.endswith(path)

    def test_leaves_ids_and_nothing_else_in_a_cookie_that_scripts_cannot_read(self, browse):
        page = browse("amara.okafor")
        page.goto("/skills/")

        cookie = readiness_cookie(page)

        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"
        assert page.evaluate("document.cookie") == ""
        assert "Amara" not in cookie["value"]

    def test_begins_a_new_session(self, browse):
        page = browse()
        page.goto("/reporting/sign-in")
        before = readiness_cookie(page)["value"]

        sign_in(page, "amara.okafor")

        assert readiness_cookie(page)["value"] != before

    def test_sends_nobody_to_an_address_that_is_not_ours(self, browse):
        for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
            page = browse("amara.okafor")
            page.goto(f"/reporting/sign-in?next={elsewhere}")

            page.wait_for_url(URL("/reporting/"))
            assert "evil" not in page.url

    def test_that_was_forged_does_not_come_to_an_end(self, browse):
        page = browse()

        page.goto("/reporting/sign-in/done?code=made-up&state=made-up")

        assert "You are not signed in" in page.inner_text("h1")


class TestSigningOut:
    def test_ends_it_in_every_service_and_in_keycloak(self, browse):
        page = browse()
        sign_in(page, "priya.nair")
        page.goto("/skills/")

        page.click("text=Sign out")
        page.wait_for_url(URL("/skills/signed-out"))

        assert page.inner_text("h1") == "You have signed out"
        for path in ("/skills/", "/courses/", "/reporting/"):
            page.goto(path)
            assert page.is_visible("#password"), "the password is asked for again"

    def test_twice_does_no_harm(self, browse):
        page = browse()

        page.goto("/courses/sign-out")

        page.wait_for_url(URL("/courses/signed-out"))
        assert page.inner_text("h1") == "You have signed out"
