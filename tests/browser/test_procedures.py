"""From one of our procedures to signed by both, on a phone; each page fits, axe finds nothing."""

import os

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State
from communitylinkage.procedures.tests.cast import other_signer
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 360)])
def test_from_a_start_to_signed(live_server, cast, browser_of, hurdles, language, width):  # noqa: F811
    page = browser_of(cast.coordinator, width)
    other = browser_of(other_signer(cast), width)

    def look(name, page=page):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            shot = f"{os.environ['SHOTS']}/{name}-{language}-{width}.png"
            page.screenshot(path=shot, full_page=True)

    def press(what="main form button", page=page):
        with page.expect_navigation():
            page.click(what)

    def go(name, *more, page=page):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=more))

    go("procedure_new")
    look("new")
    page.check('input[value="warm-referral"]')
    press()
    row = Version.objects.get()
    number = row.procedure_id
    page.click("details summary")
    look("draft")
    go("procedure_agreement", number)
    page.select_option("#id_party_service", str(cast.service.pk))
    page.select_option("#id_party_line", str(cast.service.pk))
    page.select_option("#id_party_community", str(cast.community.pk))
    look("agreement")
    press("main form > button")
    go("procedure_step", number, "listen")
    look("step")
    page.fill("#id_count", "12")
    press("main form > button")
    go("procedure_findings", number)
    look("findings")
    press("main section form button")
    go("procedure_rehearsal", number)
    press()
    look("rehearsal")
    go("procedure_talk", number, page=other)
    other.fill("#id_text", "Good")
    press(page=other)
    look("talk", other)
    go("procedure", number)
    press("#act-propose")
    for one in (page, other):
        go("procedure_sign", number, 1, page=one)
        look("sign", one)
        press(page=one)
    row.refresh_from_db()
    assert row.state == State.SIGNED
    go("procedure_compare", number, 1, 1)
    look("compare")
    go("procedure_wall", number, 1)
    look("wall")
    go("procedure_bring")
    look("bring")
    go("procedures")
    look("list")
