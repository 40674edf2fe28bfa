"""The whole story in a browser: she finds help, a mentor makes a referral, a service answers it,
it closes, and her own page says so."""

import re
from types import SimpleNamespace

import pytest
from django.utils import timezone

from communitylinkage.consent import demo as consent_texts
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.hsds import Organization
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.referrals.models import Referral
from tests.browser.fitting import beyond
from tests.browser.pressing import press
from tests.browser.test_find import look_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db, cast):  # noqa: F811
    services.load(timezone.now())
    directory.load_places(["ES"], smallest=15000)
    consent_texts.load(timezone.localdate())
    cast.service.listed_as = Organization.objects.get(name="Salud Abierta (made up)").pk
    cast.service.save()
    return cast


@pytest.fixture
def browser_of(chromium, live_server):
    """A browser in which an account is signed in, or nobody: `browser_of(who, width, scripts)`."""
    contexts = []

    def open_it(account, width=360, scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        contexts.append(context)
        cookies = client_of(account, opens=True).cookies if account else {}
        context.add_cookies(
            [{"name": k, "value": c.value, "url": live_server.url} for k, c in cookies.items()]
        )
        return context.new_page()

    yield open_it
    for context in contexts:
        context.close()


def check(page, hurdles, scripts):
    assert beyond(page) <= 0
    if scripts:  # axe is a script itself
        assert hurdles(page) == []


def find(page, base, hurdles, scripts):
    """The woman finds help."""
    page.goto(f"{base}/find/")
    look_for(page, "health", "Barcelona")
    page.wait_for_selector("article.card")
    check(page, hurdles, scripts)


def her_page(page, base, hurdles, scripts, code):
    """Her number and her digits show how it ended, and who has what."""
    page.goto(f"{base}/receipt/")
    page.fill("input[name=code]", code)
    page.fill("input[name=digits]", "2468")
    press(page.locator("main form[action$='/receipt/'] button").last)
    page.wait_for_selector("main section.card")
    check(page, hurdles, scripts)
    assert page.locator("main section.card ul.list li").count() >= 2


def make(page, base, hurdles, scripts, receipt):
    """The mentor's four steps; returns the code of the receipt, if one was wanted."""
    page.goto(f"{base}/staff/")
    press(page.locator("a[href$='/staff/referrals/new/']"))
    check(page, hurdles, scripts)
    page.locator("input[name=kind][value=health]").check()
    page.fill("input[name=place]", "Barcelona")
    press(page.locator("main form button").last)
    check(page, hurdles, scripts)
    page.locator("select[name=first]").select_option(label="Salud Abierta · Barcelona")
    press(page.locator("main form button.button").first)
    check(page, hurdles, scripts)
    page.fill("input[name=name]", "Amal")
    press(page.locator("main form button.button").first)
    check(page, hurdles, scripts)
    page.locator("input[name=text]").first.check()
    page.locator("input[name=how][value=read_aloud]").check()
    page.locator("input[name=agreed][value=said]").check()
    page.locator("select[name=spoken]").select_option("ar")
    if receipt:
        page.locator("input[name=receipt]").check()
        page.fill("input[name=digits]", "2468")
    press(page.locator("main form button.button").first)
    check(page, hurdles, scripts)
    found = re.search(r"\d{5} \d{5} \d{5} \d{5}", page.inner_text("main"))
    return found[0] if found else ""


def answer(page, base, hurdles, scripts):
    """The professional reads, says yes, reads on, and closes."""
    page.goto(f"{base}/staff/")
    press(page.locator("main ul.list a").first)
    press(page.locator("form[action$='/read/summary/'] button"))
    check(page, hurdles, scripts)
    assert "Barcelona" in page.inner_text("main")
    assert "Amal" not in page.inner_text("main")
    press(page.locator("a[href$='/act/accept/']"))
    check(page, hurdles, scripts)
    press(page.locator("main form button.button"))
    press(page.locator("form[action$='/read/content/'] button"))
    assert "Amal" in page.inner_text("main")
    check(page, hurdles, scripts)
    press(page.locator("a[href$='/act/close/']"))
    check(page, hurdles, scripts)
    page.locator("input[name=outcome][value=provided]").check()
    press(page.locator("main form button.button"))


STORIES = [
    SimpleNamespace(language=language, width=width, scripts=scripts)
    for language in ("en", "ar")
    for width in (360, 1280)
    for scripts in (True, False)
]


@pytest.mark.parametrize(
    "how",
    [pytest.param(how, marks=[pytest.mark.smoke] if how is STORIES[0] else []) for how in STORIES],
    ids=lambda how: f"{how.language}-{how.width}-{'scripts' if how.scripts else 'no-scripts'}",
)
def test_from_a_need_to_a_closed_referral(live_server, world, browser_of, hurdles, how):
    base = f"{live_server.url}/{how.language}"
    woman = browser_of(None, how.width, how.scripts)
    find(woman, base, hurdles, how.scripts)
    mentor = browser_of(world.mentor, how.width, how.scripts)
    code = make(mentor, base, hurdles, how.scripts, receipt=True)
    assert code
    service = browser_of(world.professional, how.width, how.scripts)
    answer(service, base, hurdles, how.scripts)
    row = Referral.objects.get()
    assert (row.state, row.outcome) == ("closed", "provided")
    mentor.goto(f"{base}/staff/referrals/{row.reference}/")
    check(mentor, hurdles, how.scripts)
    her_page(woman, base, hurdles, how.scripts, code)
