"""Detected in a community, referred at night, accompanied next day, fed back: on phones."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from communitylinkage.directory.models import Place
from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.mentors.models import Mentor
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.tests.cast import cast, member  # noqa: F401
from communitylinkage.support.forms import MOMENT
from communitylinkage.support.hers.rules import QUESTIONS
from communitylinkage.support.models import SupportAction, Tag
from communitylinkage.support.rules import State
from communitylinkage.support.tests.scene import a_programme
from tests.browser.pressing import press
from tests.browser.test_story import browser_of, check, make, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DIGITS = "2468"


@pytest.fixture
def town(world):  # noqa: F811
    """A second mentor in Barcelona, who can go with women of the first."""
    a_programme(world, DEMO_CONTRACT)
    world.second = member("second", "mentor", world.community)
    place = Place.objects.filter(name="Barcelona", country="ES").order_by("-population").first()
    Mentor.objects.create(
        account=world.second, languages=["ar", "es"], place=place, most=2, changed=timezone.now()
    )
    return world


def detected(page, base, hurdles, scripts):
    """The mentor of the community notes what she noticed."""
    page.goto(f"{base}/staff/support/signs/")
    check(page, hurdles, scripts)
    page.locator("input[name=signs][value=no_papers]").check()
    page.locator("select[name=met]").select_option("community")
    press(page.locator("main form button"))
    page.wait_for_selector("main .notice[role=status]")


def accepted(page, base):
    """Who is on duty that night says yes."""
    page.goto(f"{base}/staff/")
    press(page.locator("main ul.list a").first)
    press(page.locator("form[action$='/read/summary/'] button"))
    press(page.locator("a[href$='/act/accept/']"))
    press(page.locator("main form button.button"))


def asked(page, hurdles, scripts):
    """The service asks for somebody to go with her."""
    press(page.locator("a[href$='/mentor/']"))
    check(page, hurdles, scripts)
    page.locator("select[name=language]").select_option("ar")
    page.locator("input[name=company][value=hospital]").check()
    page.fill("input[name=place]", "Barcelona")
    page.fill("input[name=contact]", "Marta")
    page.fill("input[name=number]", "+34 1")
    page.fill("input[name=where]", "Marked entrance")
    page.locator("input[name=agreed]").check()
    press(page.locator("main form button").last)
    check(page, hurdles, scripts)
    press(page.locator("button[name=send]"))


def accompanied(page, base, hurdles, scripts):
    """The second mentor says yes, plans it for the next day, gives her sign, and reports."""
    page.goto(f"{base}/staff/mentor-requests/")
    press(page.locator("main ul.list a").first)
    press(page.locator("button[name=act][value=accept]"))
    page.goto(f"{base}/staff/support/")
    check(page, hurdles, scripts)
    press(page.locator("main ul.list a").first)
    check(page, hurdles, scripts)
    press(page.locator("a[href$='/plan/']"))
    check(page, hurdles, scripts)
    tomorrow = timezone.now().astimezone(ZoneInfo("Europe/Madrid")) + timedelta(days=1)
    page.fill("input[name=begins]", tomorrow.strftime(MOMENT))
    page.fill("input[name=meeting_point]", "Marked corner")
    page.fill("textarea[name=contact_rule]", "Marked rule")
    page.fill("input[name=mentor_number]", "+34 2")
    press(page.locator("main form button"))
    page.wait_for_selector("button[name=act][value=safe]")
    assert "Marked corner" in page.inner_text("main")
    check(page, hurdles, scripts)
    press(page.locator("button[name=act][value=safe]"))
    page.wait_for_selector("main .notice[role=status]")
    press(page.locator("a[href$='/report/']"))
    check(page, hurdles, scripts)
    page.locator("input[name=outcome][value=reached]").check()
    page.fill("input[name=minutes]", "120")
    page.locator("input[name=standing][value=known]").check()
    press(page.locator("main form button"))
    page.wait_for_selector("main .notice[role=status]")
    check(page, hurdles, scripts)


def fed_back(page, base, hurdles, scripts, code):
    """The woman says how it was, with the number on her paper."""
    page.goto(f"{base}/receipt/")
    page.fill("input[name=code]", code)
    page.fill("input[name=digits]", DIGITS)
    press(page.locator("main form button").first)
    check(page, hurdles, scripts)
    press(page.locator("form[action$='/my-plan/visit/'] button"))
    check(page, hurdles, scripts)
    page.locator("input[name=helped][value=yes]").check()
    page.locator("input[name=respected][value=yes]").check()
    press(page.locator("button[name=tell]"))
    page.wait_for_selector("main .notice[role=status]")
    check(page, hurdles, scripts)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_detected_referred_accompanied_fed_back(
    live_server,
    town,
    browser_of,  # noqa: F811
    open_page,
    hurdles,
    language,
    scripts,
):
    base = f"{live_server.url}/{language}"
    mentor = browser_of(town.mentor, 360, scripts)
    detected(mentor, base, hurdles, scripts)
    code = make(mentor, base, hurdles, scripts, receipt=True)
    service = browser_of(town.professional, 360, scripts)
    accepted(service, base)
    asked(service, hurdles, scripts)
    accompanied(browser_of(town.second, 360, scripts), base, hurdles, scripts)
    row = SupportAction.objects.get()
    assert (row.state, row.mentor) == (State.DONE, town.second.pk)
    assert Tag.objects.get().sure, "counted once, by her receipt"
    fed_back(open_page(f"{base}/receipt/", "phone", scripts), base, hurdles, scripts, code)
    kinds = {fact.kind for model in (Fact, Waiting) for fact in model.objects.all()}
    assert {"signs_noticed", "support_action", "support_feedback"} <= kinds


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_she_makes_her_plan_and_answers_the_questions(
    live_server, town, open_page, hurdles, language, scripts
):
    base = f"{live_server.url}/{language}"
    page = open_page(f"{base}/my-plan/questions/", "phone", scripts)
    for _question in QUESTIONS:
        press(page.locator("button[name=said][value=no]"))
    page.wait_for_selector("a[href='tel:112']")
    check(page, hurdles, scripts)
    page.goto(f"{base}/my-plan/steps/")
    check(page, hurdles, scripts)
    page.locator("input[name=place][value=neighbour]").check()
    page.fill("textarea[name=place_words]", "Marked friend")
    press(page.locator("main form button"))
    page.wait_for_selector("form[action$='/my-plan/keep/']")
    assert "Marked friend" in page.inner_text("main")
    check(page, hurdles, scripts)
