"""Events on a phone: registered, changed and cancelled by keyboard alone; the day; what is kept."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.events import door, joining, keeping, links, sheets
from communitylinkage.events.models import Event, Registration
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.asked import ASKED, MINUTES, SPEAKS, filled
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import version_of
from tests.browser.fitting import beyond
from tests.browser.pressing import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "locks"]),
]
LANGUAGES = pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 320), ("en", 1280)])


class Phone:
    """A page at a width, looked at after each step."""

    def __init__(self, page, language, width, live_server, hurdles):
        self.page, self.language, self.hurdles = page, language, hurdles
        self.width, self.site = width, live_server.url

    def go(self, name, *arguments):
        with translation.override(self.language):
            self.page.goto(self.site + reverse(name, args=arguments))
        self.look(name)

    def look(self, name):
        assert beyond(self.page) <= 0, name
        assert self.hurdles(self.page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/events-{self.language}-{self.width}-{name}.png"
            self.page.screenshot(path=path, full_page=True)

    def reach(self, selector):
        """Tab by tab until it has the focus, as somebody does who has no mouse."""
        for _step in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached by keyboard")

    def enter(self, selector, key="Enter"):
        """Reaches a button or a link, presses it, and waits for what comes."""
        self.reach(selector)
        self.page.evaluate("document.body.setAttribute('data-left', '')")
        self.page.keyboard.press(key)
        self.page.wait_for_selector("body:not([data-left])")
        self.page.wait_for_load_state("load")

    def choose(self, selector, value):
        """Goes through a list with the arrows until it says what is wanted."""
        self.reach(selector)
        for _step in range(60):
            if self.page.eval_on_selector(selector, "one => one.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(value)

    def type(self, selector, text):
        """Replaces what stands in a field."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)


