"""Targets and figures on a phone: the dashboard, a trace, a changed definition, a freeze."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communitylinkage.facts import actions as facts
from communitylinkage.impact.models import Freeze, SetAside, Version
from communitylinkage.impact.tests import cast as made
from communitylinkage.people.tests.cast import cast  # noqa: F401
from tests.browser.looking import Looking
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 360), ("en", 1280)])
def test_from_a_target_to_a_frozen_figure(
    live_server, chromium, open_page, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    today = timezone.localdate()
    row = made.with_set(cast, starts=today - timedelta(days=365), ends=today + timedelta(days=365))
    last = timezone.now().replace(day=1) - timedelta(days=5)
    for number in range(60):
        facts.count(kind="signs_noticed", region=("ES", "IT")[number % 2], codes=["met:visit"],
                    now=last)  # fmt: skip
        facts.count(kind="support_feedback", region=("ES", "IT")[number % 2], now=last,
                    codes=["by:woman", f"helped:{'yes' if number % 4 else 'no'}"])  # fmt: skip
    for number in range(18):
        country = ("ES", "IT")[number % 2]
        made.award(cast, row, f"Person {number}", last.date(), country=country)
    facts.flush(now=timezone.now())

    here = Looking(live_server, chromium, hurdles, story="impact", language=language, width=width)
    look, go = here.look, here.go

    lead, coordinator = here.signed_in(cast.lead), here.signed_in(cast.coordinator)
    go(lead, "impact")
    go(lead, "impact_trace", "support_that_helped")
    go(lead, "impact_trace", "women_empowered")
    go(coordinator, "impact_definitions")
    go(coordinator, "impact_definition", "signs_noticed")
    coordinator.fill("#id_formula", "count(unicorns)")
    press(coordinator.locator("main form button").last)
    look("wrong", coordinator)
    coordinator.fill("#id_formula", "count(signs_noticed, met:visit)")
    press(coordinator.locator("main form button").last)
    assert Version.objects.filter(published_at=None).count() == 1
    go(coordinator, "impact_file", "signs_noticed")
    go(lead, "impact_definition", "signs_noticed")
    press(lead.locator("#publish"))
    assert not Version.objects.filter(published_at=None).exists()
    go(lead, "impact_freezes")
    press(lead.locator("main form button"))
    look("frozen", lead)
    kept = Freeze.objects.get()
    press(lead.locator("#let-out"))
    look("let-out", lead)
    press(lead.locator("main form button"))
    assert kept.released.filter(audience="public").exists()
    made.learners(cast, "Ana Gil", "Ana Gil")
    go(lead, "impact_quality")
    go(coordinator, "impact_quality")
    press(coordinator.locator("main ul.list a[href*='quality/']").first)
    look("doubt", coordinator)
    press(coordinator.locator("main form button").last)
    look("doubt-wrong", coordinator)
    coordinator.locator("main input[type=radio]").first.check()
    press(coordinator.locator("main form button").last)
    look("aside", coordinator)
    assert SetAside.objects.count() == 1
    go(coordinator, "impact")
    go(coordinator, "impact_trace", "signs_noticed")
    go(coordinator, "impact_public")
