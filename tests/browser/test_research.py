"""A group researches on a phone: from a piece to what its community reads."""

import os

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.research.models import Cycle, Evidence, Finding
from communitylinkage.research.tests import cast as made
from communitylinkage.surveys.answering.tests.test_uploads import photograph, recording
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_a_piece_to_what_the_community_reads(
    live_server, chromium, open_page, hurdles, cast, language  # noqa: F811
):  # fmt: skip
    group = made.group(cast)
    made.marked(group.piece, cast.professional, [(1, group.word.pk)])
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    cookies = client_of(cast.mentor, opens=True).cookies
    context.add_cookies(
        [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
    )
    page = context.new_page()

    def look(name, page=page):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/research-{language}-{name}.png"
            page.screenshot(path=path, full_page=True)

    def go(name, *arguments, page=page):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name, page)

    cycle = group.cycle.pk
    go("research")
    go("research_new")
    go("research_cycle", cycle)
    go("research_give", cycle)
    press(page.locator("main form button"))
    look("give-wrong")
    page.select_option("#id_kind", "text")
    page.select_option("#id_language", "en")
    page.fill("#id_text", "I went alone. A cousin translated.")
    page.check("input[name=uses][value=analysis]")
    page.check("input[name=uses][value=quotation]")
    page.check("input[name=uses][value=publication]")
    press(page.locator("main form button"))
    look("slip")
    slip = page.inner_text("main strong.numbers")
    given = Evidence.objects.exclude(pk=group.piece.pk).get()
    go("research_evidence", cycle)
    go("research_piece", cycle, given.reference)
    press(page.locator("form[action$='/'] button:not(.quiet)").first)
    page.locator("fieldset details summary").nth(1).click()
    page.check(f"input[name=mark][value='1-{group.word.pk}']")
    page.check("input[name=through]")
    look("piece-open")
    press(page.locator("form[action$='/mark/'] button"))
    go("research_codes", cycle)
    go("research_piece", cycle, group.piece.reference)
    press(page.locator("form[action$='/'] button:not(.quiet)").first)
    page.check("input[name=through]")
    press(page.locator("form[action$='/mark/'] button"))
    go("research_agreement", cycle)
    page.locator("section form input[name=why]").fill("She says so.")
    press(page.locator("section form button"))
    look("settled")
    go("research_quotes", cycle)
    press(page.locator("main form button:not([name])"))
    look("quotes-open")
    assert "A cousin translated." in page.inner_text("main")
    go("research_overlaps", cycle)
    press(page.locator("main form button"))
    look("overlaps-counted")
    go("research_finding_new", cycle)
    page.select_option("#id_language", language)
    page.select_option("#id_theme", "language")
    page.fill("#id_text", "Relatives translate.")
    press(page.locator("main form button"))
    look("finding")
    press(page.locator("button[name=offer]"))
    press(page.locator("form", has_text="A cousin translated.").locator("button[name=quote]"))
    look("quoted")
    finding = Finding.objects.get()
    go("research_publish", cycle, finding.pk)
    press(page.locator("main form button"))
    go("research_findings", cycle)
    press(page.locator("main form button"))
    look("door-open")
    outside = open_page(live_server.url, "small phone")
    go("research_door", Cycle.objects.get().door, page=outside)
    outside.locator("input[name=said][value=yes]").check()
    press(outside.locator("main form button"))
    look("thanks", outside)
    go("told_back", page=outside)
    go("told_back_to", group.cycle.community_id, page=outside)
    assert "A cousin translated." in outside.inner_text("main")
    go("take_back", page=outside)
    outside.fill("input[name=code]", slip)
    press(outside.locator("main form button"))
    look("what-i-gave", outside)
    outside.check("input[name=use][value=analysis]")
    press(outside.locator("main form button"))
    look("taken-back", outside)
    finding.refresh_from_db()
    assert finding.look_again
    assert not outside.context.cookies()
    go("research_finding", cycle, finding.pk)
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_mentor_gives_a_voice_and_a_photograph_and_translates_on_a_cheap_phone(
    live_server, chromium, hurdles, cast, language  # noqa: F811
):  # fmt: skip
    group = made.group(cast)
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    cookies = client_of(cast.mentor, opens=True).cookies
    context.add_cookies(
        [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
    )
    page = context.new_page()

    def look(name):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name

    def go(name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name)

    cycle = group.cycle.pk
    for kind, file, media in (
        ("voice", recording(), "audio/mpeg"), ("photograph", photograph(), "image/jpeg")
    ):  # fmt: skip
        go("research_give", cycle)
        page.select_option("#id_kind", kind)
        page.select_option("#id_language", "ar")
        page.set_input_files("#id_file", {"name": "x", "mimeType": media, "buffer": file})
        page.check("input[name=uses][value=analysis]")
        press(page.locator("main form button"))
        look(f"slip-{kind}")
        given = Evidence.objects.get(kind=kind)
        go("research_piece", cycle, given.reference)
        press(page.locator("form[action$='/'] button:not(.quiet)").first)
        page.locator("fieldset details summary").click()
        page.check(f"input[name=mark][value='0-{group.word.pk}']")
        look(f"{kind}-open")
        with page.expect_download() as told:
            page.locator("form[action$='/file/'] button").click()
        assert told.value.suggested_filename.startswith(given.reference)
    go("research_piece", cycle, group.piece.reference)
    page.locator("details summary").last.click()
    translating = page.locator("form[action$='/translate/']")
    translating.locator("select").select_option("ar")
    translating.locator("textarea").fill("لم يتحدث أحد لغتي.")
    press(translating.locator("button"))
    look("translated")
    press(page.locator("button[name=language][value=ar]"))
    look("beside")
    shown = page.inner_text("main")
    assert "Nobody spoke my language." in shown
    assert "لم يتحدث أحد لغتي." in shown
    assert page.locator(f"input[name=mark][value='1-{group.word.pk}']").count() == 1
    context.close()
