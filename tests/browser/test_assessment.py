"""A coordinator makes, sends, closes and takes out a round, on a phone, without a manual."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.assessment import demo, made_up
from communitylinkage.assessment.models import Invited, Round
from communitylinkage.assessment.publishing import AGAIN
from communitylinkage.assessment.tests.made import programme_of
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.analysis.tests.made import make_tables
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


@pytest.fixture
def steps(hurdles):
    """Looks at each page: it fits, axe finds nothing; a picture where SHOTS says."""

    class Steps:
        def on(self, page, language):
            self.page, self.language = page, language
            return self

        def look(self, name):
            page = self.page
            fits = beyond(page) <= 0
            if os.environ.get("SHOTS"):
                at = f"{os.environ['SHOTS']}/{name}-{self.language}.png"
                page.screenshot(path=at, full_page=True)
            assert fits, name
            assert hurdles(page) == [], name

        def press(self, what="main form:not([role=search]) button >> nth=0"):
            """Waits for the page that answers: what it wrote is read from the database next."""
            with self.page.expect_navigation():
                self.page.click(what)

    return Steps()


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360), ("en", 1280)])
def test_from_the_list_to_a_file(live_server, cast, browser_of, steps, language, width):  # noqa: F811
    programme_of(cast.service, cast.other)
    page = browser_of(cast.coordinator, width)
    name = language if width == 360 else "desk"
    look, press = steps.on(page, name).look, steps.press
    with translation.override(language):
        page.goto(live_server.url + reverse("assessments"))
    look("list-empty")
    press("main a.button")
    look("new-1")
    page.check("input[value='ready:gbv-services-needs']")
    press()
    look("new-2")
    page.fill("#id_title", "What services need")
    press()
    look("new-2-wrong")
    assert page.input_value("#id_title") == "What services need"
    page.fill("#id_purpose", "To plan the trainings of next year.")
    page.check("input[value=services]")
    page.check("input[value=ES]")
    page.check("input[value=IT]")
    press()
    look("new-3")
    press()
    look("round-draft")
    press()
    row, now = Round.objects.get(), timezone.now()
    assert row.state == "open"
    look("round-open")
    press("a[href$='/link/ES/services/']")
    look("link")
    page.fill("#id_most", "40")
    press()
    look("link-limited")
    press("a[href$='/dates/']")
    look("dates")
    page.fill("#id_closes", str(timezone.localdate() + timedelta(days=40)))
    press()
    press("main a.button >> nth=0")
    look("invite")
    page.fill("#id_addresses", "one@example.org\nnobody")
    press()
    look("invite-wrong")
    page.fill("#id_addresses", "one@example.org, two@example.org")
    press()
    run_due(now=timezone.now())
    assert len(mail.outbox) == Invited.objects.count() == 2
    letter = next(one for one in mail.outbox if one.to == ["one@example.org"])
    answered_by_letter(page.context.browser, live_server.url, letter.body)
    for door in row.doors.all():
        demo.leave(
            row, door, [made_up.service(door.country, n) for n in range(8)], asked=10, now=now
        )
    page.reload()
    look("round-answered")
    press("a[href*='/sheet/ES/services/']")
    look("sheet")
    page.go_back()
    press("a[href$='/act/remind/']")
    look("remind")
    press()
    look("round-reminded")
    press("a[href$='/act/close/']")
    look("close")
    press()
    look("round-closed")
    row.refresh_from_db()
    assert row.state == "closed"
    assert not Invited.objects.exists()
    press("a[href$='/results/']")
    look("results")
    page.click("main details summary >> nth=0")
    look("results-one")
    press("main a.button >> nth=0")
    look("every-question")
    with page.expect_download() as waits:
        page.click("form[action*='/export/'] button")
    assert Path(waits.value.path()).stat().st_size > 1000
    with translation.override(language):
        page.goto(live_server.url + reverse("assessment", args=[row.assessment_id]))
    look("assessment")
    press("a[href$='/needs/']")
    look("needs")
    page.go_back()
    press("a[href$='/compare/']")
    look("compare-nothing")
    press("main a.button")
    look("again")
    page.select_option("#id_questionnaire", index=1)
    press()
    press()
    again = Round.objects.get(wave="follow_up")
    for door in again.doors.all():
        later = [made_up.service(door.country, n, later=True) for n in range(6)]
        demo.leave(again, door, later, asked=10, now=now)
    with translation.override(language):
        page.goto(live_server.url + reverse("assessment_compare", args=[row.assessment_id]))
    look("compare")
    page.click("main details summary >> nth=0")
    look("compare-one")
    # The gate takes longer over the figures of two rounds than all else here together.
    if language == "en":
        return
    press("a[href$='/publish/']")
    look("publish")
    page.check("input[name=what] >> nth=0")
    page.check("input[value=public]")
    press()
    page.reload()
    look("being-made")
    make_tables()
    run_due(now=timezone.now() + AGAIN)
    page.reload()
    look("published")
    shown = page.get_attribute("a[href*='/figures/']", "href")
    press("a[href*='/figures/']")
    look("figures")
    page.emulate_media(media="print")
    look("figures-print")
    page.emulate_media(media="screen")
    page.go_back()
    press("form[action*='/back/'] button")
    assert page.goto(live_server.url + shown).status == 410


def answered_by_letter(browser, live, letter):
    """Somebody opens the letter on her own phone and answers to the end; no script runs there."""
    path = re.search(r"/en(/answer/\S+)", letter)[0]
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto(live + path)
    page.click('button[value^="page:"]')
    for _page in range(60):
        if page.locator('button[value="send"]').count():
            break
        first = "fieldset:not(:has(input:checked)) label:first-of-type input[type=radio]"
        while page.locator(first).count():
            page.locator(first).first.check()
        for tick in page.locator("input[type=checkbox][value=OK]").all():
            tick.check()
        for code in page.locator("input[name$='/own_code']").all():
            code.fill("rica07")
        page.click('main button[value="next"]')
    page.click('button[value="send"]')
    assert page.locator(".notice").count()
    assert context.cookies() == []
    context.close()
