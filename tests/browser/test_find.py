"""A woman looks for help on her phone: with and without JavaScript, in English and Arabic."""

import pytest
from django.utils import timezone

from communitylinkage.directory import actions, demo
from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def services(transactional_db):
    demo.load(timezone.now())
    actions.load_places(["ES", "SI"], smallest=15000)


def look_for(page, kind, place):
    page.locator(f"input[name=kind][value={kind}]").check()
    page.fill("input[name=place]", place)
    page.locator("main form button").last.click()


@pytest.mark.smoke
def test_she_finds_a_service_and_the_guide_takes_one_place_in_the_history(
    live_server, open_page, hurdles, services
):
    page = open_page(f"{live_server.url}/en/find/", "phone")
    before = page.evaluate("history.length")
    look_for(page, "health", "Barcelona")
    page.wait_for_selector("article.card")
    assert "Salud Abierta · Barcelona" in page.inner_text("main")
    assert page.evaluate("history.length") == before
    assert beyond(page) <= 0
    assert hurdles(page) == []
    page.locator("article.card h3 a").first.click()
    page.wait_for_selector("dl")
    assert page.evaluate("history.length") == before
    assert hurdles(page) == []


def test_no_signal_keeps_what_she_chose(live_server, open_page, services):
    page = open_page(f"{live_server.url}/en/find/", "phone")
    page.context.set_offline(True)
    look_for(page, "health", "Barcelona")
    page.wait_for_selector("#signal-lost:not([hidden])")
    assert page.input_value("input[name=place]") == "Barcelona"
    page.context.set_offline(False)


def test_in_arabic_the_explained_no_reads_from_the_right(live_server, open_page, hurdles, services):
    page = open_page(f"{live_server.url}/ar/find/", "small phone")
    page.locator("details summary").first.click()
    page.locator("select[name=language]").select_option("ar")
    page.locator("input[name=interpreter]").uncheck()
    look_for(page, "health", "Maribor")
    page.wait_for_selector("article.card")
    assert page.get_attribute("html", "dir") == "rtl"
    assert beyond(page) <= 0
    assert hurdles(page) == []


def test_without_javascript_the_same_form_finds_the_same(live_server, chromium, services):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/find/")
    look_for(page, "health", "Barcelona")
    page.wait_for_selector("article.card")
    assert "Salud Abierta · Barcelona" in page.inner_text("main")
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_while_she_types_she_chooses_which_place_she_means(
    live_server, open_page, hurdles, services, language
):
    page = open_page(f"{live_server.url}/{language}/find/", "small phone")
    page.locator("input[name=place]").press_sequentially("Santa")
    page.locator("#places input[name=place_id]").first.check()
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
    assert beyond(page) <= 0
    assert hurdles(page) == []
    page.locator("input[name=kind][value=health]").check()
    page.locator("main form button").last.click()
    page.wait_for_selector("article.card")
    assert page.context.cookies() == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_from_the_first_page_to_a_useful_answer_in_three_short_steps(
    live_server, open_page, services, language, scripts
):
    page = open_page(f"{live_server.url}/{language}/", "phone", scripts)
    page.click(f'main a[href="/{language}/find/"]')  # one
    page.wait_for_selector("input[name=kind]")
    look_for(page, "health", "Barcelona")  # two: choose, and three: send
    page.wait_for_selector("article.card")
    assert "Salud Abierta · Barcelona" in page.inner_text("main")
    assert page.locator('article.card a[href^="tel:"]').first.is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_another_language_keeps_the_answer(live_server, open_page, hurdles, services, scripts):
    page = open_page(f"{live_server.url}/en/find/", "phone", scripts)
    look_for(page, "health", "Barcelona")
    page.wait_for_selector("article.card")
    page.click('nav.languages button[lang="ar"]')
    page.wait_for_selector('html[dir="rtl"]')
    assert "Salud Abierta · Barcelona" in page.inner_text("main")
    if scripts:
        assert hurdles(page) == []
