"""Agreed, signed, followed: a coordinator edits and signs, a mentor's referral goes its steps."""

import os

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.facts import actions as facts
from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State
from communitylinkage.procedures.tests.cast import in_force, other_signer
from communitylinkage.referrals.following import actions
from communitylinkage.referrals.models import Followed, Referral
from communitylinkage.referrals.rules import Party
from communitylinkage.referrals.tests.following.scene import at, follows
from communitylinkage.referrals.tests.following.test_figures import count
from communitylinkage.referrals.tests.following.test_sealed import parting
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of, make, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUTTON = "main form > button"


class Walk:
    """Pages of one person: each is looked at before it is left."""

    def __init__(self, page, base, hurdles, language, scripts):
        self.page, self.base, self.hurdles = page, base, hurdles
        self.language, self.scripts = language, scripts

    def go(self, name, *more):
        with translation.override(self.language):
            self.page.goto(self.base + reverse(name, args=more))

    def look(self, name):
        assert beyond(self.page) <= 0, name
        if self.scripts:
            assert self.hurdles(self.page) == [], name
        if os.environ.get("SHOTS"):
            where = f"{os.environ['SHOTS']}/{name}-{self.language}.png"
            self.page.screenshot(path=where, full_page=True)

    def press(self, what=BUTTON):
        with self.page.expect_navigation():
            self.page.click(what)


def agree(walk, other, world):  # noqa: F811
    """From a start to in force."""
    page = walk.page
    walk.go("procedure_new")
    page.check('input[value="warm-referral"]')
    walk.press("main form button")
    row = Version.objects.get()
    number = row.procedure_id
    walk.go("procedure_parties", number)
    page.fill("#id_name_line", "Faro")
    walk.look("parties")
    walk.press()
    walk.go("procedure_hours", number)
    page.fill("#id_day_0", "9 o'clock")
    walk.press()
    walk.look("hours-wrong")
    page.fill("#id_day_0", "8-14, 16-20")
    walk.press()
    walk.go("procedure_step", number, "answer")
    page.select_option("#id_moment", "answer")
    walk.look("step")
    walk.press()
    walk.go("procedure_agreement", number)
    for party, organisation in (("service", world.service), ("line", world.service),
                                ("community", world.community)):  # fmt: skip
        page.select_option(f"#id_party_{party}", str(organisation.pk))
    walk.press()
    walk.go("procedure", number)
    walk.press("#act-propose")
    for one in (walk, other):
        one.go("procedure_sign", number, 1)
        one.press("main form button")
    walk.go("procedure", number)
    walk.press("#act-enter")
    walk.look("in-force")
    return number


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ar", True), ("en", False)])
def test_what_was_agreed_is_followed(live_server, world, browser_of, hurdles, language, scripts):  # noqa: F811
    def walk_of(account):
        page = browser_of(account, 360, scripts)
        return Walk(page, live_server.url, hurdles, language, scripts)

    coordinator, mentor = walk_of(world.coordinator), walk_of(world.mentor)
    number = agree(coordinator, walk_of(other_signer(world)), world)
    assert Version.objects.get().state == State.IN_FORCE
    coordinator.go("procedure_figures", number, 1)
    coordinator.look("figures-empty")

    make(mentor.page, f"{live_server.url}/{language}", hurdles, scripts, receipt=False)
    row = Referral.objects.get()
    assert at(row) == ["answer"]
    service = walk_of(world.professional)
    service.go("referral", row.reference)
    service.look("professional")
    assert "5. " in service.page.inner_text("#agreed")
    service.press("a[href$='/act/accept/']")
    service.press("main form button.button")

    mentor.go("referral", row.reference)
    mentor.look("mentor")
    assert "7. " in mentor.page.inner_text("#agreed")
    mentor.press("a[href*='/another-way/']")
    mentor.look("another-way")
    mentor.page.check("input[name=reason][value=she_asked]")
    mentor.press("main form button.button")
    mentor.look("after")
    assert at(row) == ["begin"]
    service.page.goto(f"{live_server.url}/{language}/staff/")
    service.look("home")
    assert Followed.objects.get().state == "running"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_and_a_way_that_parts_fit_a_phone(live_server, cast, browser_of, hurdles, language):  # noqa: F811
    version = in_force(cast, start="warm-referral")
    for number, how in ((14, "done"), (9, "late"), (6, "otherwise")):
        for step in ("5", "7"):
            count(version, number, how=how, step=(step,))
    facts.flush(now=timezone.now())
    coordinator = Walk(browser_of(cast.coordinator, 360), live_server.url, hurdles, language, True)
    coordinator.go("procedure_figures", version.procedure_id, 1)
    coordinator.look("figures")
    assert "20" in coordinator.page.inner_text("main")

    row = follows(cast, parting(cast), now=timezone.now(), minor="yes")
    actions.mark(referral=row, side=Party.MENTOR, at=0, by=cast.mentor.pk, now=timezone.now())
    mentor = Walk(browser_of(cast.mentor, 360), live_server.url, hurdles, language, True)
    mentor.go("referral", row.reference)
    mentor.look("parting-closed")
    mentor.press("form[action$='/read/summary/'] button")
    mentor.look("parting-open")
    assert "3. " in mentor.page.inner_text("#agreed")
