"""A woman asks for a link on her phone, with and without JavaScript, in English and Arabic."""

import re

import pytest

from communitylinkage.directory import actions
from communitylinkage.referrals.asks import views
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.patience import Patience
from communitylinkage.referrals.tests.asks.conftest import community
from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(transactional_db, monkeypatch):
    """Somebody who reads, and nobody counted yet."""
    monkeypatch.setattr(views, "PATIENCE", Patience())
    actions.load_help_lines()
    return community()


def fits(page):
    return beyond(page) <= 0


def first_step(page, soon="72 hours"):
    page.locator("input[name=kind][value=legal]").check()
    page.locator(f'input[name=soon][value="{soon}"]').check()
    page.locator("select[name=country]").select_option("ES")
    page.fill("input[name=area]", "Girona")
    page.locator("main form button:not([name])").click()


@pytest.mark.smoke
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_three_short_steps_lead_to_a_receipt(
    live_server, open_page, hurdles, asked, language, scripts
):
    page = open_page(f"{live_server.url}/{language}/", "phone", scripts)
    page.click(f'main a[href="/{language}/ask/"]')
    page.wait_for_selector("input[name=kind]")
    first_step(page)
    page.wait_for_selector("input[name=agreed_word]")
    assert fits(page)
    if scripts:
        assert hurdles(page) == []
    page.locator("input[name=channel][value=call]").check()
    page.fill("input[name=number]", "+34 600 000 001")
    page.fill("input[name=agreed_word]", "lemon")
    page.locator("main form button:not([name])").click()
    page.wait_for_selector("input[name=digits]")
    assert "On duty" in page.inner_text("main")
    assert fits(page)
    if scripts:
        assert hurdles(page) == []
    page.fill("input[name=digits]", "4711")
    page.locator("main form button:not([name])").click()
    page.wait_for_selector("strong bdi")
    assert re.search(r"(\d{5} ){3}\d{5}", page.inner_text("main"))
    assert page.context.cookies() == []
    assert fits(page)
    if scripts:
        assert hurdles(page) == []
    assert Ask.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_danger_now_shows_whom_to_call(live_server, open_page, asked, scripts):
    page = open_page(f"{live_server.url}/en/ask/", "phone", scripts)
    first_step(page, soon="now")
    page.wait_for_selector('main a[href="tel:016"]')
    assert page.locator("main form").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_another_language_keeps_what_she_typed_and_turns_the_page(
    live_server, open_page, hurdles, asked, scripts
):
    page = open_page(f"{live_server.url}/en/ask/", "phone", scripts)
    page.locator("input[name=kind][value=health]").check()
    page.fill("input[name=area]", "Girona")
    page.click('nav.languages button[lang="ar"]')
    page.wait_for_selector('html[dir="rtl"]')
    assert page.input_value("input[name=area]") == "Girona"
    assert page.locator("input[name=kind][value=health]").is_checked()
    assert page.url.endswith("/ar/ask/")
    assert page.locator(".error:visible").count() == 0
    if scripts:
        assert hurdles(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_enter_goes_on_in_the_same_language(live_server, open_page, asked, scripts):
    page = open_page(f"{live_server.url}/ar/ask/", "phone", scripts)
    page.locator("input[name=kind][value=health]").check()
    page.locator('input[name=soon][value="7 days"]').check()
    page.locator("select[name=country]").select_option("ES")
    page.locator("input[name=area]").press("Enter")
    page.wait_for_selector("input[name=agreed_word]")
    assert page.get_attribute("html", "lang") == "ar"


def test_no_signal_keeps_what_she_typed(live_server, open_page, asked):
    page = open_page(f"{live_server.url}/en/ask/", "phone")
    page.context.set_offline(True)
    first_step(page)
    page.wait_for_selector("#signal-lost:not([hidden])")
    assert page.input_value("input[name=area]") == "Girona"
    page.context.set_offline(False)


def test_the_road_takes_one_place_in_the_history(live_server, open_page, asked):
    page = open_page(f"{live_server.url}/en/ask/", "phone")
    before = page.evaluate("history.length")
    first_step(page)
    page.wait_for_selector("input[name=agreed_word]")
    assert page.evaluate("history.length") == before
