"""A woman with her receipt on a phone: she looks, reads, writes, and stops everything."""

import pytest

from communitylinkage.people.tests.cast import cast
from communitylinkage.referrals.receipt import actions
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.tests.receipt.hers import DIGITS, accepted, hers, quick
from tests.browser.fitting import beyond
from tests.browser.pressing import press as press_it
from tests.browser.pressing import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["cast", "hers", "quick"]


@pytest.fixture
def link(hers):
    accepted(hers)
    service_opens_and_writes(hers)
    return hers


def service_opens_and_writes(link):
    link.referral.refresh_from_db()
    actions.write(
        referral=link.referral,
        letter=Letter(text="We have somebody who speaks Arabic."),
        by=link.cast.professional.pk,
        organisation=link.cast.service.pk,
        now=link.referral.changed,
    )


def type_in(page, code, digits=DIGITS):
    page.fill("input[name=code]", code)
    page.fill("input[name=digits]", digits)
    press(page, "/receipt/")


def press(page, target, more=""):
    press_it(page.locator(f"main form[action$='{target}'] button{more}").last)


def fits(page, hurdles):
    assert beyond(page) <= 0
    assert hurdles(page) == []


@pytest.mark.smoke
@pytest.mark.parametrize("language", ["en", "ar"])
def test_she_reads_writes_and_stops_everything_in_one_place_of_the_history(
    live_server, open_page, hurdles, link, language
):
    page = open_page(f"{live_server.url}/{language}/receipt/", "phone")
    before = page.evaluate("history.length")
    type_in(page, link.code)
    page.wait_for_selector(".road")
    fits(page, hurdles)
    press(page, "/read/")
    page.wait_for_selector("dl")
    assert "MARKED name" in page.inner_text("main")
    fits(page, hurdles)
    press(page, "/receipt/")
    page.wait_for_selector(".road")
    press(page, "/messages/")
    page.wait_for_selector("article.letter")
    fits(page, hurdles)
    page.locator("input[name=said][value=wait]").check()
    press(page, "/messages/")
    page.wait_for_selector("article.letter.hers")
    press(page, "/receipt/")
    page.wait_for_selector(".road")
    press(page, "/how/")
    page.wait_for_selector("fieldset")
    fits(page, hurdles)
    press(page, "/receipt/")
    page.wait_for_selector(".road")
    press(page, "/lock/")
    page.wait_for_selector("button[name=sure]")
    fits(page, hurdles)
    press(page, "/receipt/")
    page.wait_for_selector(".road")
    press(page, "/stop/")
    page.wait_for_selector("button[name=sure]")
    fits(page, hurdles)
    press(page, "/stop/")
    page.wait_for_selector("[role=status]")
    fits(page, hurdles)
    assert not page.locator(".road").count()
    assert page.evaluate("history.length") == before
    assert page.context.cookies() == []
    assert link.code not in page.url


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_javascript_the_same_forms_do_the_same(live_server, open_page, link, language):
    page = open_page(f"{live_server.url}/{language}/receipt/", "phone", scripts=False)
    type_in(page, link.code)
    press(page, "/messages/")
    page.fill("textarea[name=text]", "شكرا")
    press(page, "/messages/")
    assert page.locator("article.letter.hers").count() == 1
    press(page, "/receipt/")
    press(page, "/lock/")
    press(page, "/lock/", "[name=sure]")
    assert page.locator("[role=status]").count() == 1
    press(page, "/stop/")
    press(page, "/stop/", "[name=sure]")
    assert page.locator("[role=status]").count() == 1
    assert page.context.cookies() == []


def test_the_code_alone_and_a_wrong_one(live_server, open_page, hurdles, link):
    page = open_page(f"{live_server.url}/en/receipt/", "small phone")
    type_in(page, "123")
    page.wait_for_selector(".error >> text=20 digits")
    fits(page, hurdles)
    type_in(page, link.code, "")
    page.wait_for_selector(".road")
    fits(page, hurdles)
    assert not page.locator("main form[action$='/stop/']").count()
    press(page, "/paper/")
    page.wait_for_selector(".sheet")
    fits(page, hurdles)
    page.emulate_media(media="print")
    assert page.locator(".sheet").is_visible()
    assert not page.locator(".danger").is_visible()
    assert not page.locator(".exit").is_visible()


def test_her_page_has_its_own_look_wherever_she_comes_from(live_server, open_page, link):
    page = open_page(f"{live_server.url}/en/receipt/", "phone")
    assert page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == 2
    page.goto(f"{live_server.url}/en/ask/mine/")
    page.fill("input[name=code]", link.code)
    page.fill("input[name=digits]", DIGITS)
    press_it(page.locator("main form button").first)
    press_it(page.locator("main form[action$='/receipt/'] button").last)
    page.wait_for_selector(".buttons")
    until(page, "getComputedStyle(document.querySelector('.buttons')).display === 'flex'")
    assert page.evaluate("document.querySelectorAll('link[href*=receipt]').length") == 1
