"""Detected in a community, referred at night, accompanied next day, fed back: on phones."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from communitylinkage.directory.models import Place
from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.mentors.models import Mentor
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.tests.cast import cast, member  # noqa: F401
from communitylinkage.procedures.tests.cast import in_force
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.tests.following.scene import at
from communitylinkage.support.forms import MOMENT
from communitylinkage.support.hers.rules import QUESTIONS
from communitylinkage.support.models import SupportAction, Tag
from communitylinkage.support.rules import State
from communitylinkage.support.tests.scene import a_programme
from tests.browser.pressing import press
from tests.browser.test_story import browser_of, check, make, world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


DIGITS = "2468"
_MADRID = ZoneInfo("Europe/Madrid")
# Tonight at half past eleven, and ten o'clock in the morning after.
NIGHT = timezone.now().astimezone(_MADRID).replace(hour=23, minute=30, second=0, microsecond=0)
NEXT_DAY = (NIGHT + timedelta(days=1)).replace(hour=10, minute=0)


@pytest.fixture
def town(world):  # noqa: F811
    """A second mentor in Barcelona, who can go with women of the first; and a signed procedure."""
    a_programme(world, DEMO_CONTRACT)
    in_force(world, start="warm-referral")
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


def hand(page, base, code):
    """Her page, with the number on her paper."""
    page.goto(f"{base}/receipt/")
    page.fill("input[name=code]", code)
    page.fill("input[name=digits]", DIGITS)
    press(page.locator("main form button").first)


def wished(page, base, hurdles, scripts, code):
    """The woman asks for somebody at her side."""
    hand(page, base, code)
    press(page.locator("form[action$='/receipt/somebody/'] button"))
    check(page, hurdles, scripts)
    page.locator("input[name=kinds][value=hospital]").check()
    page.locator("select[name=language]").select_option("ar")
    page.fill("textarea[name=text]", "Marked wish")
    press(page.locator("button[name=wish]"))
    page.wait_for_selector("main .notice[role=status]")
    check(page, hurdles, scripts)


def asked(page, base, hurdles, scripts):
    """The service reads it, and asks for somebody to go with her: the form begins with her wish."""
    page.goto(f"{base}/staff/")
    press(page.locator("main a[href$='/somebody/']").first)
    check(page, hurdles, scripts)
    press(page.locator("a[href$='/mentor/']"))
    check(page, hurdles, scripts)
    assert "Marked wish" in page.inner_text("main")
    assert page.locator("input[name=company][value=hospital]").is_checked()
    page.fill("input[name=place]", "Barcelona")
    page.fill("input[name=contact]", "Marta")
    page.fill("input[name=number]", "+34 1")
    page.fill("input[name=where]", "Marked entrance")
    page.locator("input[name=agreed]").check()
    press(page.locator("main form button").last)
    check(page, hurdles, scripts)
    press(page.locator("button[name=send]"))


def planned(page, base, hurdles, scripts):
    """The second mentor says yes, and plans it for the next day."""
    page.goto(f"{base}/staff/mentor-requests/")
    press(page.locator("main ul.list a").first)
    press(page.locator("button[name=act][value=accept]"))
    page.goto(f"{base}/staff/support/")
    check(page, hurdles, scripts)
    press(page.locator("main ul.list a").first)
    check(page, hurdles, scripts)
    press(page.locator("a[href$='/plan/']"))
    check(page, hurdles, scripts)
    page.fill("input[name=begins]", NEXT_DAY.strftime(MOMENT))
    page.fill("input[name=meeting_point]", "Marked corner")
    page.fill("textarea[name=contact_rule]", "Marked rule")
    page.fill("input[name=mentor_number]", "+34 2")
    press(page.locator("main form button"))
    page.wait_for_selector("button[name=act][value=safe]")
    assert "Marked corner" in page.inner_text("main")
    check(page, hurdles, scripts)


def accompanied(page, hurdles, scripts):
    """The next day she gives her sign, asked for nothing first, and reports."""
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
    hand(page, base, code)
    check(page, hurdles, scripts)
    press(page.locator("form[action$='/my-plan/visit/'] button"))
    check(page, hurdles, scripts)
    page.locator("input[name=helped][value=yes]").check()
    page.locator("input[name=respected][value=yes]").check()
    press(page.locator("button[name=tell]"))
    page.wait_for_selector("main .notice[role=status]")
    check(page, hurdles, scripts)


def service_says(page, base):
    """The service says how it was, too."""
    page.goto(f"{base}/staff/support/")
    press(page.locator("main ul.list a").first)
    page.locator("input[name=helped][value=yes]").check()
    page.locator("input[name=respected][value=yes]").check()
    press(page.locator("button[name=act][value=said]"))
    page.wait_for_selector("main .notice[role=status]")


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
    with time_machine.travel(NIGHT) as clock:
        mentor = browser_of(town.mentor, 360, scripts)
        detected(mentor, base, hurdles, scripts)
        code = make(mentor, base, hurdles, scripts, receipt=True)
        referral = Referral.objects.get()
        assert at(referral) == ["answer"], "it follows what the two signed, at night too"
        service = browser_of(town.professional, 360, scripts)
        accepted(service, base)
        assert at(referral) == ["bring"], "her yes moved it on"
        woman = open_page(f"{base}/receipt/", "phone", scripts)
        wished(woman, base, hurdles, scripts, code)
        asked(service, base, hurdles, scripts)
        second = browser_of(town.second, 360, scripts)
        planned(second, base, hurdles, scripts)
        clock.move_to(NEXT_DAY + timedelta(minutes=20))
        accompanied(second, hurdles, scripts)
        row = SupportAction.objects.get()
        assert (row.state, row.mentor) == (State.DONE, town.second.pk)
        assert row.begins == NEXT_DAY
        assert Tag.objects.get().sure, "counted once, by her receipt"
        fed_back(woman, base, hurdles, scripts, code)
        service_says(service, base)
    kinds = [fact.kind for model in (Fact, Waiting) for fact in model.objects.all()]
    assert {"signs_noticed", "support_action"} <= set(kinds)
    assert kinds.count("support_feedback") == 2, "by her, and by the service"


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
