"""A service outside opens its letter on a phone: with and without JavaScript, in each direction."""

import pytest
from django.utils import timezone

from communitylinkage.outbox import actions as outbox
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.outside.conftest import post, road  # noqa: F401
from tests.browser.fitting import beyond
from tests.browser.pressing import press as press_it

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def letter(road, post):  # noqa: F811
    road.send()
    outbox.run_due(now=timezone.now())
    road.path = post.path
    return road


def press(page, act):
    press_it(page.locator(f"main button[value={act}]"))


def check(page, hurdles, scripts=True):
    assert beyond(page) <= 0
    if scripts:  # axe is a script itself
        assert hurdles(page) == []


@pytest.mark.smoke
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("language", "width"), [("en", "phone"), ("ar", "phone"), ("es", "desk")])
def test_from_the_letter_to_the_close(
    live_server, open_page, hurdles, letter, language, width, scripts
):
    page = open_page(live_server.url + letter.path(language=language), width, scripts)
    assert "MARKED" not in page.content()
    check(page, hurdles, scripts)
    press(page, "open")
    assert "MARKEDTOWN" in page.inner_text("main")
    check(page, hurdles, scripts)
    press(page, "decline")
    page.wait_for_selector(".field .error")
    assert letter.row.state == State.SEEN
    check(page, hurdles, scripts)
    press(page, "accept")
    page.wait_for_selector("input[name=code]")
    assert "MARKEDNAME" not in page.content()
    check(page, hurdles, scripts)
    page.fill("input[name=code]", letter.code)
    press(page, "code")
    page.wait_for_selector("text=MARKEDNAME")
    check(page, hurdles, scripts)
    press(page, "contact")
    press(page, "begin")
    page.locator("input[name=outcome][value=provided]").check()
    press(page, "close")
    page.wait_for_selector("main .notice")
    check(page, hurdles, scripts)
    assert letter.row.state == State.CLOSED
    page.goto(live_server.url + letter.path(language=language))
    check(page, hurdles, scripts)
    assert not page.context.cookies()


def test_going_back_to_the_door_shows_nothing_of_her(live_server, open_page, letter):
    page = open_page(live_server.url + letter.path())
    press(page, "open")
    # Only from a page that is there can somebody go back.
    page.wait_for_selector("text=MARKEDTOWN")
    page.wait_for_load_state("load")
    page.go_back()
    assert "MARKED" not in page.content()