@LANGUAGES
def test_somebody_registers_changes_and_cancels_by_keyboard_alone(
    live_server, chromium, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    now = timezone.now()
    event = made.an_event(
        cast.service, cast.coordinator.pk, now, begins=now + timedelta(days=30), capacity=1
    )
    session = made.a_session(event, cast.coordinator.pk, now)
    event = sheets.choose(
        event=event, questionnaire=version_of(cast.service, ASKED).questionnaire,
        by=cast.coordinator.pk, now=now,
    )  # fmt: skip
    context = chromium.new_context(viewport={"width": width, "height": 700})
    phone = Phone(context.new_page(), language, width, live_server, hurdles)
    phone.go("events")
    phone.enter(f"main a[href$='/events/{event.reference}/']")
    phone.look("event")
    phone.enter("main a[href$='/register/']")
    phone.look("register")
    phone.enter("main form button")
    phone.look("register-wrong")
    assert not Registration.objects.exists()
    phone.type("#id_name", "Amal")
    phone.choose("#id_stakeholder", "community")
    phone.reach("input[name=sessions]")
    phone.page.keyboard.press("Space")
    phone.type("#id_children", "2")
    phone.reach(f"input[name='{SPEAKS}']")
    phone.page.keyboard.press("Space")
    phone.enter("main form button")
    phone.look("register-more")
    assert not Registration.objects.exists(), "who speaks is asked how long"
    phone.type(f"input[name='{MINUTES}']", "12")
    phone.enter("main form button")
    phone.look("my-event")
    row = Registration.objects.get()
    assert row.answered.submission.answers == {"speaks": "y", "minutes": 12, "more/about": None}
    assert (row.seat, row.needs.children) == ("enrolled", 2)
    assert row.places.get().seat == "enrolled"

    phone.enter("main a[href$='/change/']")
    phone.look("change")
    phone.type("#id_children", "1")
    phone.type(f"input[name='{MINUTES}']", "5")
    phone.enter("main form button")
    phone.look("changed")
    assert Submission.objects.get().answers["minutes"] == 5
    row.refresh_from_db()
    assert row.needs.children == 1

    waits = joining.register(
        event=event, guest=made.a_guest("Waits"), sessions=[session], by=joining.HERSELF, now=now,
        sheet=filled(event, now),
    )  # fmt: skip
    phone.enter("#cancel")
    phone.look("cancelled")
    row.refresh_from_db()
    waits.refresh_from_db()
    assert (row.seat, waits.seat) == ("cancelled", "enrolled")
    assert not context.cookies()
    context.close()


@LANGUAGES
def test_a_coordinator_plans_it_the_door_checks_in_and_something_stays(
    live_server, chromium, hurdles, cast, language, width  # noqa: F811
):  # fmt: skip
    context = chromium.new_context(viewport={"width": width, "height": 700})
    cookies = client_of(cast.coordinator).cookies
    context.add_cookies(
        [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
    )
    phone = Phone(context.new_page(), language, width, live_server, hurdles)
    page, now = phone.page, timezone.now()
    phone.go("events_ours")
    phone.go("event_new")
    page.select_option("#id_language", "en")
    day = f"{now + timedelta(days=9):%Y-%m-%d}"
    said = {"title": "Seen and heard", "about": "We tell.", "day": day, "last_day": day,
            "from_time": "10:00", "to_time": "17:00", "place": "Casa Mar"}  # fmt: skip
    for name, words in said.items():
        page.fill(f"#id_{name}", words)
    press(page.locator("main form button"))
    phone.look("draft")
    event = Event.objects.get()
    phone.go("event_session_new", event.reference)
    for name, words in {"title": "Opening", "to_time": "11:00", "room": "Blue"}.items():
        page.fill(f"#id_{name}", words)
    press(page.locator("main form button"))
    press(page.locator("#publish"))
    phone.look("published")
    phone.go("event_edit", event.reference)
    phone.go("event_words", event.reference, "ar")
    phone.go("event_asks", event.reference)
    phone.go("event_invite", event.reference)
    made.registers(event, "Amal", now=now, listed=True, works_at="Casa Faro", food="nuts")
    hidden = made.registers(event, "Noor", now=now, access="Ramp")
    phone.go("event_guests", event.reference)
    phone.go("event_guest", event.reference, hidden.pk)
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=cast.coordinator.pk,
                   now=now)  # fmt: skip
    invited = event.invitations.get()
    made.registers(event, "Lea", invitation=invited, now=now)
    phone.go("event_invited", links.token(invited.pk, links.Purpose.INVITED))

    Event.objects.update(begins=now - timedelta(hours=1), ends=now + timedelta(hours=5))
    page.goto(links.ticket(hidden.pk).replace("http://127.0.0.1:8000", f"{phone.site}/{language}"))
    phone.look("ticket")
    press(page.locator("#came"))
    phone.look("door")
    page.fill("#q", "Ama")
    press(page.locator("main form[method=get] button"))
    phone.look("door-search")
    phone.go("event_walk_in", event.reference)
    page.fill("#id_name", "Zoe")
    page.select_option("#id_stakeholder", "self")
    press(page.locator("main form button"))
    phone.look("walked-in")
    door.walk_in(event=event, guest=made.a_guest("Late"), by=cast.coordinator.pk, now=now)
    Event.objects.update(ends=now)
    phone.go("event_after", event.reference)
    press(page.locator("#certify"))
    phone.look("certified")
    phone.go("event_minutes", event.reference, "en")
    phone.go("event_material", event.reference)
    phone.go("event_questions", event.reference, "after")
    keeping.keep_minutes(event=event, language="en", minutes="Three steps.", now=now,
                         by=cast.coordinator.pk)  # fmt: skip
    keeping.add_material(event=event, language="en", title="Slides", now=now,
                         link="https://example.org/", by=cast.coordinator.pk)  # fmt: skip
    phone.go("event", event.reference)
    assert "Three steps." in page.inner_text("main")
    phone.go("my_event", links.token(hidden.pk, links.Purpose.GUEST))
    context.close()
