"""The frame of every page, in a real browser."""

import pytest

from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.smoke, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("width", ["small phone", "phone", "desk"])
def test_the_first_page_fits_and_axe_finds_nothing(
    live_server, open_page, hurdles, language, width
):
    page = open_page(f"{live_server.url}/{language}/", width)
    assert beyond(page) <= 0
    assert hurdles(page) == []


def test_the_quick_exit_replaces_the_page_in_the_history(live_server, open_page, settings):
    settings.QUICK_EXIT_URL = f"{live_server.url}/static/website/icon.svg"
    page = open_page(f"{live_server.url}/en/")
    length = page.evaluate("history.length")
    page.click("#quick-exit")
    page.wait_for_url("**/icon.svg")
    assert page.evaluate("history.length") == length


def test_the_quick_exit_is_a_plain_link_without_scripts(live_server, open_page, settings):
    settings.QUICK_EXIT_URL = f"{live_server.url}/static/website/icon.svg"
    page = open_page(f"{live_server.url}/en/", scripts=False)
    page.click("#quick-exit")
    page.wait_for_url("**/icon.svg")


def test_three_times_escape_leaves(live_server, open_page, settings):
    settings.QUICK_EXIT_URL = f"{live_server.url}/static/website/icon.svg"
    page = open_page(f"{live_server.url}/en/")
    for _press in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/icon.svg")


def test_the_keyboard_reaches_the_exit_right_after_the_skip_link(live_server, open_page):
    page = open_page(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "quick-exit"
