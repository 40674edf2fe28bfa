"""A coordinator keeps the network on a phone; each page fits and axe finds nothing."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.mentors.tests.hall import towns
from communitylinkage.network import demo
from communitylinkage.network.members import actions as members
from communitylinkage.network.models import Community, Contact, Member, Step, Tie
from communitylinkage.network.ties import actions as ties
from communitylinkage.people.tests.cast import cast  # noqa: F401
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Not today: at night it is tomorrow already where the organisation is.
BEFORE = f"{timezone.localdate() - timedelta(2):%Y-%m-%d}"
SOON = f"{timezone.localdate() + timedelta(9):%Y-%m-%d}"


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360), ("en", 1280)])
def test_the_network_is_kept_on_a_phone(live_server, cast, browser_of, hurdles, language, width):  # noqa: F811
    towns()
    demo.load(timezone.now())
    for each in Community.objects.select_related("place"):
        ties.node_of_community(each, timezone.localdate() - timedelta(30))
    listed = Organization.objects.create(name="Luz")
    Service.objects.create(organization=listed, name="Casa Luz", status="active")
    row = Community.objects.order_by("name").first()
    second = members.engage(
        organisation=cast.service, community=row, how="contact", since=timezone.localdate(),
        reach="", by=cast.coordinator.pk, now=timezone.now(),
    )  # fmt: skip
    page = browser_of(cast.coordinator, width)

    def look(name):
        assert beyond(page) <= 0, name
        assert hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            shot = f"{os.environ['SHOTS']}/{name}-{language}-{width}.png"
            page.screenshot(path=shot, full_page=True)

    def go(name, *arguments):
        with translation.override(language):
            page.goto(live_server.url + reverse(name, args=arguments))

    def press(button="main form:last-of-type button:last-of-type"):
        with page.expect_navigation():
            page.click(button)

    go("network_next")
    look("next-empty")
    go("tie_new", row.pk)
    look("tie")
    press()
    look("tie-wrong")
    page.select_option("#id_other_kind", "service")
    page.fill("#id_other", "casa")
    page.select_option("#id_kind", "send")
    page.select_option("#id_source", "mentor")
    page.fill("#id_since", BEFORE)
    press()
    assert Tie.objects.count() == 1
    go("step_new", row.pk)
    look("step-new")
    page.fill("#id_due", SOON)
    press()
    go("contact_new", row.pk)
    look("contact-new")
    page.fill("#id_day", BEFORE)
    page.fill("#id_note", "مع الخبازة")
    press()
    go("community_contact", Contact.objects.get().pk)
    press("main form:first-of-type button")
    assert "مع الخبازة" in page.content()
    look("contact")
    go("member_new", row.pk)
    look("member-new")
    page.fill("#id_since", BEFORE)
    page.fill("#id_reach", "عبر الحلقة")
    press()
    look("member")
    made = Member.objects.exclude(pk=second.pk).get()
    page.fill("#id_reference", second.reference)
    press(f"form[action*='{made.pk}/merge/'] button")
    assert Member.objects.get(pk=second.pk).merged_into_id == made.pk
    look("member-merged")
    press(f"form[action$='{made.pk}/'] button")
    assert "عبر الحلقة" in page.content()
    go("community", row.pk)
    look("community")
    go("community_step", Step.objects.get().pk)
    look("step")
    press()
    look("step-done")
    demo_net(cast)
    for name in ("communities", "network_map", "network_next"):
        go(name)
        look(name)


def demo_net(cast):  # noqa: F811
    """The demo's own network beside what was written by hand."""
    demo._Year(timezone.now()).grow()
