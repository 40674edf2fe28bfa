"""Who refers a woman to her own service stands on both sides, and can do the work of both."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt import actions
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.receipt.queries import WOMAN
from communitylinkage.referrals.receipt.staff import today as messages
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.test_pages import NOW, as_it_began, made, world
from communitylinkage.referrals.waiting import today
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes import papers
from communitylinkage.referrals.wishes.queries import today as wished

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world):
    """The coordinator's browser, and the referral that she made to her own service."""
    world.client = client_of(world.coordinator, opens=True)
    assert made(world, world.client).status_code == 302
    world.row = Referral.objects.get(mentor_id=world.coordinator.pk)
    return world


def page(desk, name="referral", *more, side=""):
    there = reverse(name, args=[desk.row.reference, *more]) + side
    return desk.client.get(there).content.decode()


def sent(desk, name, *more, side=""):
    there = reverse(name, args=[desk.row.reference, *more]) + side
    answer = desk.client.post(there)
    desk.row.refresh_from_db()
    return answer


def viewer(desk):
    return Viewer(
        desk.coordinator, tuple(desk.coordinator.memberships.select_related("organisation"))
    )


def waits(desk):
    return [one.sentence for one in today(viewer(desk), timezone.now())]


def test_what_waits_for_her_answer_can_be_read_and_answered(desk):
    there = page(desk)
    accept = reverse("referral_act", args=[desk.row.reference, "accept"])
    assert accept in there
    assert "Barcelona" in sent(desk, "referral_read", "summary").content.decode()
    assert desk.row.state == State.SEEN
    assert sent(desk, "referral_act", "accept").status_code == 302
    assert desk.row.state == State.ACCEPTED
    assert "MARKED Amal" in sent(desk, "referral_read", "content").content.decode()
    assert waits(desk) == [f"{desk.row.reference}: have you spoken with her?"], "said once"


def test_each_side_leads_to_the_other_and_stays_where_it_is(desk):
    assert "see it as her mentor" in page(desk)
    mentors = page(desk, side="?as=mentor")
    assert "What she agreed to" in mentors
    assert "Answer it for your service" in mentors
    assert reverse("referral_act", args=[desk.row.reference, "accept"]) not in mentors
    assert reverse("referral_withdraw", args=[desk.row.reference]) + "?as=mentor" in mentors
    read = sent(desk, "referral_read", "paper", side="?as=mentor").content.decode()
    assert "Who decides" in read
    assert "Answer it for your service" in read
    assert f'href="/ar{reverse("referral", args=[desk.row.reference])[3:]}?as=mentor"' in read
    assert desk.row.state == State.SENT, "her mentor's reading is not the service's"
    lists = desk.client.get(reverse("referrals")).content.decode()
    own = reverse("referral", args=[desk.row.reference])
    assert f'"{own}"' in lists
    assert f'"{own}?as=mentor"' in lists


def test_before_the_service_says_yes_she_does_as_her_mentor_what_a_mentor_may(desk):
    """The service may not: an address that led to its side would say that something changed."""
    wishes.write(
        referral=desk.row, wish=papers.Wish(("police",), "bn"), number=uuid4(), now=timezone.now()
    )
    for name in ("referral_mentor", "referral_wish", "referral_messages"):
        there = reverse(name, args=[desk.row.reference]) + "?as=mentor"
        assert f'"{there}"' in page(desk, side="?as=mentor"), name
    line = next(one for one in wished(viewer(desk), timezone.now()))
    assert "Ask for a mentor for her" in desk.client.get(line.address).content.decode()
    asking = page(desk, "referral_mentor", side="?as=mentor")
    assert "Something changed meanwhile" not in asking
    assert "She asks for somebody to go with her" in asking
    there = reverse("referral_messages", args=[desk.row.reference]) + "?as=mentor"
    answer = desk.client.post(there, {"text": "MARKED a word"})
    assert answer.url == there + "&sent"
    assert "Your message is sent." in desk.client.get(answer.url).content.decode()


def test_a_message_to_both_is_read_on_the_side_on_which_it_is_opened(desk):
    """Where the two sides are two organisations, each has what is new to it."""
    desk.row.organisation_id = desk.community.pk
    desk.row.save()
    desk.coordinator.memberships.create(
        organisation=desk.community, role="mentor", state="active", may_open=True, since=NOW
    )
    sent(desk, "referral_act", "accept")
    actions.write(referral=desk.row, letter=Letter(text="MARKED a word"), by=WOMAN,
                  organisation=None, now=timezone.now())  # fmt: skip
    lines = messages(viewer(desk), timezone.now())
    assert len(lines) == 2
    for line in lines:
        assert "MARKED a word" in desk.client.get(line.address).content.decode()
    assert messages(viewer(desk), timezone.now()) == []


def test_as_her_mentor_she_ends_it_for_the_woman(desk):
    assert sent(desk, "referral_withdraw", side="?as=mentor").status_code == 302
    assert desk.row.state == State.WITHDRAWN
    assert "see it as her mentor" not in page(desk)


def test_who_stands_on_one_side_is_offered_no_other(desk):
    desk.client = client_of(desk.professional, opens=True)
    for side in ("", "?as=mentor", "?as=clock"):
        there = page(desk, side=side)
        assert reverse("referral_act", args=[desk.row.reference, "accept"]) in there
        assert "see it as her mentor" not in there
