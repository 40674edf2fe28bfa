"""A respondent on a small phone, with and without JavaScript; all fits, axe finds nothing."""

import os

import pytest
from django.urls import reverse

from communitylinkage.assessment import instruments
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering.models import Submission, Unfinished
from communitylinkage.surveys.answering.tests.cast import FORM, collection_of, invited, picture
from communitylinkage.surveys.xlsform import reading
from communitylinkage.surveys.xlsform.tests.test_converting import FORMS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


def address_of(live_server, cast, sheets, language, **more):  # noqa: F811
    _row, token = invited(cast, collection_of(cast, sheets, **more))
    return live_server.url + reverse("answer", args=[token]).replace("/en/", f"/{language}/")


def looker(page, hurdles, width, before="", scripts=True):
    def look(name):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.evaluate("window.innerWidth"), (name, wide)
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        # axe itself is a script and waits for ever where none runs.
        assert not scripts or hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/{before}{name}-{width.replace(' ', '-')}.png"
            page.screenshot(path=path, full_page=True)

    return look


def press(page, go):
    with page.expect_response(lambda response: response.status == 200):
        page.click(f'main button[value="{go}"]')
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
    press(page, "next")
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
