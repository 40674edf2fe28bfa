"""A respondent on a small phone, with and without JavaScript; all fits, axe finds nothing."""

import os

import pytest
from django.urls import reverse

from communitylinkage.assessment import instruments
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering.models import Submission, Unfinished
from communitylinkage.surveys.answering.tests.cast import (
    FORM,
    collection_of,
    invited,
    picture,
    version_of,
)
from communitylinkage.surveys.xlsform import reading
from communitylinkage.surveys.xlsform.tests.test_converting import FORMS
from tests.browser.fitting import beyond
from tests.browser.pressing import until
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


def address_of(live_server, cast, sheets, language, **more):  # noqa: F811
    _row, token = invited(cast, collection_of(cast, sheets, **more))
    return live_server.url + reverse("answer", args=[token]).replace("/en/", f"/{language}/")


def looker(page, hurdles, width, before="", scripts=True):
    def look(name):
        # What moves the page when it is there (a fragment, a focus) has moved it.
        page.wait_for_load_state()
        assert beyond(page) <= 0, name
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        # axe itself is a script and waits for ever where none runs.
        assert not scripts or hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/{before}{name}-{width.replace(' ', '-')}.png"
            page.screenshot(path=path, full_page=True)

    return look


def press(page, go):
    """Presses, and waits for the page that answers, also where a script puts it in place."""
    page.evaluate("document.body.dataset.before = '1'")
    page.click(f'main button[value="{go}"]')
    page.wait_for_selector("body:not([data-before])")
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("language", "width", "scripts"),
    [("en", "small phone", False), ("ar", "phone", True), ("en", "desk", True)],
)
def test_from_the_door_to_the_receipt(live_server, cast, open_page, hurdles, language, width,  # noqa: F811
                                      scripts, tmp_path):  # fmt: skip
    page = open_page(address_of(live_server, cast, FORM, language), width, scripts)
    look = looker(page, hurdles, width, f"{language}-", scripts)
    look("door")
    before = page.evaluate("history.length")
    press(page, "page:0")
    look("first")
    press(page, "next")
    assert page.locator('[role="alert"]:not([hidden])').count()
    look("missing")
    page.check('input[value="y"]')
    if not scripts:  # else the question comes by itself
        press(page, "next")
    page.wait_for_selector('[name="/data/first/how_many"]')
    page.fill('[name="/data/first/how_many"]', "many")
    press(page, "next")
    assert page.input_value('[name="/data/first/how_many"]') == "many"
    look("wrong")
    page.fill('[name="/data/first/how_many"]', "2")
    # The other language, midway, with what is typed; then back.
    there = "العربية (ar)" if language == "en" else "English (en)"
    page.click(f'.languages button[value="language:{there}"]')
    page.wait_for_url("**/ar/**" if language == "en" else "**/en/**")
    page.wait_for_selector('[name="/data/first/how_many"]')
    assert page.input_value('[name="/data/first/how_many"]') == "2"
    look("other-language")
    page.press('[name="/data/first/how_many"]', "Enter")  # goes on, and switches nothing
    page.wait_for_selector('[name="/data/child[1]/nick"]')
    (tmp_path / "home.png").write_bytes(picture())
    page.set_input_files('[name="/data/child[1]/picture"]', str(tmp_path / "home.png"))
    press(page, "add:/data/child:1")
    page.wait_for_selector('[name="/data/child[2]/nick"]')
    page.fill('[name="/data/child[2]/nick"]', "two")
    look("repeat")
    press(page, "next")
    page.wait_for_selector('[name="/data/own_code"]')
    press(page, "next")
    page.wait_for_selector('button[value="send"]')
    assert "home.png" in page.inner_text("main")
    look("review")
    press(page, "send")
    page.wait_for_selector(".notice")
    look("sent")
    if scripts:
        assert page.evaluate("history.length") == before, "the pages take one place in the history"
    assert page.context.cookies() == []
    assert len(Submission.objects.get().files) == 1


def test_a_lost_signal_loses_no_page(live_server, cast, open_page):  # noqa: F811
    page = open_page(address_of(live_server, cast, FORM, "en"))
    press(page, "page:0")
    page.wait_for_selector('input[value="n"]')
    page.check('input[value="n"]')
    page.fill('[name="/data/first/words"]', "still here")
    page.context.set_offline(True)
    page.click('main button[value="next"]')
    page.wait_for_selector("#signal-lost:not([hidden])")
    assert page.input_value('[name="/data/first/words"]') == "still here"
    page.context.set_offline(False)
    press(page, "next")
    page.wait_for_selector('[name="/data/child[1]/nick"]')
    assert Unfinished.objects.count() == 1


@pytest.mark.skipif(not FORMS.exists(), reason="../shared/data/xlsforms is missing: NOTHING seen")
@pytest.mark.parametrize("name", ["widgets.xls", "table-list.xls"])
def test_every_widget_fits_a_small_phone(live_server, cast, open_page, hurdles, name):  # noqa: F811
    sheets = reading.read((FORMS / name).read_bytes())
    every_page(live_server, cast, open_page, hurdles, sheets, name, "small phone", "en")


