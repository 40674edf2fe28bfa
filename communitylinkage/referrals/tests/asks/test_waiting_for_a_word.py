"""Who replied on her page is seen at once, and what was taken has the clock of the soonest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from communitylinkage.people.queries import today
from communitylinkage.people.tests.cast import client_of
from communitylinkage.referrals.asks import actions
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.papers import Reply
from communitylinkage.referrals.asks.rules import Act
from communitylinkage.referrals.tests.asks.conftest import send, third_step
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of

pytestmark = pytest.mark.django_db
REPLIED = "She has replied to what you wrote. Please read it."


def write(world, minutes):
    when = timezone.now() + timedelta(minutes=minutes)
    actions.answer(ask=Ask.objects.get(), text="May I?", by=world.mentor.pk, now=when)


def test_her_reply_stands_first_on_home_until_somebody_writes_again(world):
    send(world)
    ask = Ask.objects.get()
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=timezone.now())
    write(world, 1)
    lines = today(viewer_of(world.mentor), timezone.now())
    assert REPLIED not in [line.sentence for line in lines]
    when = timezone.now() + timedelta(minutes=2)
    actions.reply(ask=ask, number=uuid4(), reply=Reply("go_on", ""), now=when)
    assert today(viewer_of(world.mentor), timezone.now())[0].sentence == REPLIED
    write(world, 3)
    lines = today(viewer_of(world.mentor), timezone.now())
    assert REPLIED not in [line.sentence for line in lines]


def test_what_was_taken_is_reminded_of_within_a_day(world):
    send(world)
    now = timezone.now()
    taken = actions.do(ask=Ask.objects.get(), act=Act.TAKE, by=world.mentor.pk, now=now)
    assert taken.due <= now + timedelta(days=1)


def test_closing_says_nothing_by_itself(world):
    send(world)
    ask = Ask.objects.get()
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=timezone.now())
    browser = client_of(world.mentor, opens=False)
    page = browser.get(f"/en/staff/asks/{ask.reference}/").content.decode()
    assert '<option value="" selected' in page
    browser.post(f"/en/staff/asks/{ask.reference}/act/", {"act": "close", "outcome": ""})
    ask.refresh_from_db()
    assert ask.state == "taken"


def test_she_chooses_who_reads_it_by_what_they_speak(world):
    world.community.languages = ["ar", "es"]
    world.community.save()
    assert "They speak: \u2068\u0627\u0644\u0639\u0631\u0628\u064a\u0629" in third_step()


def test_who_wants_not_to_be_reached_is_not_told_that_she_will_be(world):
    page = send(world, channel="receipt", number="")
    assert "They reach you only if you allowed it" in page
