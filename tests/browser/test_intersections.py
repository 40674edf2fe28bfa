"""A table on a phone: looked at, let out coarser, read by anybody, printed."""

import os

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.intersections.rules.populations import Population, What
from communitylinkage.intersections.tests import cast as made
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.releases.models import Release
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360), ("en", 1280)])
def test_from_a_choice_to_what_everybody_reads(
    live_server, chromium, open_page, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    made.women(group=3, material_help=4, accompaniment=31, information=22)
    context = chromium.new_context(viewport={"width": width, "height": 700})
    cookies = client_of(cast.coordinator).cookies
    context.add_cookies(
        [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
    )
    ours = context.new_page()

    def look(name, page):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/tables-{language}-{width}-{name}.png"
            page.screenshot(path=path, full_page=True)

    def go(page, name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))
        look(name, page)

    go(ours, "intersections")
    go(ours, "intersections_ask", "women")
    ours.select_option("#id_rows", "kind")
    ours.select_option("#id_audience", "public")
    press(ours.locator("main form[method=get] button"))
    look("looked", ours)
    assert ours.locator("main form[method=post]").count() >= 2
    press(ours.locator("main form[method=post] button").nth(1))
    look("let-out", ours)
    row = Release.objects.get()
    made.members(SN=20, MA=30, UA=11, BD=2)
    for code in ("SN", "MA", "UA", "BD"):
        made.a_community(code)
    origins = made.let_out(
        cast, population=Population.MEMBERS, rows=What.ORIGIN, columns=What.HOW, audience="public"
    )
    go(ours, "intersections")
    outside = open_page(live_server.url, "small phone")
    go(outside, "intersections_public")
    go(outside, "intersection_public", row.reference)
    assert outside.locator("svg.bars").count() >= 1
    go(outside, "intersection_public", origins.reference)
    outside.click("main details summary")
    look("origins", outside)
    outside.emulate_media(media="print")
    assert not outside.locator("main .no-print:visible").count()
    assert not outside.context.cookies()
    context.close()