@pytest.mark.parametrize(("language", "width"), [("es", "small phone"), ("en", "desk")])
def test_an_instrument_fits(live_server, cast, open_page, hurdles, language, width):  # noqa: F811
    sheets = reading.read(instruments.read("gbv-services-needs").encode())
    every_page(live_server, cast, open_page, hurdles, sheets, "needs", width, language)


def test_in_greek_the_words_around_the_questions_are_greek_and_fit(live_server, cast, open_page,  # noqa: F811
                                                                   hurdles):  # fmt: skip
    sheets = reading.read(instruments.read("participants-satisfaction").encode())
    address = address_of(live_server, cast, sheets, "en")
    page = open_page(f"{address}?in=el", "phone")
    look = looker(page, hurdles, "phone", "greek-")
    way = {"door": "page:0", "first": "next", "missing": "", "review": ""}
    for name, go in way.items():
        assert page.get_attribute("html", "lang") == "el", name
        assert page.inner_text("#quick-exit") == "Φύγετε τώρα από τη σελίδα"
        look(name)
        if name == "missing":
            page.goto(f"{address}?p=99")
        elif go:
            press(page, go)


def every_page(live_server, cast, open_page, hurdles, sheets, name, width, language):  # noqa: F811
    files = {"itemsets.csv": "name,label\na,A\n"} if name == "widgets.xls" else {}
    address = address_of(live_server, cast, sheets, language, files=files)
    page = open_page(address, width)
    look = looker(page, hurdles, width, f"{name}-{language}-")
    press(page, "page:0")
    count = int(page.get_attribute("progress", "max"))
    assert count
    for number in range(count + 1):
        page.goto(f"{address}?p={number}")
        look(f"page{number}")


def test_a_question_that_becomes_relevant_appears_without_going_on(live_server, cast, open_page,  # noqa: F811
                                                                   hurdles):  # fmt: skip
    page = open_page(address_of(live_server, cast, FORM, "en"), "small phone")
    said = []
    page.on("console", lambda one: said.append(one.text))
    scripts = "document.querySelectorAll('script[src*=htmx]').length"
    assert page.evaluate(scripts) == 0, "the door needs no script for questions"
    press(page, "page:0")
    until(page, "window.htmx !== undefined")
    words = page.locator('[name="/data/first/words"]')
    words.fill("typed before")
    page.check('input[value="y"]')
    number = page.locator('[name="/data/first/how_many"]')
    number.wait_for()
    assert words.input_value() == "typed before"
    assert page.locator("[role=alert]:not([hidden])").count() == 0
    assert page.evaluate("document.activeElement.value") == "y", "the focus stays where it was"
    assert page.evaluate("document.querySelector('style') === null")
    looker(page, hurdles, "small phone")("appeared")
    # An answer that changes nothing leaves the page alone, with what is half typed.
    page.evaluate("document.getElementById('asked').dataset.same = '1'")
    with page.expect_response(lambda one: one.status == 204):
        words.fill("other words")
        number.focus()
    number.press_sequentially("3")
    assert page.locator("#asked[data-same]").count() == 1
    page.check('input[value="n"]')
    number.wait_for(state="detached")
    assert words.input_value() == "other words"
    assert Unfinished.objects.count() == 1, "what was only looked at is not kept"
    press(page, "next")
    page.wait_for_selector('[name="/data/child[1]/nick"]')
    assert not [one for one in said if "Content Security Policy" in one], said


def test_letters_typed_while_the_page_is_asked_for_again_are_not_lost(live_server, cast, open_page):  # noqa: F811
    page = open_page(address_of(live_server, cast, FORM, "en"))
    press(page, "page:0")
    until(page, "window.htmx !== undefined")
    held = []
    page.route("**/answer/**", lambda route: held.append(route))
    page.check('input[value="y"]')
    words = page.locator('[name="/data/first/words"]')
    words.press_sequentially("meanwhile")
    until(page, "document.activeElement.value === 'meanwhile'")
    assert held
    held.pop().continue_()
    page.wait_for_selector('[name="/data/first/how_many"]')
    assert words.input_value() == "meanwhile"
    assert page.evaluate("document.activeElement.name") == "/data/first/words"


def test_a_page_on_which_nothing_changes_loads_no_script(live_server, cast, open_page):  # noqa: F811
    sheets = {"survey": [["type", "name", "label"], ["text", "a", "A"], ["text", "b", "B"]]}
    page = open_page(address_of(live_server, cast, sheets, "en"))
    press(page, "page:0")
    page.wait_for_selector('[name="/data/a"]')
    assert page.locator("script[src*=htmx]").count() == 0
    assert page.locator("[hx-post]").count() == 0


def test_trying_out_asks_again_too(live_server, cast, browser_of):  # noqa: F811
    row = version_of(cast.service, FORM, state="draft")
    page = browser_of(cast.coordinator, 360)
    page.goto(live_server.url + reverse("questionnaire_try", args=[row.questionnaire_id, 1]))
    page.check('input[value="y"]')
    page.wait_for_selector('[name="/data/first/how_many"]')
    page.fill('[name="/data/first/how_many"]', "2")
    page.click('main button[value="next"]')
    page.wait_for_selector('[name="/data/child[1]/nick"]')
