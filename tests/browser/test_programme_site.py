"""A programme's pages on a phone: written in place, looked at, published, gone back, read."""

import os

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.advocacy import demo as advocacy
from communitylinkage.people import demo as people
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.practices import demo as practices
from communitylinkage.programme_site import demo
from communitylinkage.programme_site.rules.states import Kind
from communitylinkage.programme_site.tests import cast as made
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]
SLUG = "communitylinkage-demo"


@pytest.fixture
def look(hurdles):
    def at(name, page, language, width):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/programme-{language}-{width}-{name}.png"
            page.screenshot(path=path, full_page=True)

    return at


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360)])
def test_written_published_and_gone_back_to(
    live_server, chromium, look, cast, language, width  # noqa: F811
):  # fmt: skip
    context = chromium.new_context(viewport={"width": width, "height": 700})
    cookies = client_of(cast.coordinator).cookies
    context.add_cookies(
        [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
    )
    page, programme = context.new_page(), made.a_programme(cast.service)

    def go(name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name, page, language, width)

    def write(title):
        go("programme_page", programme.pk, "about", 0)
        if not page.locator("#id_title").is_visible():
            page.locator("main details summary").first.click()
        page.fill("#id_title", title)
        page.fill("#id_body", made.BODY)
        press(page.locator("main details form button"))
        press(page.locator("#act-publish"))

    go("programme_pages")
    write("First words")
    write("Second words")
    look("work", page, language, width)
    go("programme")
    assert "Second words" in page.inner_text("main")
    go("programme_page", programme.pk, "about", 0)
    press(page.locator("#back-1"))
    look("back", page, language, width)
    go("programme_preview", programme.pk, "about", 0, 2)
    go("programme_news_new", programme.pk)
    go("programme_funding", programme.pk)
    go("programme")
    assert "First words" in page.inner_text("main")
    context.close()


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360), ("en", 1280)])
def test_the_pages_of_the_demo_as_anybody_reads_them(
    live_server, chromium, look, language, width
):  # fmt: skip
    people.load(timezone.now())
    practices.load(timezone.now())
    advocacy.load(timezone.now())
    demo.load(timezone.now())
    context = chromium.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/{language}/")
    press(page.locator("footer a[href$='/programme/']"))
    look("first", page, language, width)
    assert page.title() == page.evaluate("document.title")
    for address in (
        "news/",
        "news/2/",
        *(f"{one}/" for one in Kind if one not in {"about", "news"}),
    ):
        page.goto(f"{live_server.url}/{language}/programme/{SLUG}/{address}")
        look(address.strip("/").replace("/", "-"), page, language, width)
        assert page.locator("#quick-exit").is_visible()
    page.goto(f"{live_server.url}/{language}/promises/")
    look("demo-promises", page, language, width)
    page.goto(f"{live_server.url}/{language}/promises/ES/")
    look("demo-promises-es", page, language, width)
    assert not context.cookies()
    context.close()
