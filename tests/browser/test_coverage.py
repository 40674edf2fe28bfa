"""Coverage on a phone: the map, a region, a mend, figures brought in, and the public map."""

import os

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.coverage import actions, demo
from communitylinkage.coverage.models import Heard, Population, Region
from communitylinkage.coverage.tests.told import count, found
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import Place
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360)])
def test_from_the_map_to_what_mentors_found(
    live_server, chromium, open_page, hurdles, cast, tmp_path, language, width  # noqa: F811
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
            page.screenshot(
                path=f"{os.environ['SHOTS']}/coverage-{language}-{name}.png", full_page=True
            )
            if name in ("map", "overview", "mends"):
                page.set_viewport_size({"width": 1280, "height": 900})
                page.screenshot(path=f"{os.environ['SHOTS']}/coverage-{language}-{name}-wide.png")
                page.set_viewport_size({"width": width, "height": 700})

    def go(page, name, *arguments, query=""):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments) + query)
        look(name.removeprefix("coverage_").replace("coverage", "overview"), page)

    now = timezone.now()
    if not Place.objects.filter(country="ES", population__gt=15000).exists():
        directory.load_places(["ES"], smallest=15000)
    services.load(now)
    house = Service.objects.get(name="Casa Faro · Barcelona")
    cast.service.listed_as = house.organization_id
    cast.service.save()
    actions.rebuild(now=now)
    for kind, told, missed in (("shelter", 31, 22), ("legal", 44, 9), ("papers", 8, 2)):
        for answer, times in (("found", told), ("not_found", missed)):
            count("search", [f"help:{kind}", "language:ar", f"answer:{answer}"], times)
    for answer, times in demo.ANSWERS.items():
        count("referral_answer", [f"answer:{answer}"], times)
    found(house, nothing=14, language=9, stairs=2)

    lead = signed_in(cast.lead)
    go(lead, "coverage_people")
    press(lead.locator("main form button"))
    look("people-wrong", lead)
    file = tmp_path / "women.csv"
    file.write_text("region,origin,women\nES,MA,400000\nES,BD,9000\nES.XX,MA,3\n")
    lead.fill("#id_source", "Census")
    lead.set_input_files("#id_file", str(file))
    press(lead.locator("main form button"))
    look("people-plan", lead)
    press(lead.locator("main form button"))
    look("taken", lead)
    assert Population.objects.get().taken

    ours = signed_in(cast.coordinator)
    go(ours, "coverage")
    press(ours.locator("main .card a").first)
    look("from-a-finding", ours)
    go(ours, "coverage_map", query="?country=ES&language=ar&kind=shelter&situation=no_papers")
    assert ours.locator("main svg.procedure-picture path").count() >= 3
    press(ours.locator("main tbody th a").first)
    look("from-the-table", ours)
    go(ours, "coverage_place", Region.objects.get(name="Barcelona").code)
    go(ours, "coverage_mends", query="?country=ES&language=bn")
    go(ours, "coverage_change")
    go(ours, "coverage_asked")
    go(ours, "coverage_told")
    press(ours.locator("main .card a.button"))
    look("heard", ours)
    ours.check("input[name=answer][value=mended]")
    press(ours.locator("main form button"))
    look("told-after", ours)
    assert Heard.objects.get().answer == "mended"

    outside = open_page(live_server.url, "small phone")
    go(outside, "gaps", query="?country=ES&language=ar&kind=shelter&situation=any")
    assert not outside.context.cookies()
    lead.context.close()
    ours.context.close()
