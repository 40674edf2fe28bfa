"""A demand, a promise and its day on a phone; the tracker read by anybody."""

import os

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.advocacy.tests import cast as made
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360), ("en", 1280)])
def test_from_a_demand_to_a_promise_that_was_kept(
    live_server, chromium, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    def browser(account=None):
        context = chromium.new_context(viewport={"width": width, "height": 700})
        cookies = client_of(account).cookies if account else {}
        context.add_cookies(
            [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
        )
        return context.new_page()

    def look(name, page):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/advocacy-{language}-{width}-{name}.png"
            page.screenshot(path=path, full_page=True)

    def go(page, name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name, page)

    ours, outside = browser(cast.coordinator), browser()
    go(ours, "advocacy")
    go(ours, "body_new")
    ours.fill("#id_name", "The city council")
    press(ours.locator("main form button"))
    look("bodies", ours)
    go(ours, "demand_new")
    press(ours.locator("main form button"))
    look("new-wrong", ours)
    ours.select_option("#id_language", "en")
    ours.fill("#id_what", made.WHAT)
    ours.fill("#id_why", made.WHY)
    press(ours.locator("main form button"))
    look("draft", ours)
    reference = Demand.objects.get().reference
    go(ours, "demand_bodies", reference)
    ours.check("input[name=bodies]")
    press(ours.locator("main form button"))
    go(ours, "demand_evidence", reference)
    ours.select_option("#id_kind", "gap")
    ours.fill("#id_address", "https://example.org/night")
    ours.fill("#id_label", "Nobody opens at night")
    press(ours.locator("main form button"))
    press(ours.locator("#act-publish"))
    look("published", ours)
    go(ours, "advocacy_meeting_new", reference)
    ours.select_option("#id_body", index=1)
    ours.fill("#id_day", str(made.day(3)))
    press(ours.locator("main form button"))
    go(ours, "promise_new", reference)
    ours.select_option("#id_body", index=1)
    ours.select_option("#id_language", "en")
    ours.fill("#id_words", made.SPOKEN)
    ours.fill("#id_made_on", str(made.day(-9)))
    ours.fill("#id_deadline", str(made.day(-1)))
    ours.fill("#id_source", "https://example.org/minutes")
    ours.fill("#id_source_label", "Minutes")
    press(ours.locator("main form button"))
    look("promised", ours)
    promise = Promise.objects.get()
    go(ours, "people:home")
    assert ours.locator(f"a[href*='/staff/promises/{promise.reference}/']").count() == 1
    go(ours, "promise_work", promise.reference)
    ours.check("input[name=act][value=keep]")
    press(ours.locator("main form button"))
    look("told-wrong", ours)
    ours.fill("#id_source", "https://example.org/news")
    ours.fill("#id_source_label", "News")
    press(ours.locator("main form button"))
    look("told", ours)
    go(ours, "people:home")
    assert not ours.locator(f"a[href*='/staff/promises/{promise.reference}/']").count()

    made.promised(Demand.objects.get(), cast.coordinator.pk, words="More", deadline=made.day(9))
    go(outside, "promises")
    assert outside.locator("figure svg rect").count() == 2
    go(outside, "promises_of", "ES")
    go(outside, "promise", promise.reference)
    go(outside, "demand", reference)
    assert not outside.context.cookies()
    outside.emulate_media(media="print")
    look("print", outside)
    ours.context.close()
    outside.context.close()
