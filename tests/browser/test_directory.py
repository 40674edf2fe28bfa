"""Staff keep entries, files and help lines, on a phone and at a desk; axe finds nothing.

SHOTS=folder keeps a picture of each page.
"""

import os
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.directory import actions, queries
from communitylinkage.directory.entries import reading
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import HelpLine
from communitylinkage.directory.tests.entries_house import make_house
from communitylinkage.people.tests.cast import client_of
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of

__all__ = ["browser_of"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "A safe place to sleep, only with a call before."
WAYS = [
    pytest.param("en", 360, True, marks=pytest.mark.smoke),
    ("ar", 360, False),
    ("en", 1280, False),
    ("ar", 1280, True),
]
each_way = pytest.mark.parametrize(("language", "width", "scripts"), WAYS)


@pytest.fixture
def ours(db):
    made = make_house()
    made.browser = client_of(made.coordinator)
    return made


def hand(page, base, hurdles, language, scripts):
    """What a person does at a page: go there, press, look whether it fits and can be read."""
    width = page.viewport_size["width"]

    def fits():
        return beyond(page) <= 0

    def look(name):
        page.wait_for_load_state("load")
        page.evaluate("window.scrollTo(0, 0)")  # the way out lies over nothing there
        assert fits(), name
        if scripts:  # axe is a script itself
            assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            shot = f"{os.environ['SHOTS']}/{name}-{language}-{width}.png"
            page.screenshot(path=shot, full_page=True)
        page.set_viewport_size({"width": 320, "height": 600})
        assert fits(), f"{name} at 320"
        page.set_viewport_size({"width": width, "height": 800})

    def go(name, *arguments, **query):
        with translation.override(language):
            page.goto(base + reverse(name, args=arguments, query=query))

    def press(what):
        with page.expect_navigation():
            page.click(what)

    def unfold():
        for summary in page.locator("main details:not([open]) > summary").all()[::-1]:
            summary.click()

    return SimpleNamespace(look=look, go=go, press=press, unfold=unfold, page=page)


@each_way
def test_an_entry_is_edited_looked_at_published_and_taken_back(
    live_server, ours, browser_of, hurdles, language, width, scripts
):  # fmt: skip
    page, number = browser_of(ours.coordinator, width, scripts), ours.shelter.pk
    at = hand(page, live_server.url, hurdles, language, scripts)
    spoken = sorted(reading.read(number).texts)
    assert len(spoken) > 1
    at.go("entries")
    at.look("entries")
    at.press(f"a[href$='{number}/']")
    at.unfold()
    at.look("entry")
    page.fill("#id_description", NEW)
    at.press("main form > button")
    at.look("entry-preview")
    questions = page.locator("input[value=right]")
    assert questions.count() == len(spoken)
    questions.first.check()
    at.press("form[action$='/publish/'] > button")
    at.look("entries-published")
    entry = reading.read(number)
    assert (entry.description, len(entry.older["description"])) == (NEW, len(spoken) - 1)
    at.go("service", number)
    at.unfold()
    at.look("entry-card")
    at.go("entry_preview", number)
    at.look("entry-older")
    at.go("entry_texts", number)
    at.look("entry-languages")
    at.go("entry_texts", number, language=spoken[0])
    at.look("entry-texts")
    at.go("entry_history", number)
    at.look("entry-history")
    at.press("main ol form button")
    at.go("entry_history", number)
    assert reading.read(number).description != NEW


@each_way
def test_a_file_is_looked_at_before_it_is_taken_in(
    live_server, ours, browser_of, hurdles, language, width, scripts
):  # fmt: skip
    at = hand(
        browser_of(ours.coordinator, width, scripts), live_server.url, hurdles, language, scripts
    )

    def send(text):
        file = {"name": "services.csv", "mimeType": "text/csv", "buffer": text.encode()}
        at.page.set_input_files("#id_file", file)
        at.press("main form button")

    at.go("directory_files")
    at.look("files")
    send(f"id,description,colour\n{ours.foreign.pk},x,blue\n")
    at.look("files-faults")
    send(f"id,description\n{ours.shelter.pk},{NEW.replace(',', '')}\n")
    at.unfold()
    at.look("files-plan")
    assert Service.objects.get(pk=ours.shelter.pk).description == ours.shelter.description
    at.press("main form button")
    at.look("files-taken")
    assert reading.read(ours.shelter.pk).older


@each_way
def test_a_help_line_is_corrected_hidden_and_confirmed(
    live_server, ours, browser_of, hurdles, language, width, scripts
):  # fmt: skip
    actions.load_help_lines()
    HelpLine.objects.exclude(country__in=["ES", "IT"]).delete()  # axe reads every line
    line = HelpLine.objects.get(country="IT")
    at = hand(
        browser_of(ours.administrator, width, scripts), live_server.url, hurdles, language, scripts
    )
    at.go("help_lines_kept", q="1522")
    at.look("lines")
    at.press("a[href$='/correct/']")
    at.page.fill("#id_number", "call them")
    at.press("main form:has(#id_number) > button")
    at.look("line-wrong")
    assert at.page.input_value("#id_number") == "call them"
    at.page.fill("#id_number", "1523; 06 123 456")
    at.page.fill("#id_why", "The operator wrote to us.")
    at.press("main form:has(#id_number) > button")
    at.go("help_line_correct", line.pk)
    at.look("line-correct")
    at.go("help_line_confirm", line.pk)
    at.look("line-confirm")
    at.press("main form > button")
    at.go("help_line_hide", line.pk)
    at.look("line-hide")
    at.page.fill("#id_why", "It is never answered.")
    at.press("main form > button")
    at.go("help_lines_kept", q="1522")
    at.look("lines-hidden")
    assert "IT" not in {one.country for one in queries.help_lines()}
    at.go("help_lines")
    at.look("lines-public-hidden")
    at.go("help_line_hide", line.pk)
    at.press("main form > button")
    at.go("help_lines")
    at.unfold()
    at.look("lines-public")
    shown = next(one for one in queries.help_lines() if one.country == "IT")
    assert [one.shown for one in shown.numbers] == ["1523", "06 123 456"]
    assert shown.confirmed_on
