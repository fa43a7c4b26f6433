"""The whole product with the sample in it, and Chromium, for all browser tests together."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from deploy.local import run_file
from deploy.local.stack import PARTS, running
from deploy.sample import ORGANISATION
from deploy.sample.client import Client
from deploy.sample.day import play
from tests.browser.crawling import Addresses
from tests.browser.hands import Keyboard, Pointer
from tests.browser.looking import Look
from tests.browser.people import PASSWORD, SIZES, URL


@pytest.fixture(scope="package")
def product(tmp_path_factory):
    """The running product as run.json describes it, still without any data."""
    data = tmp_path_factory.mktemp("browser")
    with running(data=data, parts=PARTS, settings={"ORGANISATION": ORGANISATION}) as stack:
        yield {**run_file.describe(stack), "data": data}


@pytest.fixture(scope="package")
def chromium():
    path = shutil.which("chromium")
    assert path, "Chromium is missing. As root: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def cookies():
    """What each person's browser holds once they have signed in."""
    return {}


@pytest.fixture
def browse(product, chromium, cookies):
    """A page as somebody who has signed in: `browse("amara.okafor")`; without a name, nobody."""
    opened = []

    def as_person(username=None, *, width=1280, javascript=True, own_styles=False):
        context = chromium.new_context(
            base_url=product["url"],
            viewport={"width": width, "height": SIZES[width]},
            java_script_enabled=javascript,
            bypass_csp=own_styles,
            storage_state=cookies.get(username),
            locale="en-GB",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if username and username not in cookies:
            sign_in(page, username)
            cookies[username] = context.storage_state()
        return page

    yield as_person
    for context in opened:
        context.close()


def sign_in(page, username):
    """Sign in on the real page of Keycloak."""
    page.goto("/reporting/help")
    page.goto("/reporting/sign-in?next=/reporting/help")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(URL("/reporting/help"))


@pytest.fixture(scope="package")
def sample(product):
    """The product with the sample played on it."""
    said = []
    assert play(product, data=product["data"], say=said.append), "\n".join(said)
    return product


@pytest.fixture(scope="package")
def looks():
    """One memory of all that was looked at."""
    return Look(Addresses())


@pytest.fixture
def look(looks):
    """Looks at pages; `look.faults` are those of this test."""
    looks.faults = []
    return looks


@pytest.fixture(scope="package")
def client(sample):
    """An outside client of the sample, for what happens before or beside a journey."""
    return Client(sample)


@pytest.fixture(params=["by keyboard", "without JavaScript"])
def way(request):
    """How a journey is done: by keyboard alone with JavaScript, or by pointer without it."""
    return request.param


@pytest.fixture
def as_person(way, browse):
    """The hands of somebody who has signed in: `as_person("amara.okafor")`."""

    def hands(username):
        if way == "by keyboard":
            return Keyboard(browse(username))
        return Pointer(browse(username, javascript=False))

    return hands
