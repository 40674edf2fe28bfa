"""A practice on a phone: written, reviewed, published, taken over, read and printed by anybody."""

import os
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.practices import reviewing
from communitylinkage.practices.models import Adoption, Practice, Review
from communitylinkage.practices.tests import cast as made
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360)])
def test_from_writing_it_down_to_another_country(
    live_server, chromium, open_page, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    def signed_in(account):
        context = chromium.new_context(viewport={"width": width, "height": 700})
        cookies = client_of(account).cookies
        context.add_cookies(
            [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
        )
        return context.new_page()

    def look(name, page):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/practices-{language}-{name}.png"
            page.screenshot(path=path, full_page=True)

    def go(page, name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name, page)

    ours, theirs = signed_in(cast.coordinator), signed_in(cast.stranger)
    go(ours, "practices_ours")
    go(ours, "practice_new")
    press(ours.locator("main form button"))
    look("new-wrong", ours)
    ours.select_option("#id_language", "en")
    for name, words in made.ENGLISH.items():
        ours.fill(f"#id_{name}", words)
    press(ours.locator("main form button"))
    look("draft", ours)
    reference = Practice.objects.get().reference
    go(ours, "practice_facts", reference)
    ours.check("input[name=topics][value=trust]")
    ours.fill("#id_evidence", "https://example.org/report The report")
    press(ours.locator("main form button"))
    go(ours, "practice_words", reference, "ar")
    go(ours, "practice_work", reference)
    press(ours.locator("#act-submit"))
    look("in-review", ours)

    go(theirs, "practices_ours")
    go(theirs, "practice_work", reference)
    go(theirs, "practice_review", reference)
    for one in made.YES:
        theirs.check(f"input[name=mark_{one}][value=yes]")
        theirs.fill(f"#id_words_{one}", made.WORDS[one])
    press(theirs.locator("main form button"))
    assert Review.objects.get().ready
    version = Practice.objects.get().versions.get()
    made.reviewed(version, made.elsewhere("SI"), cast.stranger.pk)
    go(ours, "practice_work", reference)
    press(ours.locator("#act-publish"))
    look("published", ours)

    go(theirs, "practice_adopt", reference)
    press(theirs.locator("main form button"))
    look("adopted", theirs)
    assert Adoption.objects.get().organisation == cast.other
    Adoption.objects.update(since=date(2026, 1, 1))
    go(theirs, "practice_result", reference, 3)
    theirs.check("input[name=outcome][value=works]")
    theirs.fill("#id_words", "It goes well.")
    press(theirs.locator("main form button"))
    go(theirs, "practice_adapt", reference)
    go(theirs, "practice_questions", reference)
    theirs.fill("#id_text", "Which tea?")
    press(theirs.locator("main > form button"))
    look("asked", theirs)
    go(theirs, "practices_wanted")
    theirs.check("input[name=topics][value=trust]")
    press(theirs.locator("main form button"))
    look("wanted", theirs)

    outside = open_page(live_server.url, "small phone")
    go(outside, "practices")
    go(outside, "practice", reference)
    assert "It goes well." in outside.inner_text("main")
    outside.emulate_media(media="print")
    assert not outside.locator("main .button:visible").count()
    look("print", outside)
    outside.emulate_media(media="screen")
    go(outside, "practices_travelled")
    assert outside.locator("svg text").count() == 2
    assert not outside.context.cookies()

    go(ours, "practice_withdraw", reference)
    version.refresh_from_db()
    reviewing.withdraw(version=version, reason="Harm.", by=cast.coordinator.pk, now=made.NOW)
    go(theirs, "practice_work", reference)
    press(theirs.locator("form[action$='/understood/'] button"))
    look("understood", theirs)
    go(outside, "practice", reference)
    assert "Harm." in outside.inner_text("main")
    ours.context.close()
    theirs.context.close()
