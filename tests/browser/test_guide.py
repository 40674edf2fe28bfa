"""The woman's road through the guide, in a real browser, with and without JavaScript."""

import pytest

from communitylinkage.directory import actions
from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.smoke
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_the_first_page_to_a_number_in_two_steps(
    live_server, open_page, hurdles, language, width, scripts
):
    actions.load_help_lines()
    page = open_page(f"{live_server.url}/{language}/", width, scripts)
    page.click(f'main a[href="/{language}/signs/"]')
    page.wait_for_url("**/signs/")
    page.locator("summary").first.click()
    page.locator("details[open] a").first.click()
    page.wait_for_url("**/help-lines/")
    assert page.locator('a[href="tel:016"]').is_visible()
    assert beyond(page) <= 0
    if scripts:  # axe is a script itself
        assert hurdles(page) == []


def test_the_guide_takes_one_place_in_the_history(live_server, open_page):
    page = open_page(f"{live_server.url}/en/")
    length = page.evaluate("history.length")
    page.click('main a[href="/en/signs/"]')
    page.wait_for_url("**/signs/")
    page.click("footer a")
    page.wait_for_url("**/easy/en/signs/")
    assert page.evaluate("history.length") == length


def test_going_back_after_the_exit_does_not_show_the_guide(live_server, open_page, settings):
    settings.QUICK_EXIT_URL = f"{live_server.url}/static/website/icon.svg"
    page = open_page("about:blank")
    page.evaluate(f"window.location.href = '{live_server.url}/en/'")
    page.wait_for_url("**/en/")
    page.click('main a[href="/en/safety/"]')
    page.wait_for_url("**/safety/")
    page.click("#quick-exit")
    page.wait_for_url("**/icon.svg")
    page.go_back()
    assert page.url == "about:blank"


def test_an_inner_address_that_she_typed_is_not_shown_again_after_the_exit(
    live_server, open_page, settings
):
    settings.QUICK_EXIT_URL = f"{live_server.url}/static/website/icon.svg"
    page = open_page(f"{live_server.url}/en/signs/")
    page.goto(f"{live_server.url}/en/safety/")
    page.click("#quick-exit")
    page.wait_for_url("**/icon.svg")
    with page.expect_navigation(url="**/icon.svg"):
        page.evaluate("history.back()")
    # On purpose it opens again.
    page.goto(f"{live_server.url}/en/signs/")
    assert page.locator("h1").is_visible()
    page.reload()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("way", ["", "/easy"])
@pytest.mark.parametrize("width", ["small phone", "phone", "desk"])
def test_a_place_on_the_page_lands_below_the_red_button(live_server, open_page, way, width):
    actions.load_help_lines()
    page = open_page(f"{live_server.url}{way}/en/help-lines/", width)
    page.emulate_media(reduced_motion="reduce")
    length = page.evaluate("history.length")
    page.click('a[href="#IT"]')
    page.wait_for_url("**#IT")
    below = page.evaluate(
        "document.querySelector('#IT h2').getBoundingClientRect().top"
        " - document.getElementById('quick-exit').getBoundingClientRect().bottom"
    )
    assert below >= 0
    assert page.evaluate("history.length") == length, "the guide takes one place in the history"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_inner_page_leads_to_the_first_page(live_server, open_page, scripts):
    for inner in ("signs", "rights", "safety", "danger", "help-lines", "find", "ask", "receipt"):
        page = open_page(f"{live_server.url}/ar/{inner}/", scripts=scripts)
        page.click('nav a[href="/ar/"]')
        page.wait_for_url("**/ar/")
        assert page.locator('nav a[href="/ar/"]:not([hreflang])').count() == 0


def test_a_button_shows_that_something_is_on_its_way(live_server, open_page):
    page = open_page(f"{live_server.url}/en/find/")
    page.route("**/find/", lambda route: None)  # the answer does not come
    page.check("input[name=kind] >> nth=0")
    button = page.locator("main form button").last
    button.click()
    assert button.get_attribute("aria-busy") == "true"
    assert button.is_enabled()
