"""The woman's road through the guide, in a real browser, with and without JavaScript."""

import pytest

from communitylinkage.directory import actions

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
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
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
